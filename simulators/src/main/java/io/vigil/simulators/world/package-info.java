/**
 * The ground the simulation plays on: a small fictional coastal city and the bay east of it, in flat metres, with its
 * roads, zones and routes and the files that describe them. Nothing in here moves or knows a clock.
 */
@NullMarked
package io.vigil.simulators.world;

import org.jspecify.annotations.NullMarked;

/**
 * A seeded world of vehicles and vessels that behave and misbehave, with the truth of what they did. Start at
 * {@link io.vigil.simulators.Simulation}.
 */
@NullMarked
package io.vigil.simulators;

import org.jspecify.annotations.NullMarked;

/** What is known of the world beside what moves: zones, routes, the registry, and whose each of them is. */
@NullMarked
package io.vigil.console.world;

import org.jspecify.annotations.NullMarked;

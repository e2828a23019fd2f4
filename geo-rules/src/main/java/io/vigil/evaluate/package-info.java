/** The evaluator: a pure function from a mover's state and an event to a new state and warnings, on event time. */
@NullMarked
package io.vigil.evaluate;

import org.jspecify.annotations.NullMarked;

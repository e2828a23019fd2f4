/**
 * Vehicles and vessels that behave and misbehave: kinematics second by second, what they intend, what their terminals see
 * of it, and the truth about it. One mover is a pure function of its seed; nothing in here knows a wire format.
 */
@NullMarked
package io.vigil.simulators.mover;

import org.jspecify.annotations.NullMarked;

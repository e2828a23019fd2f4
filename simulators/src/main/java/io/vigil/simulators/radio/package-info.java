/** The way from a terminal to the receiver: encoding, and what radio does to frames on it. */
@NullMarked
package io.vigil.simulators.radio;

import org.jspecify.annotations.NullMarked;

/**
 * Encoders of JT/T 808 and AIS, written from the standards for the simulation alone: they share no code and no constants
 * with the decoders, so that an error in one of them shows.
 */
@NullMarked
package io.vigil.simulators.encode;

import org.jspecify.annotations.NullMarked;

/** Geometry: which zones a point is in, how far it is from a line. Every error bound is stated in metres. */
@NullMarked
package io.vigil.geo;

import org.jspecify.annotations.NullMarked;

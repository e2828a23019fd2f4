/** Geometry as it stands in a file, before anything is believed of it. */
@org.jspecify.annotations.NullMarked
package io.vigil.zones.shape;

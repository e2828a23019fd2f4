/**
 * Readers: one a format, each from a file to {@link io.vigil.zones.read.RawFeature}s. They mend nothing; what cannot be
 * read is a fault of its feature, or refuses the file.
 */
@org.jspecify.annotations.NullMarked
package io.vigil.zones.read;

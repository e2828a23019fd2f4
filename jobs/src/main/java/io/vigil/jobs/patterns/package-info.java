/** Finds out how vehicles usually travel, from recorded data, in one bounded job. What a trip is, is in {@code traffic}. */
@org.jspecify.annotations.NullMarked
package io.vigil.jobs.patterns;

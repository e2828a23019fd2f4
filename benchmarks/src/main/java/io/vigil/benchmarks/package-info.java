/** Measurements; each speed claim is a ratio from one run on the same data. */
@NullMarked
package io.vigil.benchmarks;

import org.jspecify.annotations.NullMarked;

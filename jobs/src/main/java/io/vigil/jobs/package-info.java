/** The Flink jobs, live and replay: one topology, thin functions around the evaluator. */
@NullMarked
package io.vigil.jobs;

import org.jspecify.annotations.NullMarked;

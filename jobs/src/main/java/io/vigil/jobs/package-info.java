/**
 * The Flink jobs, live and replay: one topology, thin functions around the evaluator of geo-rules. Kafka and files are
 * known here; what a warning is, is not.
 */
@NullMarked
package io.vigil.jobs;

import org.jspecify.annotations.NullMarked;

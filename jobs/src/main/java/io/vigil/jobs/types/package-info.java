/**
 * How Flink writes down what crosses its edges and sits in its state: hand-written serializers over the codecs of
 * geo-rules, each with a versioned snapshot. A form once written to a checkpoint is read for ever.
 */
@NullMarked
package io.vigil.jobs.types;

import org.jspecify.annotations.NullMarked;

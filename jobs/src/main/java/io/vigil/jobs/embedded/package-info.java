/** A Kafka broker inside this process: for the demo and for tests, never for real operation. */
@NullMarked
package io.vigil.jobs.embedded;

import org.jspecify.annotations.NullMarked;

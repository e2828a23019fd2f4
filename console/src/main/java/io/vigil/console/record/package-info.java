/**
 * What comes in by the topics, read and checked: positions and the transitions of warnings. Knows nothing of Kafka, of
 * storage or of the page.
 */
@NullMarked
package io.vigil.console.record;

import org.jspecify.annotations.NullMarked;

/** Archive files as a bounded Flink source: one file or several merged by time are a split, read line by line. */
@NullMarked
package io.vigil.jobs.archive;

import org.jspecify.annotations.NullMarked;

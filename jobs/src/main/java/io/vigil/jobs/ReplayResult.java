package io.vigil.jobs;

import java.nio.file.Path;

/**
 * What a replay came to.
 *
 * @param out the result folder
 * @param tally counts of the feed and the evaluation
 * @param warnings transitions written
 * @param permitted records of exemptions written
 * @param runMillis wall-clock time of the job, without start and end; never written to the results
 */
public record ReplayResult(Path out, Tally tally, long warnings, long permitted, long runMillis) {}

package io.vigil.cli;

import io.vigil.jobs.ReplayResult;
import io.vigil.jobs.Tally;
import java.io.PrintWriter;
import java.util.Locale;

/** What a replay says at its end: of the feeds, of the warnings, how fast it was. */
final class ReplayReport {
    private final ReplayResult result;
    private final FeedReport feeds;
    private final PrintWriter err;

    ReplayReport(ReplayResult result, PrintWriter err) {
        this.result = result;
        this.feeds = new FeedReport(result.tally(), err);
        this.err = err;
    }

    void print() {
        feeds.print();
        Tally tally = result.tally();
        long judged = tally.total("events") - tally.counts("events").getOrDefault("outside-range", 0L);
        err.printf(Locale.ROOT, "warnings: %,d transitions, %,d permitted%n", result.warnings(), result.permitted());
        err.printf(
                Locale.ROOT,
                "results: %s (%.1f s, %,.0f events/s)%n",
                result.out(),
                result.runMillis() / 1000.0,
                judged * 1000.0 / Math.max(1, result.runMillis()));
        err.flush();
    }

    /** 3 when an archive was cut short or nothing could be read, unless that is asked to be forgiven. */
    int exitCode(boolean lenient) {
        return feeds.exitCode(lenient);
    }
}

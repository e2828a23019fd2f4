package io.vigil.cli;

import io.vigil.jobs.Tally;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** What is said of feeds that were read: counts, one example of each kind of bad line. */
final class FeedReport {
    private static final String TRUNCATED = "truncated";

    private final Tally tally;
    private final PrintWriter err;

    FeedReport(Tally tally, PrintWriter err) {
        this.tally = tally;
        this.err = err;
    }

    void print() {
        SortedMap<String, Long> events = tally.counts("events");
        err.printf(
                Locale.ROOT,
                "read: %,d position reports, %,d identity reports%s%s%s%n",
                events.getOrDefault("position", 0L),
                events.getOrDefault("identity", 0L),
                ifAny(", %,d passes", events, "pass"),
                ifAny(", %,d dispositions", events, "disposition"),
                ifAny(", %,d outside --from/--to", events, "outside-range"));
        table("rejected");
        table("quality");
        counts("skipped");
        counts("late");
        counts("duplicate");
        table("broken");
        err.flush();
    }

    /** 3 when an archive was cut short or nothing could be read, unless that is asked to be forgiven. */
    int exitCode(boolean lenient) {
        boolean truncated = tally.counts("rejected").keySet().stream().anyMatch(reason -> reason.contains(TRUNCATED));
        boolean nothing = tally.total("events") == 0;
        if (lenient || !truncated && !nothing) {
            return ExitCode.OK;
        }
        err.println(
                nothing
                        ? "vigil: no event could be read from the feeds (--lenient ends with 0 all the same)"
                        : "vigil: an archive is cut short, what came before its end was used (--lenient ends with 0"
                                + " all the same)");
        err.flush();
        return ExitCode.BAD_INPUT;
    }

    private static String ifAny(String format, SortedMap<String, Long> events, String word) {
        long count = events.getOrDefault(word, 0L);
        return count == 0 ? "" : String.format(Locale.ROOT, format, count);
    }

    private void counts(String name) {
        long total = tally.total(name);
        if (total == 0) {
            return;
        }
        List<String> kinds = tally.counts(name).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(8)
                .map(kind -> String.format(Locale.ROOT, "%s %,d", kind.getKey(), kind.getValue()))
                .toList();
        err.printf(Locale.ROOT, "%s: %,d (%s)%n", name, total, String.join(", ", kinds));
    }

    private void table(String name) {
        long total = tally.total(name);
        if (total == 0) {
            return;
        }
        err.printf(Locale.ROOT, "%s: %,d%n", name, total);
        tally.counts(name).forEach((reason, count) -> {
            Tally.Example example = tally.firstExample(name, reason);
            String place = example.place() + (example.line() > 0 ? ":" + example.line() : "");
            err.printf(
                    Locale.ROOT,
                    "  %,10d  %-28s %s%n",
                    count,
                    reason,
                    place.isEmpty() ? "" : "e.g. " + place + ": " + printable(example.detail()));
        });
    }

    private static String printable(String detail) {
        return detail.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

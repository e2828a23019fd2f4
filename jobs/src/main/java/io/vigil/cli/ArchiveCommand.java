package io.vigil.cli;

import io.vigil.feeds.days.ArchivedDay;
import io.vigil.feeds.days.DayArchive;
import io.vigil.jobs.ArchiveJob;
import io.vigil.jobs.ArchivedControl;
import io.vigil.jobs.EngineSpec;
import io.vigil.jobs.ReplayOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes feeds into an archive by days, from which replays are fast. */
@Command(
        name = "archive",
        sortOptions = false,
        description = {
            "Writes feed files or topic ranges into an archive by days, which a replay reads much faster than anything else.",
            "Days may be added; what is in a day already is not taken twice. With a registry, reports of one mover by several",
            "terminals lie together.",
            ""
        },
        footer = {
            "",
            "A day has its name only when it is whole. The archive is a folder; days are removed by removing their folders.",
            "",
            "  vigil archive --feed ais-nmea:day.nmea.gz --registry registry.jsonl --out archive",
            "  vigil replay --feed archive:archive --registry registry.jsonl --rules rules.yaml --out result"
        })
public final class ArchiveCommand implements Callable<Integer> {
    @Mixin
    private FeedSelection feeds = new FeedSelection();

    @Mixin
    private WorldOptions world = new WorldOptions();

    @Option(names = "--rules", paramLabel = "FILE", description = "rules in force, to be kept; may be repeated")
    private List<Path> rules = new ArrayList<>();

    @Option(
            names = "--control-from",
            paramLabel = "TIME",
            description = {
                "from when on the zones, routes, registry, weather, orders and rules given here hold, event time",
                "(default: the first day written). They are kept, and replays judge by what was so at the time"
            })
    private @Nullable OffsetDateTime controlFrom;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "folder of the archive")
    private Path out = Path.of(".");

    @Option(
            names = "--buckets",
            paramLabel = "N",
            description = {
                "files a day of a new archive, by mover (default: ${DEFAULT-VALUE}); a replay holds one of them at a time",
                "for each processor"
            })
    private int buckets = DayArchive.USUAL_BUCKETS;

    @Option(names = "--lenient", description = "end with 0 even when a file is cut short or nothing could be read")
    private boolean lenient;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (buckets < 1 || buckets > DayArchive.MOST_BUCKETS) {
            throw new WrongUseException("--buckets=" + buckets + " must be 1 to " + DayArchive.MOST_BUCKETS);
        }
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        Progress progress = new Progress(err, System.console() != null);
        Map<String, Path> lanes = new TreeMap<>();
        rules.forEach(file -> lanes.put(ControlOptions.laneName(file), file));
        EngineSpec control = world.spec(lanes);
        ReplayOptions options = feeds.options(control, out);
        ArchiveJob.Result result = ArchiveJob.run(options, buckets, new ArchiveJob.Listener() {
            @Override
            public void read(long events) {
                progress.events(events);
            }

            @Override
            public void written(ArchivedDay day) {
                progress.clear();
                err.println(line(day));
                err.flush();
            }
        });
        progress.clear();
        if (!(world.isEmpty() && rules.isEmpty())
                && (controlFrom != null || !result.days().isEmpty())) {
            long fromMillis = controlFrom != null
                    ? controlFrom.toInstant().toEpochMilli()
                    : result.days()
                            .get(0)
                            .date()
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toEpochMilli();
            boolean isNew = ArchivedControl.add(options.out(), control, fromMillis);
            err.println(isNew ? "control data: kept" : "control data: as before");
        }
        FeedReport report = new FeedReport(result.tally(), err);
        report.print();
        if (result.repeated() > 0) {
            err.printf(Locale.ROOT, "already in the archive: %,d events%n", result.repeated());
        }
        err.printf(
                Locale.ROOT,
                "archive: %s (%,d days written)%n",
                options.out(),
                result.days().size());
        err.flush();
        return report.exitCode(lenient);
    }

    private static String line(ArchivedDay day) {
        return String.format(
                Locale.ROOT,
                "%s: %,d events, %,d bytes, %.1f bytes each",
                day.date(),
                day.eventCount(),
                day.bytes(),
                day.bytes() / (double) Math.max(1, day.eventCount()));
    }
}

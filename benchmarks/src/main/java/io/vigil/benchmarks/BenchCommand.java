package io.vigil.benchmarks;

import io.vigil.cli.ExitCode;
import io.vigil.cli.WrongUseException;
import io.vigil.jobs.FolderTree;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the evaluator, the zone lookup and the replay job on this machine. */
@Command(
        name = "bench",
        sortOptions = false,
        description = {
            "Measures the evaluator, the zone lookup and the replay job on this machine, each beside its baseline: same",
            "run, same data, by turns. The ratio is what can be compared between machines.",
            ""
        })
public final class BenchCommand implements Callable<Integer> {
    private static final BenchSize QUICK = new BenchSize(10_000, 1_000, 2_000_000, 600_000, 2, 0);
    private static final BenchSize FULL = new BenchSize(10_000, 1_000, 4_000_000, 3_000_000, 4, 0);

    @Option(names = "--quick", description = "less data and fewer runs: minutes")
    private boolean quick;

    /** What can be measured alone. */
    enum Part {
        index,
        jmh,
        exactness,
        control,
        lanes,
        road,
        pairs,
        archive,
        late
    }

    @Option(
            names = "--only",
            paramLabel = "PART",
            description =
                    "index: the zone index beside JTS and S2; jmh: the same under JMH; exactness: its answers against those of JTS;"
                            + " control: how soon a change of rules, zones or registry is in effect in a live job under load;"
                            + " lanes: many candidates in one pass beside one; road: all rules of the road beside none;"
                            + " pairs: the rules on pairs of vessels beside none;"
                            + " archive: the replay from an archive by days beside the keyed null job; late: what late data costs")
    private @Nullable Part only;

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures there as well")
    private @Nullable Path json;

    @Option(names = "--movers", paramLabel = "N", description = "movers in the world (default: 10000)")
    private @Nullable Integer movers;

    @Option(names = "--zones", paramLabel = "N", description = "zones in the world (default: 1000)")
    private @Nullable Integer zones;

    @Option(names = "--reports", paramLabel = "N", description = "reports in a pass of the evaluator")
    private @Nullable Integer reports;

    @Option(names = "--replay-reports", paramLabel = "N", description = "reports in a run of the replay job")
    private @Nullable Integer replayReports;

    @Option(names = "--runs", paramLabel = "N", description = "measured runs of each, of which the best counts")
    private @Nullable Integer runs;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "parallel subtasks of the replay job (default: the number of processors)")
    private int parallelism = Runtime.getRuntime().availableProcessors();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        BenchSize size = size();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (only != null) {
            return runAlone(only, out, err);
        }
        boolean onTerminal = System.console() != null;
        double loadBefore = load();
        Path folder = Files.createTempDirectory("vigil-bench");
        List<Figure> figures;
        try {
            figures = new BenchSuite(size, folder, text -> {
                        if (onTerminal) {
                            err.println("bench: " + text);
                            err.flush();
                        }
                    })
                    .run();
        } finally {
            FolderTree.delete(folder);
        }
        out.println(String.format(
                Locale.ROOT,
                "%,d movers, %,d zones, %,d reports (replay %,d); %d processors, Java %s, load %.1f before, %.1f after",
                size.movers(),
                size.zones(),
                size.reports(),
                size.replayReports(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                loadBefore,
                load()));
        out.print(FigureText.table(figures));
        out.flush();
        if (json != null) {
            Files.writeString(json, FigureText.json(figures));
        }
        return ExitCode.OK;
    }

    private int runAlone(Part part, PrintWriter out, PrintWriter err) throws Exception {
        double loadBefore = load();
        Consumer<String> progress = text -> {
            err.println("bench: " + text);
            err.flush();
        };
        List<Figure> figures = figures(part, progress);
        out.println(String.format(
                Locale.ROOT,
                "%s; %d processors, Java %s, load %.1f before, %.1f after",
                part,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                loadBefore,
                load()));
        out.print(FigureText.table(figures));
        out.flush();
        if (json != null) {
            Files.writeString(json, FigureText.json(figures));
        }
        boolean isExact = part != Part.exactness || figures.stream().allMatch(Figure::isMet);
        return isExact ? ExitCode.OK : ExitCode.FAILURE;
    }

    private List<Figure> figures(Part part, Consumer<String> progress) throws Exception {
        return switch (part) {
            case index -> new IndexSuite(quick, progress).run();
            case jmh -> new JmhSuite(quick, progress).run();
            case exactness -> new ExactnessSuite(quick, progress).run();
            case control -> new ControlSuite(quick, progress).run();
            case lanes -> new LaneSuite(quick, progress).run();
            case road -> inFolder(folder -> new RoadSuite(quick, folder, progress).run());
            case pairs -> inFolder(folder -> new PairsSuite(quick, folder, progress).run());
            case archive -> inFolder(folder -> new ArchiveSuite(quick, folder, progress).run());
            case late -> inFolder(folder -> new LateSuite(quick, folder, progress).run());
        };
    }

    /** A suite that needs files. */
    private interface Suite {
        List<Figure> run(Path folder) throws Exception;
    }

    private static List<Figure> inFolder(Suite suite) throws Exception {
        Path folder = Files.createTempDirectory("vigil-bench");
        try {
            return suite.run(folder);
        } finally {
            FolderTree.delete(folder);
        }
    }

    private BenchSize size() {
        BenchSize base = quick ? QUICK : FULL;
        return new BenchSize(
                checked("--movers", movers, base.movers(), 1_000_000),
                checked("--zones", zones, base.zones(), 1_000_000),
                checked("--reports", reports, base.reports(), 100_000_000),
                checked("--replay-reports", replayReports, base.replayReports(), 100_000_000),
                checked("--runs", runs, base.runs(), 100),
                checked("--parallelism", parallelism, parallelism, 64));
    }

    private static int checked(String option, @Nullable Integer given, int otherwise, int most) {
        int value = given == null ? otherwise : given;
        if (value < 1 || value > most) {
            throw new WrongUseException(option + "=" + value + " must be 1 to " + most);
        }
        return value;
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}

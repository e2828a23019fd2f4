package io.vigil.jobs;

import io.vigil.evaluate.Lane;
import io.vigil.evaluate.RevisionSettings;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the live job's YAML; relative paths are relative to the file's folder. */
public final class LiveConfigReader {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONGEST_HORIZON = Duration.ofDays(7);

    private final Path folder;
    private final List<Fault> faults = new ArrayList<>();

    private LiveConfigReader(Path folder) {
        this.folder = folder;
    }

    /**
     * The configuration in that file.
     *
     * @throws InvalidInputException listing every fault of the file with its line
     */
    public static LiveConfig read(Path file) {
        LiveConfigReader reader =
                new LiveConfigReader(file.toAbsolutePath().resolveSibling(".").normalize());
        YamlSection root = reader.parse(file);
        LiveConfig config = reader.config(root);
        root.refuseUnread();
        if (!reader.faults.isEmpty()) {
            throw new InvalidInputException(reader.faults);
        }
        return config;
    }

    private YamlSection parse(Path file) {
        @Nullable Node node = null;
        try (var text = Files.newBufferedReader(file)) {
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(0);
            options.setCodePointLimit(1_000_000);
            node = new Yaml(options).compose(text);
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 1
                    : broken.getProblemMark().getLine() + 1;
            throw new InvalidInputException(
                    List.of(new Fault(file.toString(), "line " + line, "is not YAML: " + broken.getProblem(), null)));
        } catch (YAMLException broken) {
            throw new InvalidInputException(
                    List.of(new Fault(file.toString(), "line 1", "is not YAML: " + broken.getMessage(), null)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new YamlSection(file.toString(), "", node, faults);
    }

    private LiveConfig config(YamlSection root) {
        String bootstrap = root.requiredText("bootstrap", "say where Kafka answers, such as 127.0.0.1:9092");
        YamlSection topics = root.section("topics");
        String prefix = topics.text("prefix", "vigil");
        topics.refuseUnread();
        Map<String, String> client = root.section("kafka").allTexts();
        EngineSpec control = control(root.section("control"), bootstrap, prefix, client);
        YamlSection checkpoint = root.section("checkpoint");
        String checkpointDir = path(checkpoint.requiredText("dir", "name a folder that survives a restart"));
        Duration interval =
                checkpoint.duration("interval", Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofHours(1));
        checkpoint.refuseUnread();
        YamlSection sink = root.section("sink");
        LiveConfig.Guarantee guarantee = sink.word(
                "guarantee",
                LiveConfig.Guarantee.AT_LEAST_ONCE,
                LiveConfig.Guarantee.values(),
                LiveConfig.Guarantee::word);
        sink.refuseUnread();
        YamlSection watermark = root.section("watermark");
        Duration delay = watermark.duration("delay", Duration.ofSeconds(30), Duration.ZERO, DAY);
        Duration idle = watermark.duration("idle", Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofHours(1));
        watermark.refuseUnread();
        return new LiveConfig(
                bootstrap,
                prefix,
                root.text("group", "vigil-live"),
                client,
                control,
                checkpointDir,
                interval,
                root.word(
                        "state-backend",
                        LiveConfig.Backend.HEAP,
                        LiveConfig.Backend.values(),
                        LiveConfig.Backend::word),
                root.count("parallelism", 2, 1, WarningTopology.MAX_PARALLELISM),
                guarantee,
                root.duration("disorder-bound", Duration.ZERO, Duration.ZERO, DAY),
                delay,
                idle,
                revision(root.section("late")),
                root.word("start", LiveConfig.Start.EARLIEST, LiveConfig.Start.values(), LiveConfig.Start::word),
                root.flag("resume", true));
    }

    /** How late data is dealt with; none where the horizon is zero. */
    private static @Nullable RevisionSettings revision(YamlSection late) {
        RevisionSettings usual = RevisionSettings.DEFAULT;
        Duration horizon = late.duration("horizon", usual.horizon(), Duration.ZERO, LONGEST_HORIZON);
        Duration collect = late.duration("collect", usual.collect(), Duration.ofMillis(1), Duration.ofHours(1));
        YamlSection byClass = late.section("horizons");
        Map<String, Duration> horizons = new TreeMap<>();
        for (String moverClass : byClass.keys()) {
            horizons.put(moverClass, byClass.duration(moverClass, horizon, Duration.ofSeconds(1), LONGEST_HORIZON));
        }
        late.refuseUnread();
        return horizon.isZero() ? null : new RevisionSettings(horizon, horizons, collect);
    }

    private EngineSpec control(YamlSection control, String bootstrap, String prefix, Map<String, String> client) {
        String from = control.text("from", "files");
        if (!from.equals("files") && !from.equals("topics")) {
            control.fault("from", "from=" + from + " must be files or topics", null);
        }
        if (from.equals("topics")) {
            for (String key : List.of("rules", "shadow", "zones", "routes", "registry", "weather", "orders")) {
                if (control.has(key)) {
                    control.fault(key, "is a file, but from=topics reads everything from topics", "remove one");
                }
                control.texts(key);
            }
            control.refuseUnread();
            return EngineSpec.ofTopics(new EngineSpec.ControlTopics(bootstrap, prefix, client));
        }
        Map<String, String> lanes = new TreeMap<>();
        lanes.put(Lane.LIVE, path(control.requiredText("rules", "name the rule file")));
        String shadow = path(control.text("shadow", ""));
        if (!shadow.isEmpty()) {
            lanes.put(Lane.SHADOW, shadow);
        }
        EngineSpec spec = EngineSpec.ofFiles(
                        paths(control.texts("zones")),
                        paths(control.texts("routes")),
                        path(control.text("registry", "")),
                        lanes)
                .withSea(path(control.text("weather", "")), path(control.text("orders", "")));
        control.refuseUnread();
        return spec;
    }

    private List<String> paths(List<String> relative) {
        return relative.stream().map(this::path).toList();
    }

    private String path(String relative) {
        return relative.isEmpty() ? "" : folder.resolve(relative).normalize().toString();
    }
}

package io.vigil.simulators.output;

import io.vigil.simulators.Scenario;
import io.vigil.simulators.ScenarioFile;
import io.vigil.simulators.Simulation;
import io.vigil.simulators.mover.NoiseLevels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigil simulate}: plays a scenario into files or into Kafka. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Plays a simulated city and sea area: frames in wire formats, and the truth about who did what wrong.",
            "With --out it writes jt808.hex, ais.nmea, truth.jsonl, zones.geojson, routes.geojson, registry.jsonl and"
                    + " scenario.yaml; with --kafka it plays in real time times --speed."
        })
public final class SimulateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--scenario",
            paramLabel = "FILE|builtin:NAME",
            defaultValue = "builtin:city-and-sea-day",
            description =
                    "a scenario file, or builtin:demo, builtin:city-and-sea-day, builtin:typhoon (default: ${DEFAULT-VALUE})")
    private String scenario = "builtin:city-and-sea-day";

    @Option(names = "--out", paramLabel = "DIR", description = "folder for the files")
    private @Nullable Path out;

    @Option(
            names = "--control-only",
            description = "with --out: only zones, routes, registry, truth and scenario, without the frames")
    private boolean controlOnly;

    @Option(names = "--gzip", description = "with --out: packs frames and passes")
    private boolean packed;

    @Option(names = "--kafka", paramLabel = "BOOTSTRAP", description = "brokers to play into")
    private @Nullable String kafka;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "1",
            description = "with --kafka: simulated seconds a second (default: ${DEFAULT-VALUE})")
    private double speed = 1;

    @Option(names = "--minutes", paramLabel = "M", description = "with --kafka: stop after so many real minutes")
    private @Nullable Double minutes;

    @Option(names = "--seed", paramLabel = "N", description = "another seed than the scenario's")
    private @Nullable Long seed;

    @Option(names = "--hours", paramLabel = "H", description = "another length")
    private @Nullable Double hours;

    @Option(names = "--vehicles", paramLabel = "N", description = "another number of vehicles")
    private @Nullable Integer vehicles;

    @Option(names = "--vessels", paramLabel = "N", description = "another number of vessels")
    private @Nullable Integer vessels;

    @Option(names = "--noise", paramLabel = "none|default", description = "another noise")
    private @Nullable String noise;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            description = "another first moment, like 2026-09-12T01:00:00+08:00")
    private @Nullable String start;

    @Override
    public Integer call() throws IOException {
        if (out == null && kafka == null) {
            throw wrong("say where to: --out DIR, --kafka BOOTSTRAP, or both");
        }
        if (!(speed > 0 && speed <= 1e6)) {
            throw wrong("--speed=" + speed + " must be above 0 and at most 1000000");
        }
        if (minutes != null && !(minutes > 0)) {
            throw wrong("--minutes=" + minutes + " must be above 0");
        }
        Simulation simulation = Simulation.of(adjusted(ScenarioFile.load(scenario)));
        if (out != null) {
            writeFiles(simulation, out);
        }
        return kafka == null ? 0 : play(simulation, kafka);
    }

    private void writeFiles(Simulation simulation, Path folder) throws IOException {
        if (controlOnly) {
            Files.createDirectories(folder);
            simulation.writeControlFiles(folder);
            say("%d truth lines in %s%n", simulation.truth().size(), folder);
            return;
        }
        FrameFiles.Count count = FrameFiles.write(simulation, folder, packed);
        say(
                "%d JT/T 808 frames, %d AIS messages, %d radar plots, %d BeiDou positions, %d passes and dispositions, %d truth lines in %s%n",
                count.jt808(),
                count.ais(),
                count.radar(),
                count.beidou(),
                count.notices(),
                simulation.truth().size(),
                folder);
    }

    private void say(String format, Object... values) {
        PrintWriter writer = Objects.requireNonNull(spec).commandLine().getOut();
        writer.printf(format, values);
        writer.flush();
    }

    private Scenario adjusted(Scenario loaded) {
        Scenario played = loaded;
        try {
            if (seed != null) {
                played = played.withSeed(seed);
            }
            if (hours != null) {
                played = played.withLength(Duration.ofSeconds(Math.round(hours * 3600)));
            }
            if (vehicles != null || vessels != null) {
                played = played.withMovers(
                        vehicles == null ? played.vehicles() : vehicles, vessels == null ? played.vessels() : vessels);
            }
            if (start != null) {
                played = played.withStart(OffsetDateTime.parse(start));
            }
        } catch (DateTimeParseException e) {
            throw wrong("--start=" + start + " is not a time with offset; write it like 2026-09-12T01:00:00+08:00");
        } catch (IllegalArgumentException e) {
            throw wrong("--" + e.getMessage());
        }
        if (noise != null) {
            played = switch (noise) {
                case "none" -> played.withNoise(NoiseLevels.NONE);
                case "default" -> played.withNoise(NoiseLevels.DEFAULT);
                default -> throw wrong("--noise=" + noise + " must be none or default");
            };
        }
        return played;
    }

    /** Ctrl-C asks the player to stop and waits until what it sent has arrived. */
    private int play(Simulation simulation, String bootstrap) {
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(1);
        Thread onInterrupt = new Thread(() -> {
            stop.set(true);
            try {
                boolean ended = done.await(10, TimeUnit.SECONDS);
                if (!ended) {
                    System.err.println("The last frames did not reach Kafka within 10 s.");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        Duration longest = minutes == null ? null : Duration.ofMillis(Math.round(minutes * 60_000));
        try (KafkaPlayer player = KafkaPlayer.connect(bootstrap)) {
            long sent = player.play(simulation, speed, longest, stop::get);
            say("%d frames played into %s%n", sent, bootstrap);
            return 0;
        } catch (KafkaException e) {
            System.err.println(bootstrap + ": " + e.getMessage());
            return 1;
        } finally {
            done.countDown();
            unhook(onInterrupt);
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is already ending: the hook is what waits for us.
        }
    }

    private ParameterException wrong(String message) {
        CommandSpec known = Objects.requireNonNull(spec);
        return new ParameterException(known.commandLine(), message);
    }
}

package io.vigil.benchmarks;

import io.vigil.evaluate.Engine;
import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.evaluate.RevisionSettings;
import io.vigil.feeds.archive.ArchiveFormat;
import io.vigil.feeds.archive.ArchiveFormats;
import io.vigil.feeds.archive.ArchiveReader;
import io.vigil.feeds.archive.EventSink;
import io.vigil.feeds.archive.FeedOptions;
import io.vigil.history.EventChunk;
import io.vigil.history.HistoryEntry;
import io.vigil.history.MemoryHistoryStore;
import io.vigil.jobs.EngineShare;
import io.vigil.jobs.EngineSpec;
import io.vigil.jobs.LoadedEngine;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.Registry;
import io.vigil.simulators.Scenario;
import io.vigil.simulators.ScenarioFile;
import io.vigil.simulators.Simulation;
import io.vigil.simulators.output.FrameFiles;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How much room the past takes, by the reports of a simulated day as they come out of the decoders.
 *
 * @param codedBytesPerReport the coded events alone, all kinds, by event
 * @param storedBytesPerReport with index, kept states and published warnings, by event of the last six hours
 * @param storedBytesPerMover the same by mover: what RocksDB is given
 * @param heapBytesPerMover what it takes on the heap
 * @param reportsPerMover events of the last six hours by mover
 */
record HistoryMeasurement(
        double codedBytesPerReport,
        double storedBytesPerReport,
        double storedBytesPerMover,
        double heapBytesPerMover,
        double reportsPerMover) {
    private static final int CHUNK_EVENTS = 64;
    private static final long HORIZON_MILLIS =
            RevisionSettings.DEFAULT.horizon().toMillis();

    static HistoryMeasurement ofSimulatedDay(Path folder, int movers) throws IOException {
        Path day = Files.createDirectories(folder.resolve("day"));
        Scenario scenario = ScenarioFile.load("builtin:city-and-sea-day").withMovers(movers, movers / 2);
        FrameFiles.write(Simulation.of(scenario), day, false);
        Simulation.of(scenario).writeControlFiles(day);
        Path rules = day.resolve("rules.yaml");
        Files.writeString(rules, LateSuite.demoRules());
        EngineSpec spec = EngineSpec.ofFiles(
                List.of(day.resolve("zones.geojson").toString()),
                List.of(day.resolve("routes.geojson").toString()),
                day.resolve("registry.jsonl").toString(),
                Map.of("live", rules.toString()));
        LoadedEngine loaded = EngineShare.acquire(spec);
        try {
            Registry registry = loaded.control().registry();
            Map<MoverId, List<MoverEvent>> events = new HashMap<>();
            read(day.resolve("jt808.hex"), "jt808-hex", registry, events);
            read(day.resolve("ais.nmea"), "ais-nmea", registry, events);
            return of(loaded.engine(), events);
        } finally {
            EngineShare.release(spec);
        }
    }

    private static void read(Path file, String format, Registry registry, Map<MoverId, List<MoverEvent>> events)
            throws IOException {
        ArchiveFormat known = Objects.requireNonNull(ArchiveFormats.byName(format));
        ArchiveReader.read(file, known, FeedOptions.NONE, new EventSink() {
            @Override
            public void event(MoverEvent event) {
                String told = event.mover().text();
                MoverId plate =
                        registry.moverOfTerminal(told.substring(told.indexOf(':') + 1), event.eventTimeMillis());
                MoverEvent named = plate == null ? event : event.withMover(plate);
                events.computeIfAbsent(named.mover(), key -> new ArrayList<>()).add(named);
            }

            @Override
            public void rejected(long lineNumber, String reason, String detail) {}

            @Override
            public void skipped(long lineNumber, String what) {}
        });
    }

    private static HistoryMeasurement of(Engine engine, Map<MoverId, List<MoverEvent>> events) {
        long count = 0;
        long coded = 0;
        long recent = 0;
        for (List<MoverEvent> track : events.values()) {
            track.sort(Comparator.comparingLong(engine::judgedAtMillis));
            count += track.size();
            coded += codedBytes(track);
            long from = engine.judgedAtMillis(track.get(track.size() - 1)) - HORIZON_MILLIS;
            recent += track.stream()
                    .filter(event -> engine.judgedAtMillis(event) >= from)
                    .count();
        }
        long before = usedBytes();
        List<MemoryHistoryStore> stores = new ArrayList<>();
        MoverRunner runner = new MoverRunner(engine, 0, RevisionSettings.DEFAULT);
        List<MoverState> states = new ArrayList<>();
        for (Map.Entry<MoverId, List<MoverEvent>> track : events.entrySet()) {
            MemoryHistoryStore store = new MemoryHistoryStore();
            runner.storeIn(store);
            MoverState state = runner.newState(track.getKey());
            LateEvaluatorMeasurement.Quiet quiet = new LateEvaluatorMeasurement.Quiet();
            track.getValue().forEach(event -> runner.accept(state, event, quiet));
            stores.add(store);
            states.add(state);
        }
        long heap = usedBytes() - before;
        long stored = stores.stream().mapToLong(MemoryHistoryStore::bytes).sum();
        double movers = states.size();
        return new HistoryMeasurement(
                (double) coded / count, (double) stored / recent, stored / movers, heap / movers, recent / movers);
    }

    private static long codedBytes(List<MoverEvent> track) {
        long bytes = 0;
        EventChunk chunk = new EventChunk();
        for (MoverEvent event : track) {
            chunk.add(new HistoryEntry(event, HistoryEntry.OWN));
            if (chunk.count() == CHUNK_EVENTS) {
                bytes += chunk.length();
                chunk = new EventChunk();
            }
        }
        return bytes + chunk.length();
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

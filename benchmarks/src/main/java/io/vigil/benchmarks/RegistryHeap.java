package io.vigil.benchmarks;

import io.vigil.json.RegistryFile;
import io.vigil.model.Registry;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a registry takes in memory: vehicles with a terminal, an owner, two dates of validity and a status now and then. */
final class RegistryHeap {
    static final int RECORDS = 200_000;

    private RegistryHeap() {}

    static double bytesPerRecord(Path folder) throws IOException {
        Path file = folder.resolve("registry.jsonl");
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            for (int i = 0; i < RECORDS; i++) {
                out.printf(
                        "{\"mover\":\"vehicle:津A%05d|yellow\",\"class\":\"heavy-truck\",\"owner\":\"运输公司%d\","
                                + "\"jurisdiction\":\"1201%02d\",\"terminal\":\"0138%08d\",\"inspectionValidUntil\":\"2027-%02d-28\","
                                + "\"permitValidUntil\":\"2027-%02d-15\",\"status\":[%s],\"validFrom\":\"2026-01-01\"}%n",
                        i, i / 20, i % 20, i, 1 + i % 12, 1 + i % 11, i % 50 == 0 ? "\"missed-inspection\"" : "");
            }
        }
        long before = usedBytes();
        Registry registry = RegistryFile.read(file);
        long after = usedBytes();
        if (registry.size() != RECORDS) {
            throw new IllegalStateException("the registry has " + registry.size() + " records");
        }
        return (double) (after - before) / registry.size();
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

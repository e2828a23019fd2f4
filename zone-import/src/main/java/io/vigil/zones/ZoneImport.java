package io.vigil.zones;

import io.vigil.json.ZoneFile;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.zones.repair.SphereArea;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Imports files into one file of zones: all of it or, with faults, nothing. */
final class ZoneImport {
    private final ImportOptions options;

    ZoneImport(ImportOptions options) {
        this.options = options;
    }

    /**
     * Reads the files and writes the zones.
     *
     * @return what to tell: repairs, notes, sums
     * @throws InvalidInputException with every fault of every file
     */
    List<String> run(List<Path> files, Path out) throws IOException {
        Path target = out.toAbsolutePath();
        Path unfinished = target.resolveSibling(
                "." + target.getFileName() + ".part" + ProcessHandle.current().pid());
        try {
            List<String> lines = write(files, unfinished, out);
            Files.move(unfinished, out, StandardCopyOption.REPLACE_EXISTING);
            return lines;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private List<String> write(List<Path> files, Path unfinished, Path out) throws IOException {
        ImportReport report = new ImportReport();
        Map<String, String> ids = new HashMap<>();
        Extent extent = new Extent();
        double squareMeters = 0;
        int zones;
        try (ZoneWriter writer = new ZoneWriter(unfinished)) {
            for (Path file : files) {
                FileImport one = new FileImport(file, options, report, writer, ids, extent);
                one.run();
                squareMeters += one.squareMeters();
            }
            zones = writer.count();
        }
        report.throwIfFaulty();
        if (zones == 0) {
            report.add(out.toString(), "file", "would hold no zone: every feature was skipped", null);
            report.throwIfFaulty();
        }
        readAgain(unfinished, out);
        List<String> lines = report.lines();
        lines.add(out + ": " + zones + (zones == 1 ? " zone, " : " zones, ") + extent
                + (squareMeters > 0 ? ", areas of " + SphereArea.shown(squareMeters) : "") + ", " + report.repairs()
                + (report.repairs() == 1 ? " repair" : " repairs"));
        return lines;
    }

    /** What is written must be what the rules can read: schedules, classes, times and all. */
    private static void readAgain(Path unfinished, Path out) {
        try {
            ZoneFile.read(unfinished);
        } catch (InvalidInputException refused) {
            throw new InvalidInputException(refused.faults().stream()
                    .map(fault -> new Fault(out + " (not written)", fault.place(), fault.reason(), fault.remedy()))
                    .toList());
        }
    }
}

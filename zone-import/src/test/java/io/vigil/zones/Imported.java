package io.vigil.zones;

import io.vigil.json.ZoneFile;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.model.Zone;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Runs the command in this process and keeps what it says, does and refuses. */
record Imported(int exit, String out, String err, List<Fault> faults, Path file) {
    /** Runs it; the output is {@code zones.geojson} in the folder. */
    static Imported run(Path folder, Object... arguments) {
        Path file = folder.resolve("zones.geojson");
        List<String> all = new ArrayList<>();
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        all.addAll(List.of("--out", file.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<Fault> faults = new ArrayList<>();
        int exit = new CommandLine(new ImportCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof InvalidInputException invalid) {
                        faults.addAll(invalid.faults());
                        return 3;
                    }
                    throw failure;
                })
                .execute(all.toArray(String[]::new));
        return new Imported(exit, out.toString(), err.toString(), faults, file);
    }

    /** The zones written, as the rules read them. */
    List<Zone> zones() {
        return ZoneFile.read(file);
    }

    /** What was refused, a line a fault. */
    String refusals() {
        return String.join("\n", faults.stream().map(Fault::toString).toList());
    }

    boolean wroteNothing() {
        return !Files.exists(file);
    }
}

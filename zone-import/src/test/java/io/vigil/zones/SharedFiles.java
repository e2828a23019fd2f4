package io.vigil.zones;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real files of others that are not part of the project: found in {@code shared/data} beside a parent directory. */
final class SharedFiles {
    private SharedFiles() {}

    /** The file; the test is skipped, saying so, where it is not there. */
    static Path of(String name) {
        Path found = null;
        for (Path at = Path.of("").toAbsolutePath(); at != null && found == null; at = at.getParent()) {
            Path candidate = at.resolve("shared/data").resolve(name);
            found = Files.isRegularFile(candidate) ? candidate : null;
        }
        assumeTrue(found != null, "shared/data/" + name + " is not beside any parent directory: nothing was checked");
        return found;
    }
}

package io.vigil.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a process keeps its log and what it writes on failure: inside the checkout when the launcher started it. */
final class RunFolder {
    private static final String PROPERTY = "vigil.run.dir";

    private RunFolder() {}

    /** The folder, created if it is missing. */
    static Path create() throws IOException {
        return Files.createDirectories(path());
    }

    /** The folder, there or not. */
    static Path path() {
        String told = System.getProperty(PROPERTY, "");
        return Path.of(told.isEmpty() ? System.getProperty("java.io.tmpdir", ".") : told)
                .toAbsolutePath();
    }
}

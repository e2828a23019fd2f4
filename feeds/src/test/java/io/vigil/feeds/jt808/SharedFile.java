package io.vigil.feeds.jt808;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real data that lies beside the repository, not in it. */
final class SharedFile {
    private SharedFile() {}

    /** The file under {@code shared/data} beside an ancestor of the working directory; the test is skipped without it. */
    static Path of(String name) {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null) {
            Path file = directory.resolve("shared/data").resolve(name);
            if (Files.isRegularFile(file)) {
                return file;
            }
            directory = directory.getParent();
        }
        return Assumptions.abort("no shared/data/" + name + " beside any parent of "
                + Path.of("").toAbsolutePath());
    }
}

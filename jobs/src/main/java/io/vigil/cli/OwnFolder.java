package io.vigil.cli;

import io.vigil.jobs.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder of this process alone, named by its number; those of processes that died are removed on the way. */
final class OwnFolder {
    private OwnFolder() {}

    static Path create(Path parent) throws IOException {
        Files.createDirectories(parent);
        List<Path> stale = new ArrayList<>();
        try (Stream<Path> others = Files.list(parent)) {
            others.filter(OwnFolder::isOfDeadProcess).forEach(stale::add);
        }
        for (Path folder : stale) {
            FolderTree.delete(folder);
        }
        Path own = parent.resolve(Long.toString(ProcessHandle.current().pid()));
        FolderTree.delete(own);
        return Files.createDirectories(own);
    }

    private static boolean isOfDeadProcess(Path folder) {
        String name = String.valueOf(folder.getFileName());
        return name.matches("\\d{1,10}")
                && ProcessHandle.of(Long.parseLong(name)).isEmpty();
    }
}

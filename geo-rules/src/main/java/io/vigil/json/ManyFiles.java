package io.vigil.json;

import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads several files as one; an id may stand in one of them only. */
final class ManyFiles {
    private ManyFiles() {}

    /** Everything in the files, in their order. Throws every fault of every file. */
    static <T> List<T> read(List<Path> files, Function<Path, List<T>> reader, Function<T, String> idOf) {
        List<Fault> faults = new ArrayList<>();
        List<T> all = new ArrayList<>();
        Map<String, Path> fileOfId = new HashMap<>();
        for (Path file : files) {
            FaultList again = new FaultList(file.toString());
            try {
                for (T one : reader.apply(file)) {
                    Path before = fileOfId.putIfAbsent(idOf.apply(one), file);
                    if (before != null) {
                        again.add("id \"" + idOf.apply(one) + "\"", "stands in " + before + " too", null);
                    }
                    all.add(one);
                }
                again.throwIfAny();
            } catch (InvalidInputException e) {
                faults.addAll(e.faults());
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return all;
    }
}

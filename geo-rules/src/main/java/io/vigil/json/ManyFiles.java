package io.vigil.json;

import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads several files as one. */
final class ManyFiles {
    private ManyFiles() {}

    private record Placed<T>(T one, Path file, @Nullable Placed<T> before) {}

    /**
     * Everything in the files, in their order. Throws every fault of every file.
     *
     * @param clash whether two of one id in different files exclude each other
     */
    static <T> List<T> read(
            List<Path> files, Function<Path, List<T>> reader, Function<T, String> idOf, BiPredicate<T, T> clash) {
        List<Fault> faults = new ArrayList<>();
        List<T> all = new ArrayList<>();
        Map<String, Placed<T>> known = new HashMap<>();
        for (Path file : files) {
            FaultList again = new FaultList(file.toString());
            try {
                for (T one : reader.apply(file)) {
                    String id = idOf.apply(one);
                    Placed<T> before = known.get(id);
                    Path other = fileOfClash(one, before, clash);
                    if (other != null) {
                        again.add("id \"" + id + "\"", "stands in " + other + " too", null);
                    }
                    known.put(id, new Placed<>(one, file, before));
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

    /** The earliest file with a clash, or null. */
    private static <T> @Nullable Path fileOfClash(T one, @Nullable Placed<T> before, BiPredicate<T, T> clash) {
        Path found = null;
        for (Placed<T> at = before; at != null; at = at.before()) {
            found = clash.test(one, at.one()) ? at.file() : found;
        }
        return found;
    }
}

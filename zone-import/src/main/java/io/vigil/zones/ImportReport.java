package io.vigil.zones;

import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything an import has to say: repairs, notes, what was skipped, faults. */
final class ImportReport {
    /** More are counted, not kept: nobody reads on. */
    private static final int MOST_FAULTS = 1_000;

    private final List<String> lines = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final List<Fault> faults = new ArrayList<>();
    private int more;
    private int repairs;

    void repaired(String file, String place, String what) {
        repairs++;
        lines.add(file + ": " + place + ": " + what);
    }

    void skipped(String file, String place, String reason, @Nullable String remedy) {
        lines.add("skipped " + new Fault(file, place, reason, remedy));
    }

    /** Said once, however often it is found. */
    void note(String file, String text) {
        notes.add(file + ": " + text);
    }

    void fault(String file, String place, String reason, @Nullable String remedy) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(file, place, reason, remedy));
        } else {
            more++;
        }
    }

    int repairs() {
        return repairs;
    }

    /** Repairs and what was skipped in the order of the files, then notes. */
    List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        all.addAll(notes);
        return all;
    }

    /** @throws InvalidInputException with all faults, if there are any */
    void throwIfFaulty() {
        if (more > 0) {
            faults.add(new Fault("all files", "features", more + " more faults", null));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
    }
}

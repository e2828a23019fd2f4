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

    private static final int MAX_LENGTH = 800;

    private final List<String> lines = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final List<Fault> faults = new ArrayList<>();
    private int more;
    private int repairs;

    void repaired(String file, String place, String what) {
        repairs++;
        lines.add(clean(file + ": " + place + ": " + what));
    }

    void skipped(String file, String place, String reason, @Nullable String remedy) {
        lines.add("skipped " + fault(file, place, reason, remedy));
    }

    /** Said once, however often it is found. */
    void note(String file, String text) {
        notes.add(clean(file + ": " + text));
    }

    void add(String file, String place, String reason, @Nullable String remedy) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(fault(file, place, reason, remedy));
        } else {
            more++;
        }
    }

    private static Fault fault(String file, String place, String reason, @Nullable String remedy) {
        return new Fault(file, clean(place), clean(reason), remedy == null ? null : clean(remedy));
    }

    /** One line, and not a long one, whatever a file has in its names. */
    private static String clean(String text) {
        String cut = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
        return cut.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ");
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

package io.vigil.json;

import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with one file, up to a number that people still read. */
final class FaultList {
    /** More are counted, not kept. */
    static final int MOST_KEPT = 1_000;

    private final String file;
    private final List<Fault> faults = new ArrayList<>();
    private int more;

    FaultList(String file) {
        this.file = file;
    }

    void add(String place, String reason, @Nullable String remedy) {
        if (faults.size() < MOST_KEPT) {
            faults.add(new Fault(file, place, reason, remedy));
        } else {
            more++;
        }
    }

    int size() {
        return faults.size() + more;
    }

    /** Throws what has been collected, if anything. */
    void throwIfAny() {
        if (more > 0) {
            faults.add(new Fault(file, "file", more + " more faults", null));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
    }
}

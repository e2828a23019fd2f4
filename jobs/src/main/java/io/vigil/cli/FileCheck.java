package io.vigil.cli;

import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/** Checks several files and tells the faults of all of them, not only of the first. */
final class FileCheck {
    private final List<Fault> faults = new ArrayList<>();

    /** Runs a check; faults are kept. */
    void run(Runnable check) {
        try {
            check.run();
        } catch (InvalidInputException invalid) {
            faults.addAll(invalid.faults());
        }
    }

    /**
     * 0 when all was good.
     *
     * @throws InvalidInputException with the faults of all files
     */
    int exitCode() {
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return ExitCode.OK;
    }
}

package io.vigil.model;

import java.util.List;
import java.util.stream.Collectors;

/** An input file is not what it must be; carries every fault found, not only the first. */
public final class InvalidInputException extends RuntimeException {
    private final transient List<Fault> faults;

    /** At least one fault. */
    public InvalidInputException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** All faults, in the order of the file. */
    public List<Fault> faults() {
        return faults;
    }
}

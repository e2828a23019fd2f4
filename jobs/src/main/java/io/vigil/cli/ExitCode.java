package io.vigil.cli;

/** What the process ends with. */
public final class ExitCode {
    /** Done. */
    public static final int OK = 0;

    /** Something away or broken: a broker, a disk, ourselves. */
    public static final int FAILURE = 1;

    /** Wrong use of the command line. */
    public static final int WRONG_USE = 2;

    /** Input data that is not what it must be. */
    public static final int BAD_INPUT = 3;

    private ExitCode() {}
}

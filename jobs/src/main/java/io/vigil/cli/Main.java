package io.vigil.cli;

/** Where the process starts. */
public final class Main {
    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(VigilCommand.commandLine().execute(arguments));
    }
}

package io.vigil.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** Where the process starts. */
public final class Main {
    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        CommandLine commandLine = VigilCommand.commandLine();
        int exit;
        try {
            exit = commandLine.execute(arguments);
        } catch (Error failure) {
            // Not caught to go on: the process ends, and its last word is one line and not a stack trace.
            exit = isEnding()
                    ? ExitCode.FAILURE
                    : Failures.onError(failure, new PrintWriter(commandLine.getErr(), true));
        }
        System.exit(exit);
    }

    /** After Ctrl-C, classes that were just being loaded fail in many ways; none of them matters any more. */
    private static boolean isEnding() {
        Thread probe = new Thread(() -> {}, "probe");
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }
}

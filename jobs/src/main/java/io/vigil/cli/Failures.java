package io.vigil.cli;

import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says what went wrong in one line for people, keeps the rest in a file, and picks the exit code. */
final class Failures {
    private static final int MAX_FAULTS = 200;

    private Failures() {}

    /** Wrong use: one line, and where to read on. */
    static int onWrongUse(ParameterException failure, String[] arguments) {
        CommandLine commandLine = failure.getCommandLine();
        PrintWriter err = commandLine.getErr();
        err.println("vigil: " + oneLine(failure.getMessage()) + " (see "
                + commandLine.getCommandSpec().qualifiedName() + " --help)");
        err.flush();
        return ExitCode.WRONG_USE;
    }

    /** Whatever a command threw. */
    static int onException(Exception failure, CommandLine commandLine, @Nullable ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        int code = print(failure, err);
        err.flush();
        return code;
    }

    /** Out of memory, a class that is missing: nothing a command could handle. */
    static int onError(Error failure, PrintWriter err) {
        err.println("vigil: " + summary(failure) + keepDetails(failure));
        return ExitCode.FAILURE;
    }

    private static int print(Exception failure, PrintWriter err) {
        @Nullable InvalidInputException invalid = causeOf(failure, InvalidInputException.class);
        if (invalid != null) {
            printFaults(invalid.faults(), err);
            return ExitCode.BAD_INPUT;
        }
        @Nullable WrongUseException wrongUse = causeOf(failure, WrongUseException.class);
        if (wrongUse != null) {
            err.println("vigil: " + wrongUse.getMessage());
            return ExitCode.WRONG_USE;
        }
        @Nullable String fileProblem = fileProblem(failure);
        if (fileProblem != null) {
            err.println("vigil: " + fileProblem);
            return ExitCode.BAD_INPUT;
        }
        err.println("vigil: " + summary(failure) + keepDetails(failure));
        return ExitCode.FAILURE;
    }

    static void printFaults(List<Fault> faults, PrintWriter err) {
        for (Fault fault : faults.subList(0, Math.min(MAX_FAULTS, faults.size()))) {
            err.println(oneLine(fault.toString()));
        }
        if (faults.size() > MAX_FAULTS) {
            err.println("… and " + (faults.size() - MAX_FAULTS) + " more");
        }
        err.println("vigil: " + faults.size() + (faults.size() == 1 ? " fault" : " faults") + " in the input");
    }

    private static @Nullable String fileProblem(Throwable failure) {
        @Nullable NoSuchFileException missing = causeOf(failure, NoSuchFileException.class);
        if (missing != null) {
            return missing.getFile() + ": no such file";
        }
        @Nullable AccessDeniedException denied = causeOf(failure, AccessDeniedException.class);
        if (denied != null) {
            return denied.getFile() + ": permission denied";
        }
        @Nullable NotDirectoryException notFolder = causeOf(failure, NotDirectoryException.class);
        return notFolder == null ? null : notFolder.getFile() + ": not a folder";
    }

    /** The innermost message says most: Flink wraps the cause several times. */
    private static String summary(Throwable failure) {
        Throwable innermost = failure;
        for (int depth = 0; depth < 50 && innermost.getCause() != null; depth++) {
            innermost = innermost.getCause();
        }
        @Nullable String message = innermost.getMessage();
        boolean telling = innermost instanceof IOException
                || innermost instanceof UncheckedIOException
                || innermost instanceof IllegalStateException;
        String text = message == null || message.isBlank() ? "" : oneLine(message);
        return telling && !text.isEmpty()
                ? text
                : innermost.getClass().getSimpleName() + (text.isEmpty() ? "" : ": " + text);
    }

    private static String keepDetails(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        try {
            Path folder = RunFolder.create();
            Path file = folder.resolve("failure-" + ProcessHandle.current().pid() + ".txt");
            Files.writeString(file, trace.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return "; details in " + file;
        } catch (IOException unwritable) {
            return "; details could not be written (" + unwritable.getMessage() + ")";
        }
    }

    private static <T extends Throwable> @Nullable T causeOf(Throwable failure, Class<T> wanted) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; depth < 50 && cause != null; depth++) {
            if (wanted.isInstance(cause)) {
                return wanted.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static String oneLine(@Nullable String text) {
        return text == null ? "" : text.replaceAll("\\s*[\\r\\n]+\\s*", " ").strip();
    }
}

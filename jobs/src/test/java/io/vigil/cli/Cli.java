package io.vigil.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs the command line in this process and keeps what it says. */
public final class Cli {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private int exit;

    private Cli() {}

    /** Runs one command. */
    public static Cli run(String... arguments) {
        Cli cli = new Cli();
        CommandLine commandLine = VigilCommand.commandLine();
        commandLine.setOut(new PrintWriter(cli.out, true));
        commandLine.setErr(new PrintWriter(cli.err, true));
        cli.exit = commandLine.execute(arguments);
        return cli;
    }

    /** Exit code. */
    public int exit() {
        return exit;
    }

    /** Standard output. */
    public String out() {
        return out.toString();
    }

    /** Standard error. */
    public String err() {
        return err.toString();
    }
}

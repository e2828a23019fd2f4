package io.vigil.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code vigil}. Its subcommands come from the {@code META-INF/vigil/commands} resources of all modules. */
@Command(
        name = "vigil",
        description = {"Warnings from vehicle and vessel telemetry, live and replayed.", "车辆与船舶动态预警引擎。", ""},
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = VigilVersion.class,
        footer = {"", "vigil COMMAND --help says more. Exit codes: 0 done, 1 failure, 2 wrong use, 3 bad input data."})
public final class VigilCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    /** The whole command line with all subcommands found on the class path. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new VigilCommand());
        List<SubcommandCatalog.Subcommand> all = SubcommandCatalog.load();
        all.stream().filter(one -> one.parent().isEmpty()).forEach(one -> commandLine.addSubcommand(one.command()));
        for (SubcommandCatalog.Subcommand one : all) {
            if (!one.parent().isEmpty()) {
                parent(commandLine, one).addSubcommand(one.command());
            }
        }
        configure(commandLine);
        return commandLine;
    }

    private static CommandLine parent(CommandLine commandLine, SubcommandCatalog.Subcommand one) {
        CommandLine parent = commandLine.getSubcommands().get(one.parent());
        if (parent == null) {
            throw new IllegalStateException("there is no command " + one.parent() + " for " + one.command());
        }
        return parent;
    }

    private static void configure(CommandLine commandLine) {
        commandLine.setUsageHelpWidth(110);
        commandLine.setUsageHelpLongOptionsMaxWidth(32);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setAbbreviatedOptionsAllowed(false);
        commandLine.setParameterExceptionHandler(Failures::onWrongUse);
        commandLine.setExecutionExceptionHandler(Failures::onException);
        for (CommandLine subcommand : List.copyOf(commandLine.getSubcommands().values())) {
            if (!subcommand.getCommandSpec().mixinStandardHelpOptions()) {
                subcommand.getCommandSpec().mixinStandardHelpOptions(true);
            }
            configure(subcommand);
        }
    }

    @Override
    public Integer call() {
        PrintWriter err = java.util.Objects.requireNonNull(spec).commandLine().getErr();
        spec.commandLine().usage(err);
        return ExitCode.WRONG_USE;
    }
}

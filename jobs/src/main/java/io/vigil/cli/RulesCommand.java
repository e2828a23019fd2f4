package io.vigil.cli;

import io.vigil.json.RulesFile;
import io.vigil.rule.Ruleset;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at rule files and rule kinds. */
@Command(
        name = "rules",
        description = "Checks rule files; lists the kinds of rules.",
        subcommands = {RulesCommand.Check.class})
public final class RulesCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new WrongUseException("rules needs one of: check FILE..., kinds");
    }

    /** Validates. */
    @Command(name = "check", description = "Validates rule files; tells every fault with its line.")
    static final class Check implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", arity = "1..*", description = "rule files, YAML")
        private List<Path> files = new ArrayList<>();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            FileCheck check = new FileCheck();
            for (Path file : files) {
                check.run(() -> {
                    Ruleset ruleset = RulesFile.read(file);
                    out.println(file + ": good, ruleset " + ruleset.hash());
                });
            }
            out.flush();
            return check.exitCode();
        }
    }
}

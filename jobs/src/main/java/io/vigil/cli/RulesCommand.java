package io.vigil.cli;

import io.vigil.json.RulesFile;
import io.vigil.rule.Parameter;
import io.vigil.rule.RuleCatalog;
import io.vigil.rule.RuleKind;
import io.vigil.rule.Ruleset;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at rule files and rule kinds. */
@Command(
        name = "rules",
        description = "Checks rule files; lists the kinds of rules; writes their reference pages.",
        subcommands = {
            RulesCommand.Check.class,
            RulesCommand.Kinds.class,
            RulesDocsCommand.class,
            RulesPreviewCommand.class
        })
public final class RulesCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new WrongUseException(
                "rules needs one of: check FILE..., kinds, docs --out FOLDER, preview --rules NEW --against OLD");
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

    /** Lists. */
    @Command(name = "kinds", description = "Lists the kinds of rules with their parameters, units and defaults.")
    static final class Kinds implements Callable<Integer> {
        private static final int MEANING_WIDTH = 100;

        @Parameters(paramLabel = "KIND", arity = "0..*", description = "only these kinds")
        private List<String> names = new ArrayList<>();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            List<RuleKind> kinds = new ArrayList<>(RuleCatalog.kinds());
            if (!names.isEmpty()) {
                kinds.clear();
                names.forEach(name -> kinds.add(kind(name)));
            }
            kinds.forEach(kind -> print(kind, out));
            out.flush();
            return ExitCode.OK;
        }

        private static RuleKind kind(String name) {
            RuleKind kind = RuleCatalog.kind(name);
            if (kind == null) {
                throw new WrongUseException("there is no kind " + name + "; known are "
                        + RuleCatalog.kinds().stream().map(RuleKind::kind).collect(Collectors.joining(", ")));
            }
            return kind;
        }

        private static void print(RuleKind kind, PrintWriter out) {
            out.println(kind.kind() + "  (" + kind.code() + ", " + kind.nameZh() + ", " + kind.nameEn() + ")"
                    + (kind.needsApplies() ? "  needs applies" : ""));
            wrapped(kind.meaning(), out);
            wrapped("Clears: " + kind.clears(), out);
            for (Parameter parameter : kind.allParameters()) {
                out.printf(Locale.ROOT, "    %-18s %s%n", parameter.name(), parameter.meaning());
                out.printf(
                        Locale.ROOT,
                        "    %-18s %s; %s%n",
                        "",
                        parameter.range(),
                        parameter.defaultValue() == null ? "must be given" : "default " + parameter.defaultValue());
            }
            out.println();
        }

        private static void wrapped(String text, PrintWriter out) {
            StringBuilder line = new StringBuilder("  ");
            for (String word : text.split(" ")) {
                if (line.length() + word.length() > MEANING_WIDTH) {
                    out.println(line.toString().stripTrailing());
                    line = new StringBuilder("  ");
                }
                line.append(word).append(' ');
            }
            out.println(line.toString().stripTrailing());
        }
    }
}

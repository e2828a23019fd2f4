package io.vigil.cli;

import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.rule.RulePages;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the reference pages of the rule kinds. */
@Command(name = "docs", description = "Writes the reference pages of the rule kinds, one Markdown file each.")
final class RulesDocsCommand implements Callable<Integer> {
    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "where to; pages there are replaced")
    private Path out = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        SortedMap<String, String> pages = RulePages.all();
        try {
            Files.createDirectories(out);
            for (Map.Entry<String, String> page : pages.entrySet()) {
                Files.writeString(out.resolve(page.getKey()), page.getValue());
            }
        } catch (IOException e) {
            throw new InvalidInputException(
                    List.of(new Fault(out.toString(), "folder", "cannot be written: " + e.getMessage(), null)));
        }
        PrintWriter printed = Objects.requireNonNull(spec).commandLine().getOut();
        printed.println(out + ": " + pages.size() + " pages");
        printed.flush();
        return ExitCode.OK;
    }
}

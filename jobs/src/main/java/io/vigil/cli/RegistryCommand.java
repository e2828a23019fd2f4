package io.vigil.cli;

import io.vigil.json.RegistryFile;
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

/** Looks at registry files. */
@Command(
        name = "registry",
        description = "Checks registry files.",
        subcommands = {RegistryCommand.Check.class})
public final class RegistryCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new WrongUseException("registry needs: check FILE...");
    }

    /** Validates. */
    @Command(name = "check", description = "Validates registry files; tells every fault with its line.")
    static final class Check implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", arity = "1..*", description = "registry files, JSON lines or CSV")
        private List<Path> files = new ArrayList<>();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            FileCheck check = new FileCheck();
            for (Path file : files) {
                check.run(() ->
                        out.println(file + ": good, " + RegistryFile.read(file).size() + " records"));
            }
            out.flush();
            return check.exitCode();
        }
    }
}

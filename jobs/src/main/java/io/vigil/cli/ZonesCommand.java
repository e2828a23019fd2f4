package io.vigil.cli;

import io.vigil.json.RouteFile;
import io.vigil.json.ZoneFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at zone and route files. {@code zones import} comes from a module of its own, which alone knows GeoTools. */
@Command(
        name = "zones",
        description = "Checks zone and route files; brings zones of other formats into ours.",
        subcommands = {ZonesCommand.Check.class})
public final class ZonesCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new WrongUseException("zones needs: check FILE... [--routes FILE], or import FILE... --out FILE");
    }

    /** Validates. */
    @Command(name = "check", description = "Validates zone files; tells every fault with feature and id.")
    static final class Check implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", arity = "0..*", description = "zone files, GeoJSON")
        private List<Path> files = new ArrayList<>();

        @Option(names = "--routes", paramLabel = "FILE", description = "route files, GeoJSON; may be repeated")
        private List<Path> routes = new ArrayList<>();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            if (files.isEmpty() && routes.isEmpty()) {
                throw new WrongUseException("zones check needs at least one FILE or --routes FILE");
            }
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            FileCheck check = new FileCheck();
            for (Path file : files) {
                check.run(() ->
                        out.println(file + ": good, " + ZoneFile.read(file).size() + " zones"));
            }
            for (Path file : routes) {
                check.run(() ->
                        out.println(file + ": good, " + RouteFile.read(file).size() + " routes"));
            }
            out.flush();
            return check.exitCode();
        }
    }
}

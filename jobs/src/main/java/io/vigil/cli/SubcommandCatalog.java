package io.vigil.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The subcommands that modules list, one class name a line, in their {@value #RESOURCE}. A word before the class name is the
 * command below which it stands: {@code zones io.x.ImportCommand} is {@code vigil zones import}.
 */
final class SubcommandCatalog {
    static final String RESOURCE = "META-INF/vigil/commands";

    private SubcommandCatalog() {}

    /**
     * A subcommand.
     *
     * @param parent the command it stands below; empty for {@code vigil} itself
     * @param command picocli class
     */
    record Subcommand(String parent, Object command) {}

    /** One instance of each, in the order of the class path and of the lines. */
    static List<Subcommand> load() {
        ClassLoader loader = SubcommandCatalog.class.getClassLoader();
        try {
            Set<String> lines = new LinkedHashSet<>();
            for (URL resource : Collections.list(loader.getResources(RESOURCE))) {
                try (InputStream in = resource.openStream()) {
                    lines.addAll(lines(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
                }
            }
            List<Subcommand> commands = new ArrayList<>();
            for (String line : lines) {
                int blank = line.lastIndexOf(' ');
                Class<?> type = loader.loadClass(line.substring(blank + 1));
                commands.add(new Subcommand(
                        line.substring(0, Math.max(0, blank)).strip(),
                        type.getDeclaredConstructor().newInstance()));
            }
            return commands;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("a class listed in " + RESOURCE + " cannot be used", failure);
        }
    }

    /** What is neither blank nor a comment. */
    static List<String> lines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}

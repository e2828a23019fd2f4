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

/** The subcommands that modules list, one class name a line, in their {@value #RESOURCE}. */
final class SubcommandCatalog {
    static final String RESOURCE = "META-INF/vigil/commands";

    private SubcommandCatalog() {}

    /** One instance of each, in the order of the class path and of the lines. */
    static List<Object> load() {
        ClassLoader loader = SubcommandCatalog.class.getClassLoader();
        try {
            Set<String> names = new LinkedHashSet<>();
            for (URL resource : Collections.list(loader.getResources(RESOURCE))) {
                try (InputStream in = resource.openStream()) {
                    names.addAll(classNames(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
                }
            }
            List<Object> commands = new ArrayList<>();
            for (String name : names) {
                commands.add(loader.loadClass(name).getDeclaredConstructor().newInstance());
            }
            return commands;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("a class listed in " + RESOURCE + " cannot be used", failure);
        }
    }

    static List<String> classNames(String text) {
        List<String> names = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String name = line.strip();
            if (!name.isEmpty() && !name.startsWith("#")) {
                names.add(name);
            }
        }
        return names;
    }
}

package io.vigil.feeds.archive;

import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --feed FORMAT:PATH} means.
 *
 * @param format name of the format, or {@link #KAFKA}
 * @param path the text after the colon
 * @param files the files it stands for, sorted by path; empty for Kafka
 */
public record FeedSpec(String format, String path, List<Path> files) {
    /** The format that is not a file: {@code kafka:BOOTSTRAP/TOPIC[@FROM..TO]}. */
    public static final String KAFKA = "kafka";

    public FeedSpec {
        files = List.copyOf(files);
    }

    /** Whether it names a topic, not files. */
    public boolean isKafka() {
        return format.equals(KAFKA);
    }

    /**
     * Reads {@code FORMAT:PATH}; PATH may be a file, a glob ({@code *}, {@code **}, {@code ?}) or a directory, which stands for all
     * regular files below it.
     *
     * @throws InvalidInputException for an unknown format, or a path without a file
     */
    public static FeedSpec parse(String text) {
        int colon = text.indexOf(':');
        String format = colon < 0 ? text : text.substring(0, colon);
        String path = colon < 0 ? "" : text.substring(colon + 1);
        if (format.equals(KAFKA) && !path.isEmpty()) {
            return new FeedSpec(KAFKA, path, List.of());
        }
        if (colon < 0 || path.isEmpty() || ArchiveFormats.byName(format) == null) {
            String known =
                    ArchiveFormats.all().stream().map(ArchiveFormat::name).collect(Collectors.joining(", "));
            throw invalid(
                    text,
                    colon < 0 || path.isEmpty() ? "is not FORMAT:PATH" : "unknown format \"" + format + "\"",
                    "formats are " + known + ", " + KAFKA);
        }
        List<Path> files = expand(text, path);
        if (files.isEmpty()) {
            throw invalid(text, "no such file", null);
        }
        return new FeedSpec(format, path, files);
    }

    private static List<Path> expand(String text, String path) {
        try {
            Path plain = Path.of(path);
            if (Files.isRegularFile(plain)) {
                return List.of(plain);
            }
            if (Files.isDirectory(plain)) {
                return filesBelow(plain);
            }
        } catch (InvalidPathException | IOException e) {
            throw invalid(text, "cannot be read: " + e.getMessage(), null);
        }
        return path.contains("*") || path.contains("?") ? matching(text, path) : List.of();
    }

    private static List<Path> filesBelow(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<Path> matching(String text, String glob) {
        int wildcard = Math.min(firstOf(glob, '*'), firstOf(glob, '?'));
        int slash = glob.lastIndexOf('/', wildcard);
        Path root = Path.of(slash < 0 ? "." : slash == 0 ? "/" : glob.substring(0, slash));
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + (slash < 0 ? "./" + glob : glob));
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(Files::isRegularFile).filter(matcher::matches).sorted().forEach(found::add);
        } catch (IOException e) {
            throw invalid(text, "cannot be read: " + e.getMessage(), null);
        }
        return found;
    }

    private static int firstOf(String text, char character) {
        int at = text.indexOf(character);
        return at < 0 ? text.length() : at;
    }

    private static InvalidInputException invalid(String text, String reason, @Nullable String remedy) {
        return new InvalidInputException(List.of(new Fault("--feed " + text, "argument", reason, remedy)));
    }
}

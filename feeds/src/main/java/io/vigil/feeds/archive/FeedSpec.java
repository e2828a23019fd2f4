package io.vigil.feeds.archive;

import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --feed FORMAT:PATH} means.
 *
 * @param format name of the format, {@link #ARCHIVE} or {@link #KAFKA}
 * @param path the text after the colon
 * @param files the files it stands for, sorted by path; empty for Kafka
 */
public record FeedSpec(String format, String path, List<Path> files) {
    /** The format that is not a file: {@code kafka:BOOTSTRAP/TOPIC[@FROM..TO]}. */
    public static final String KAFKA = "kafka";

    /** The format that is a folder of days: {@code archive:DIR}, see {@link io.vigil.feeds.days.DayArchive}. */
    public static final String ARCHIVE = "archive";

    private static final Pattern EVERYTHING = Pattern.compile(".*", Pattern.DOTALL);

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
        if (format.equals(ARCHIVE) && !path.isEmpty()) {
            return new FeedSpec(ARCHIVE, path, List.of(Path.of(path)));
        }
        if (colon < 0 || path.isEmpty() || ArchiveFormats.byName(format) == null) {
            throw invalid(
                    text,
                    colon < 0 || path.isEmpty() ? "is not FORMAT:PATH" : "unknown format \"" + format + "\"",
                    "formats are " + String.join(", ", ArchiveFormats.names()) + ", " + ARCHIVE + ", " + KAFKA);
        }
        return new FeedSpec(format, path, expand(text, path));
    }

    private static List<Path> expand(String text, String path) {
        try {
            Path plain = Path.of(path);
            if (Files.isRegularFile(plain)) {
                return List.of(plain);
            }
            boolean isDirectory = Files.isDirectory(plain);
            boolean isGlob = path.contains("*") || path.contains("?");
            if (!isDirectory && !isGlob) {
                throw invalid(text, Files.exists(plain) ? "is neither a file nor a directory" : "no such file", null);
            }
            List<Path> files = isDirectory ? filesBelow(plain, Integer.MAX_VALUE, EVERYTHING) : matching(path);
            if (files.isEmpty()) {
                throw invalid(text, isDirectory ? "the directory holds no file" : "no file matches", null);
            }
            return files;
        } catch (InvalidPathException | IOException | UncheckedIOException e) {
            throw invalid(text, "cannot be read: " + e.getMessage(), null);
        }
    }

    private static List<Path> matching(String glob) throws IOException {
        int wildcard = Math.min(firstOf(glob, '*'), firstOf(glob, '?'));
        int slash = glob.lastIndexOf('/', wildcard);
        String below = glob.substring(slash + 1);
        Path root = Path.of(slash < 0 ? "" : slash == 0 ? "/" : glob.substring(0, slash));
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        int depth = below.contains("**")
                ? Integer.MAX_VALUE
                : (int) below.chars().filter(c -> c == '/').count() + 1;
        return filesBelow(root, depth, pattern(below));
    }

    private static List<Path> filesBelow(Path root, int depth, Pattern pattern) throws IOException {
        try (Stream<Path> all = Files.walk(root, depth, FileVisitOption.FOLLOW_LINKS)) {
            return all.filter(Files::isRegularFile)
                    .filter(file ->
                            pattern.matcher(slashed(root.relativize(file))).matches())
                    .sorted()
                    .toList();
        }
    }

    private static String slashed(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    /** Only {@code *}, {@code **} and {@code ?} mean something; a directory of {@code **}{@code /} may be none at all. */
    private static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        int i = 0;
        while (i < glob.length()) {
            if (glob.startsWith("**/", i) && (i == 0 || glob.charAt(i - 1) == '/')) {
                regex.append("(?:.*/)?");
                i += 3;
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i += 2;
            } else {
                char character = glob.charAt(i++);
                regex.append(
                        character == '*'
                                ? "[^/]*"
                                : character == '?' ? "[^/]" : Pattern.quote(String.valueOf(character)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static int firstOf(String text, char character) {
        int at = text.indexOf(character);
        return at < 0 ? text.length() : at;
    }

    private static InvalidInputException invalid(String text, String reason, @Nullable String remedy) {
        return new InvalidInputException(List.of(new Fault("--feed " + text, "argument", reason, remedy)));
    }
}

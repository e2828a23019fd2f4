package io.vigil.zones.read;

import io.vigil.zones.shape.FileRefusedException;
import io.vigil.zones.shape.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A file and what belongs to it: the entries of a zip file, or the files beside it of the same name. Within {@link Limits}
 * all is read into memory; names of entries are never used as paths.
 */
public final class FileParts {
    private static final Charset GBK = Charset.forName("GB18030");

    private final Path path;
    private final boolean zipped;
    /** Contents of a zip file by name. */
    private final Map<String, byte[]> entries = new TreeMap<>();

    private FileParts(Path path, boolean zipped) {
        this.path = path;
        this.zipped = zipped;
    }

    /**
     * Opens a file.
     *
     * @throws FileRefusedException where it is not there, too large, or a zip file outside the limits
     */
    public static FileParts open(Path path) {
        checkSize(path);
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        FileParts parts = new FileParts(path, name.endsWith(".zip") || name.endsWith(".kmz"));
        if (parts.zipped) {
            try {
                parts.unzip(StandardCharsets.UTF_8);
            } catch (ZipException | IllegalArgumentException notUtf8) {
                parts.unzipWithChineseNames();
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
        return parts;
    }

    /** The file's own name. */
    public String name() {
        return String.valueOf(path.getFileName());
    }

    /** The file itself. */
    Path path() {
        return path;
    }

    /** The content of the file itself. */
    byte[] bytes() {
        return bytes(path);
    }

    /** Names of the parts with an extension, the file's own among them. */
    List<String> names(String extension) {
        List<String> names = new ArrayList<>();
        String end = "." + extension;
        if (zipped) {
            entries.keySet().stream().filter(name -> hasEnd(name, end)).forEach(names::add);
        } else if (hasEnd(name(), end)) {
            names.add(name());
        }
        return names;
    }

    /** The part that is named as another but for its extension; null where there is none. Case does not matter. */
    byte @Nullable [] sibling(String name, String extension) {
        String wanted = name.substring(0, name.lastIndexOf('.') + 1) + extension;
        if (zipped) {
            return entries.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(wanted))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
        try (Stream<Path> beside = Files.list(path.toAbsolutePath().getParent())) {
            Path found = beside.filter(
                            file -> String.valueOf(file.getFileName()).equalsIgnoreCase(wanted))
                    .sorted()
                    .findFirst()
                    .orElse(null);
            return found == null ? null : bytes(found);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static boolean hasEnd(String name, String end) {
        return name.toLowerCase(Locale.ROOT).endsWith(end) && !name.startsWith("__MACOSX");
    }

    private static void checkSize(Path path) {
        try {
            if (Files.isDirectory(path)) {
                throw new FileRefusedException("is a folder", "give the file, such as zones.shp in it");
            }
            long size = Files.size(path);
            if (size > Limits.MAX_FILE_BYTES) {
                throw new FileRefusedException(
                        "has " + size + " bytes, allowed are " + Limits.MAX_FILE_BYTES, "split it or simplify it");
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static byte[] bytes(Path path) {
        checkSize(path);
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes((int) Limits.MAX_FILE_BYTES);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void unzipWithChineseNames() {
        try {
            entries.clear();
            unzip(GBK);
        } catch (IOException | IllegalArgumentException e) {
            throw new FileRefusedException("is not a good zip file: " + e.getMessage(), "pack it again");
        }
    }

    private void unzip(Charset names) throws IOException {
        try (ZipFile zip = new ZipFile(path.toFile(), names)) {
            if (zip.size() > Limits.MAX_ZIP_ENTRIES) {
                throw new FileRefusedException(
                        "has " + zip.size() + " entries, allowed are " + Limits.MAX_ZIP_ENTRIES,
                        "leave out what is no zone file");
            }
            long left = Limits.MAX_FILE_BYTES;
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory()) {
                    byte[] content = content(zip, entry, left);
                    left -= content.length;
                    entries.put(entry.getName(), content);
                }
            }
        }
    }

    /** The sizes an entry states are not believed; what comes out is counted. */
    private static byte[] content(ZipFile zip, ZipEntry entry, long left) throws IOException {
        long byRatio = (Math.max(0, entry.getCompressedSize()) + 1) * Limits.MAX_ZIP_RATIO;
        int most = (int) Math.min(left, byRatio);
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes(most);
            if (content.length == most && in.read() >= 0) {
                throw new FileRefusedException(
                        "entry " + cut(entry.getName()),
                        most == left
                                ? "brings the content to more than " + Limits.MAX_FILE_BYTES + " bytes"
                                : "is packed by more than 1 to " + Limits.MAX_ZIP_RATIO,
                        "give the unpacked file if it is good");
            }
            return content;
        }
    }

    private static String cut(String name) {
        return name.length() > 80 ? name.substring(0, 80) + "…" : name;
    }

    private static FileRefusedException unreadable(IOException e) {
        String why = e instanceof NoSuchFileException
                ? "there is no such file"
                : e instanceof AccessDeniedException ? "no permission" : String.valueOf(e.getMessage());
        return new FileRefusedException("cannot be read: " + why, null);
    }
}

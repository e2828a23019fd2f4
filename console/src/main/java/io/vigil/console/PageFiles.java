package io.vigil.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of the page, from the class path. A name is a plain file name beside {@code index.html}, so no request can
 * reach anything else; the map library comes from its webjar.
 */
final class PageFiles {
    /**
     * A file as it goes out.
     *
     * @param content its bytes; not to be changed
     * @param contentType its media type
     * @param etag changes when the content does
     */
    @SuppressWarnings("ArrayRecordComponent")
    record PageFile(byte[] content, String contentType, String etag) {}

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}\\.(html|css|js|svg|geojson)");
    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "geojson", "application/geo+json",
            "json", "application/json");

    private final Map<String, PageFile> loaded = new ConcurrentHashMap<>();
    private final Map<String, String> libraryFiles;

    PageFiles() {
        String root = "/META-INF/resources/webjars/ol/" + version("org.webjars.npm/ol") + "/";
        libraryFiles = Map.of(
                "ol.js", root + "dist/ol.js",
                "ol.css", root + "ol.css",
                "echarts.js",
                        "/META-INF/resources/_static/echarts/" + version("org.mvnpm/echarts") + "/dist/echarts.min.js");
    }

    /** The page's own file of that name. */
    Optional<PageFile> page(String name) {
        return NAME.matcher(name).matches() ? file("page/" + name) : Optional.empty();
    }

    /** The description of the interface, OpenAPI 3.1. */
    Optional<PageFile> description() {
        return file("openapi.json");
    }

    /** A file of a library: {@code ol.js}, {@code ol.css} or {@code echarts.js}. */
    Optional<PageFile> library(String name) {
        String path = libraryFiles.get(name);
        return path == null ? Optional.empty() : file(path);
    }

    private Optional<PageFile> file(String path) {
        return Optional.ofNullable(loaded.computeIfAbsent(path, PageFiles::load));
    }

    private static @Nullable PageFile load(String path) {
        try (InputStream in = PageFiles.class.getResourceAsStream(path)) {
            if (in == null) {
                return null;
            }
            byte[] content = in.readAllBytes();
            String extension = path.substring(path.lastIndexOf('.') + 1);
            return new PageFile(
                    content, CONTENT_TYPES.getOrDefault(extension, "application/octet-stream"), etag(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version(String artifact) {
        try (InputStream in = PageFiles.class.getResourceAsStream("/META-INF/maven/" + artifact + "/pom.properties")) {
            Properties properties = new Properties();
            properties.load(java.util.Objects.requireNonNull(in, artifact + " is not on the class path"));
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String etag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + new BigInteger(1, digest).toString(36).substring(0, 20) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

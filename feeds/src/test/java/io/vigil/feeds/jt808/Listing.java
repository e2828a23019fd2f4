package io.vigil.feeds.jt808;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What the listing said of an archive, read back. */
record Listing(List<JsonNode> lines, long errors) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Listing of(String archive) throws IOException {
        return of(archive.getBytes(StandardCharsets.UTF_8));
    }

    static Listing of(byte[] archive) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long errors;
        try (PrintStream print = new PrintStream(out, false, StandardCharsets.UTF_8)) {
            errors = Jt808DecodeListing.write(new ByteArrayInputStream(archive), print);
        }
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).split("\n")) {
            if (!line.isEmpty()) {
                lines.add(JSON.readTree(line));
            }
        }
        return new Listing(lines, errors);
    }

    static JsonNode ofFrame(byte[] frame) throws IOException {
        Listing listing = of(HexFormat.of().formatHex(frame) + "\n");
        if (listing.lines.size() != 1) {
            throw new AssertionError("one line expected, got " + listing.lines);
        }
        return listing.lines.get(0);
    }
}

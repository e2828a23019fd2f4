package io.vigil.console;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Map tiles of the user's own source, below everything else on the map. The console asks for none by itself.
 *
 * @param url of a tile, with {@code {z}}, {@code {x}} and {@code {y}}
 * @param gcj02 whether the tiles are in GCJ-02, as those of Chinese services are; the picture is moved then, never the data
 * @param credit whose tiles they are, as the source's terms want it said
 */
record TileSource(String url, boolean gcj02, String credit) {
    private static final Pattern ORIGIN = Pattern.compile("(https?://[A-Za-z0-9.\\-\\[\\]:]+)/.*");

    TileSource {
        if (!url.contains("{z}") || !url.contains("{x}") || !url.contains("{y}")) {
            throw new IllegalArgumentException("tiles=" + url + " must have {z}, {x} and {y}");
        }
        origin(url);
    }

    /** Where tiles come from, for the page's content security policy. */
    String origin() {
        return origin(url);
    }

    private static String origin(String url) {
        Matcher matcher = ORIGIN.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("tiles=" + url + " must begin with http:// or https:// and a host");
        }
        return URI.create(matcher.group(1)).toString();
    }
}

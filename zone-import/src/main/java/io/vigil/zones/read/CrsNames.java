package io.vigil.zones.read;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways in which files name an entry of the EPSG register. */
public final class CrsNames {
    private static final Pattern NAMED = Pattern.compile(
            "(?:URN:(?:X-)?OGC:DEF:CRS:EPSG:[0-9.]*:|HTTPS?://(?:WWW\\.)?OPENGIS\\.NET/DEF/CRS/EPSG/[0-9.]+/|EPSG:{1,2})"
                    + "([0-9]{4,6})");
    private static final Pattern CRS84 = Pattern.compile(
            "URN:OGC:DEF:CRS:OGC:[0-9.]*:CRS84|OGC:CRS84|HTTPS?://(?:WWW\\.)?OPENGIS\\.NET/DEF/CRS/OGC/[0-9.]+/CRS84");

    private CrsNames() {}

    /** {@code EPSG:nnnn}, or empty where the name is none of an EPSG entry. */
    public static String epsg(String name) {
        String word = name.strip().toUpperCase(Locale.ROOT);
        if (CRS84.matcher(word).matches()) {
            return "EPSG:4326";
        }
        Matcher matcher = NAMED.matcher(word);
        return matcher.matches() ? "EPSG:" + matcher.group(1) : "";
    }
}

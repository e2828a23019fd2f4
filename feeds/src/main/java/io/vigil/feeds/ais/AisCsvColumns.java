package io.vigil.feeds.ais;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which column of a CSV file holds what: by the names the header uses, or by those the command line gives.
 *
 * <p>Header names are compared without case, blanks and punctuation, so {@code # Timestamp}, {@code BaseDateTime} and {@code
 * base_date_time} are found.
 */
final class AisCsvColumns {
    /** A field, the word {@code --columns} knows it by, and the header names that mean it. */
    enum Field {
        TIME("time", "timestamp", "basedatetime", "datetime", "timestamputc", "datetimeutc"),
        MMSI("mmsi", "sourcemmsi", "userid"),
        MOVER("mover"),
        LATITUDE("lat", "latitude", "y"),
        LONGITUDE("lon", "longitude", "long", "x"),
        SOG("sog", "speedoverground", "sogknots", "speedkn"),
        SPEED_KPH("speedKmh", "speedkph"),
        COURSE("cog", "courseoverground", "course"),
        HEADING("heading", "trueheading", "hdg"),
        NAV_STATUS("navStatus", "status", "navigationalstatus", "navigationstatus"),
        NAME("name", "vesselname", "shipname"),
        CALL_SIGN("callSign"),
        IMO("imo", "imonumber"),
        SHIP_TYPE("shipType", "vesseltype"),
        LENGTH("lengthM", "length"),
        BEAM("beamM", "width", "beam"),
        DRAUGHT("draughtM", "draught", "draft"),
        DESTINATION("destination"),
        MOBILE_TYPE("mobileType", "typeofmobile");

        final String word;
        private final List<String> names = new ArrayList<>();

        Field(String word, String... otherNames) {
            this.word = word;
            names.add(normal(word));
            names.addAll(Arrays.asList(otherNames));
        }
    }

    /** Fields that say who a vessel is rather than where. */
    static final List<Field> STATIC_FIELDS = List.of(
            Field.NAME,
            Field.CALL_SIGN,
            Field.IMO,
            Field.SHIP_TYPE,
            Field.LENGTH,
            Field.BEAM,
            Field.DRAUGHT,
            Field.DESTINATION);

    /** The option that says whether days or months come first: {@code dmy} (the default) or {@code mdy}. */
    static final String DATE_ORDER = "dateOrder";

    private final int[] index = new int[Field.values().length];
    private final List<String> faults = new ArrayList<>();

    /**
     * Finds the columns.
     *
     * @param chosen from the command line, word to header name
     * @param header the names in the file
     */
    AisCsvColumns(Map<String, String> chosen, List<String> header) {
        List<String> normalHeader = header.stream().map(AisCsvColumns::normal).toList();
        for (Field field : Field.values()) {
            String name = chosen.get(field.word);
            index[field.ordinal()] =
                    name == null ? firstOf(field.names, normalHeader) : normalHeader.indexOf(normal(name));
            if (name != null && index[field.ordinal()] < 0) {
                faults.add("no column " + name + " for " + field.word);
            }
        }
        for (String word : chosen.keySet()) {
            if (!word.equals(DATE_ORDER) && Arrays.stream(Field.values()).noneMatch(f -> f.word.equals(word))) {
                faults.add("unknown field " + word);
            }
        }
        if (of(Field.MMSI) < 0 && of(Field.MOVER) < 0) {
            faults.add("no column for mmsi or mover");
        }
        for (Field field : List.of(Field.TIME, Field.LATITUDE, Field.LONGITUDE)) {
            if (of(field) < 0 && !chosen.containsKey(field.word)) {
                faults.add("no column for " + field.word);
            }
        }
    }

    /** The column of a field, or -1. */
    int of(Field field) {
        return index[field.ordinal()];
    }

    /** What is missing to read the file; empty when it can be read. */
    List<String> faults() {
        return faults;
    }

    private static int firstOf(List<String> names, List<String> header) {
        return names.stream()
                .mapToInt(header::indexOf)
                .filter(i -> i >= 0)
                .findFirst()
                .orElse(-1);
    }

    private static String normal(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT).chars().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString();
    }
}

package io.vigil.feeds.ais;

import io.vigil.feeds.ais.AisCsvColumns.Field;
import io.vigil.feeds.archive.EventSink;
import io.vigil.feeds.archive.FeedOptions;
import io.vigil.feeds.archive.LineReader;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Units;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads one CSV file. A vessel's static columns give an identity report when they are first seen or have changed; the latest
 * {@value #REMEMBERED_IDENTITIES} vessels are remembered for that.
 */
final class AisCsvReader implements LineReader {
    static final int REMEMBERED_IDENTITIES = 100_000;

    private static final String SOURCE = "ais";
    private static final int MAX_MMSI = 999_999_999;
    private static final double NO_SOG_KNOTS = 102.3;
    private static final double NO_LATITUDE = 91;
    private static final double NO_LONGITUDE = 181;
    private static final int MAX_TEXT = 80;

    private final FeedOptions options;
    private final EventSink out;
    private final TimeText times;
    private final CsvLine row = new CsvLine();
    private final VesselIds vessels = new VesselIds();
    private final Map<MoverId, Long> identities = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<MoverId, Long> eldest) {
            return size() > REMEMBERED_IDENTITIES;
        }
    };
    private @Nullable AisCsvColumns columns;
    private byte delimiter = ',';

    AisCsvReader(FeedOptions options, EventSink out) {
        this.options = options;
        this.out = out;
        this.times = new TimeText(
                options.zoneOffset(), "mdy".equals(options.columns().get(AisCsvColumns.DATE_ORDER)));
    }

    @Override
    public void line(long number, byte[] line, int length) {
        if (isBlank(line, length)) {
            return;
        }
        AisCsvColumns known = columns;
        if (known == null) {
            columns = header(number, line, length);
        } else if (!known.faults().isEmpty()) {
            out.rejected(number, "unknown-header", "see the first line");
        } else if (!row.split(line, length, delimiter)) {
            out.rejected(number, "bad-quotes", Excerpt.of(line, 0, length));
        } else {
            row(number, known);
        }
    }

    @Override
    public void end() {
        // Every line stands alone.
    }

    private AisCsvColumns header(long number, byte[] line, int length) {
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        delimiter = mostFrequent(text);
        row.split(line, length, delimiter);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < row.count(); i++) {
            names.add(row.text(i));
        }
        AisCsvColumns found = new AisCsvColumns(options.columns(), names);
        if (!found.faults().isEmpty()) {
            out.rejected(number, "unknown-header", String.join("; ", found.faults()) + "; name them with --columns");
        }
        return found;
    }

    private void row(long number, AisCsvColumns known) {
        int timeAt = known.of(Field.TIME);
        if (row.isEmpty(timeAt)) {
            out.rejected(number, "no-time", "no field or an empty one");
            return;
        }
        long time = times.parse(row.bytes(), row.from(timeAt), row.to(timeAt));
        if (time == PositionReport.NO_TIME) {
            out.rejected(number, "bad-time", Excerpt.of(row.bytes(), row.from(timeAt), row.to(timeAt)));
            return;
        }
        String station = station(known.of(Field.MOBILE_TYPE));
        if (station != null) {
            out.skipped(number, station);
            return;
        }
        MoverId mover = mover(number, known);
        if (mover != null) {
            identity(mover, time, known);
            position(number, mover, time, known);
        }
    }

    private void position(long number, MoverId mover, long time, AisCsvColumns known) {
        double latitude = row.number(known.of(Field.LATITUDE));
        double longitude = row.number(known.of(Field.LONGITUDE));
        double sogKnots = row.number(known.of(Field.SOG));
        double speedKph = row.number(known.of(Field.SPEED_KPH));
        double course = row.number(known.of(Field.COURSE));
        double heading = row.number(known.of(Field.HEADING));
        if (isAnyBad(latitude, longitude, sogKnots, speedKph, course, heading)) {
            out.rejected(number, "bad-number", "in position, speed, course or heading of " + mover);
        } else if (Double.isNaN(latitude + longitude) || latitude == NO_LATITUDE || longitude == NO_LONGITUDE) {
            out.rejected(number, "position-unavailable", mover.text());
        } else if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
            out.rejected(number, "position-impossible", mover + " at " + latitude + ", " + longitude);
        } else {
            double mps = sogKnots >= 0 && sogKnots < NO_SOG_KNOTS
                    ? Units.knotsToMps(sogKnots)
                    : speedKph >= 0 ? Units.kphToMps(speedKph) : Double.NaN;
            out.event(PositionReport.at(mover, time, latitude, longitude)
                    .receivedTimeMillis(time)
                    .speedMps(mps)
                    .courseDegrees(angle(course))
                    .headingDegrees(angle(heading))
                    .navStatus(navStatus(known.of(Field.NAV_STATUS)))
                    .source(SOURCE)
                    .build());
        }
    }

    private @Nullable MoverId mover(long number, AisCsvColumns known) {
        int moverAt = known.of(Field.MOVER);
        if (!row.isEmpty(moverAt)) {
            String text = row.text(moverAt);
            try {
                return new MoverId(text.indexOf(':') < 0 ? "vessel:" + text : text);
            } catch (IllegalArgumentException e) {
                out.rejected(number, "bad-mover", Excerpt.of(row.bytes(), row.from(moverAt), row.to(moverAt)));
                return null;
            }
        }
        int mmsiAt = known.of(Field.MMSI);
        double mmsi = row.number(mmsiAt);
        if (mmsi >= 1 && mmsi <= MAX_MMSI && mmsi == Math.rint(mmsi)) {
            return vessels.of((int) mmsi);
        }
        String shown = row.isEmpty(mmsiAt) ? "none" : Excerpt.of(row.bytes(), row.from(mmsiAt), row.to(mmsiAt));
        out.rejected(number, "bad-mmsi", "MMSI " + shown + " must be 1 to 999999999");
        return null;
    }

    private void identity(MoverId mover, long time, AisCsvColumns known) {
        long hash = 0xCBF29CE484222325L;
        boolean filled = false;
        for (int i = 0; i < AisCsvColumns.STATIC_FIELDS.size(); i++) {
            int at = known.of(AisCsvColumns.STATIC_FIELDS.get(i));
            hash = row.hash(at, hash);
            filled |= !row.isEmpty(at);
        }
        if (!filled) {
            return;
        }
        Long before = identities.put(mover, hash);
        if (before != null && before == hash) {
            return;
        }
        Map<String, String> facts = facts(known);
        if (!facts.isEmpty()) {
            out.event(IdentityReport.of(mover, time, time, facts));
        }
    }

    private Map<String, String> facts(AisCsvColumns known) {
        Map<String, String> facts = new TreeMap<>();
        putText(facts, "name", row.text(known.of(Field.NAME)));
        putText(facts, "callSign", row.text(known.of(Field.CALL_SIGN)));
        putText(facts, "destination", row.text(known.of(Field.DESTINATION)));
        String imo = row.text(known.of(Field.IMO));
        String imoDigits =
                imo.regionMatches(true, 0, "IMO", 0, 3) ? imo.substring(3).strip() : imo;
        if (!imoDigits.isEmpty()
                && imoDigits.length() <= 10
                && imoDigits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            putNumber(facts, "imo", Long.parseLong(imoDigits));
        }
        putNumber(facts, "lengthM", row.number(known.of(Field.LENGTH)));
        putNumber(facts, "beamM", row.number(known.of(Field.BEAM)));
        putNumber(facts, "draughtM", row.number(known.of(Field.DRAUGHT)));
        int typeAt = known.of(Field.SHIP_TYPE);
        double type = row.number(typeAt);
        if (type >= 1 && type <= 255) {
            putNumber(facts, "shipType", type);
            facts.put("class", ShipTypes.moverClass((int) type));
        } else if (type == CsvLine.NO_NUMBER) {
            String moverClass = AisWords.moverClass(row.text(typeAt));
            putText(facts, "class", moverClass == null ? "" : moverClass);
        }
        return facts;
    }

    /** What is no vessel, by its name in the Danish layout; null for vessels. */
    private @Nullable String station(int mobileTypeAt) {
        if (row.isEmpty(mobileTypeAt)) {
            return null;
        }
        return switch (row.text(mobileTypeAt)) {
            case "Base Station" -> "base station";
            case "AtoN" -> "aid to navigation";
            case "SAR Airborne" -> "search and rescue aircraft";
            default -> null;
        };
    }

    private int navStatus(int at) {
        double number = row.number(at);
        if (Double.isNaN(number)) {
            return PositionReport.NO_NAV_STATUS;
        }
        if (number == CsvLine.NO_NUMBER) {
            int status = AisWords.navStatus(row.text(at));
            return status < 0 ? PositionReport.NO_NAV_STATUS : status;
        }
        return number >= 0 && number < 15 ? (int) number : PositionReport.NO_NAV_STATUS;
    }

    private static boolean isAnyBad(double... numbers) {
        for (double number : numbers) {
            if (number == CsvLine.NO_NUMBER) {
                return true;
            }
        }
        return false;
    }

    private static double angle(double degrees) {
        return degrees >= 0 && degrees < 360 ? degrees : Double.NaN;
    }

    private static void putText(Map<String, String> facts, String name, String value) {
        if (!AisWords.isUnknown(value)) {
            facts.put(name, value.length() > MAX_TEXT ? value.substring(0, MAX_TEXT) : value);
        }
    }

    private static void putNumber(Map<String, String> facts, String name, double value) {
        if (value > 0) {
            facts.put(name, value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value));
        }
    }

    private static byte mostFrequent(String header) {
        byte most = ',';
        for (char candidate : new char[] {';', '\t'}) {
            most = count(header, candidate) > count(header, (char) most) ? (byte) candidate : most;
        }
        return most;
    }

    private static long count(String text, char character) {
        return text.chars().filter(c -> c == character).count();
    }

    private static boolean isBlank(byte[] line, int length) {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}

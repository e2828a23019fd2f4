package io.vigil.json;

import static io.vigil.json.FieldValues.number;
import static io.vigil.json.FieldValues.require;
import static io.vigil.json.FieldValues.text;
import static io.vigil.json.FieldValues.time;
import static io.vigil.json.FieldValues.within;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vigil.model.MoverId;
import io.vigil.model.MoverKind;
import io.vigil.model.PositionReport;
import io.vigil.model.Units;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Tracks of shore radars as JSON, a plot of a track each. Needed are {@code station}, {@code track} (the station's own number
 * of it), {@code time}, {@code lon} and {@code lat}; {@code received}, {@code speedKn}, {@code course} and {@code vessel}
 * (MMSI or BeiDou number, where the station has found out whose echo it is) are as far as known. Unknown fields are ignored;
 * null and absent are the same. Limits as for {@link PositionJson}.
 */
public final class RadarJson {
    /** What its reports are marked with. */
    public static final String SOURCE = "radar";

    private static final String ID = "radar/";

    private RadarJson() {}

    /**
     * A plot.
     *
     * @param report of the mover {@code vessel:radar/STATION/TRACK}
     * @param vessel whom the station takes it for, or null
     */
    public record Plot(PositionReport report, @Nullable MoverId vessel) {}

    /**
     * Reads one plot.
     *
     * @param json UTF-8
     * @param length how many bytes of it count
     * @throws JsonFormatException saying what is wrong
     */
    public static Plot read(byte[] json, int length) {
        return FieldValues.object(json, length, parser -> new Fields().read(parser));
    }

    /** Whether a mover is the track of a radar, not a vessel that says who it is. */
    public static boolean isTrack(MoverId mover) {
        return mover.kind() == MoverKind.VESSEL && mover.identity().startsWith(ID);
    }

    /** Collects the fields as the parser comes by them. */
    private static final class Fields {
        private @Nullable String station;
        private @Nullable String track;
        private @Nullable String vessel;
        private long eventTimeMillis = PositionReport.NO_TIME;
        private long receivedTimeMillis = PositionReport.NO_TIME;
        private double latitude = Double.NaN;
        private double longitude = Double.NaN;
        private double speedMps = Double.NaN;
        private double courseDegrees = Double.NaN;

        Plot read(JsonParser parser) throws IOException {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                if (parser.nextToken() != JsonToken.VALUE_NULL) {
                    field(name, parser);
                }
            }
            require(station != null && !station.isBlank(), "station");
            require(track != null && !track.isBlank(), "track");
            require(eventTimeMillis != PositionReport.NO_TIME, "time");
            require(!Double.isNaN(latitude), "lat");
            require(!Double.isNaN(longitude), "lon");
            MoverId mover = MoverId.of(MoverKind.VESSEL, ID + station + '/' + track);
            PositionReport report = PositionReport.at(mover, eventTimeMillis, latitude, longitude)
                    .receivedTimeMillis(receivedTimeMillis)
                    .speedMps(speedMps)
                    .courseDegrees(courseDegrees)
                    .source(SOURCE)
                    .build();
            boolean isKnown = vessel != null && !vessel.isBlank();
            return new Plot(report, isKnown ? MoverId.of(MoverKind.VESSEL, String.valueOf(vessel)) : null);
        }

        private void field(String name, JsonParser parser) throws IOException {
            switch (name) {
                case "station" -> station = text(name, parser);
                case "track" -> track = text(name, parser);
                case "vessel" -> vessel = text(name, parser);
                case "time" -> eventTimeMillis = time(name, parser);
                case "received" -> receivedTimeMillis = time(name, parser);
                case "lat" -> latitude = within(name, parser, -90, 90);
                case "lon" -> longitude = within(name, parser, -180, 180);
                case "speedKn" -> speedMps = Units.knotsToMps(number(name, parser, "0 or more"));
                case "course" -> courseDegrees = within(name, parser, 0, 360) % 360;
                default -> parser.skipChildren();
            }
        }
    }
}

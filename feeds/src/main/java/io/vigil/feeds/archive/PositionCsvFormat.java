package io.vigil.feeds.archive;

import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Units;
import java.util.List;

/**
 * {@code position-csv}: a header and a report a line. Columns are {@code mover, time, lon, lat, speedKmh, course} and, as
 * far as there, {@code received, heading, altitudeM, driver, source}; others are named by {@code --columns}. A mover without
 * a kind is taken for a vehicle. Times, separators and damaged lines as {@link CsvEventReader} has them.
 */
public final class PositionCsvFormat implements ArchiveFormat {
    private static final List<String> FIELDS = List.of(
            "mover",
            "time",
            "lon",
            "lat",
            "speedKmh",
            "course",
            "received",
            "heading",
            "altitudeM",
            "driver",
            "source");
    private static final List<String> REQUIRED = List.of("mover", "time", "lon", "lat");

    @Override
    public String name() {
        return "position-csv";
    }

    @Override
    public LineReader open(FeedOptions options, String fileName, EventSink out) {
        return new Reader(options, out);
    }

    private static final class Reader extends CsvEventReader {
        Reader(FeedOptions options, EventSink out) {
            super(options, FIELDS, REQUIRED, "bad-position", out);
        }

        @Override
        PositionReport event() {
            PositionReport.Builder builder = PositionReport.at(mover(), time("time"), required("lat"), required("lon"))
                    .speedMps(Units.kphToMps(number("speedKmh")))
                    .courseDegrees(angle(number("course")))
                    .headingDegrees(angle(number("heading")))
                    .altitudeMeters(number("altitudeM"))
                    .driver(text("driver"));
            String source = text("source");
            builder.source(source == null ? "csv" : source);
            if (cell("received") != null) {
                builder.receivedTimeMillis(time("received"));
            }
            return builder.build();
        }

        private MoverId mover() {
            String mover = cell("mover");
            if (mover == null) {
                throw new BadCellException("bad-mover", "mover is empty");
            }
            try {
                return new MoverId(mover.contains(":") ? mover : "vehicle:" + mover);
            } catch (IllegalArgumentException e) {
                throw new BadCellException("bad-mover", String.valueOf(e.getMessage()));
            }
        }

        private static double angle(double degrees) {
            return degrees == 360 ? 0 : degrees;
        }
    }
}

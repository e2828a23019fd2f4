package io.vigil.feeds.archive;

import io.vigil.json.PassJson;
import io.vigil.model.MoverId;
import io.vigil.model.PassReport;
import io.vigil.model.PositionReport;
import java.util.List;

/**
 * {@code pass-csv}: a header and a checkpoint pass a line. Columns are {@code plate, plateColour, time, lon, lat} and, as
 * far as there, {@code received, site, class, brand, colour, confidence, source}; others are named by {@code --columns}.
 * Times, separators and damaged lines as {@link CsvEventReader} has them.
 */
public final class PassCsvFormat implements ArchiveFormat {
    private static final List<String> FIELDS = List.of(
            "plate",
            "plateColour",
            "time",
            "lon",
            "lat",
            "received",
            "site",
            "class",
            "brand",
            "colour",
            "confidence",
            "source");
    private static final List<String> REQUIRED = List.of("plate", "plateColour", "time", "lon", "lat");

    @Override
    public String name() {
        return "pass-csv";
    }

    @Override
    public LineReader open(FeedOptions options, String fileName, EventSink out) {
        return new Reader(options, out);
    }

    private static final class Reader extends CsvEventReader {
        Reader(FeedOptions options, EventSink out) {
            super(options, FIELDS, REQUIRED, "bad-pass", out);
        }

        @Override
        PassReport event() {
            String site = text("site");
            String source = text("source");
            return new PassReport(
                    mover(),
                    time("time"),
                    cell("received") == null ? PositionReport.NO_TIME : time("received"),
                    required("lat"),
                    required("lon"),
                    site == null ? "" : site,
                    text("class"),
                    text("brand"),
                    text("colour"),
                    number("confidence"),
                    source == null ? "csv" : source);
        }

        private MoverId mover() {
            String plate = text("plate");
            String colour = text("plateColour");
            if (plate == null || colour == null) {
                throw new BadCellException("bad-plate", (plate == null ? "plate" : "plateColour") + " is empty");
            }
            try {
                return PassJson.mover(plate, colour);
            } catch (RuntimeException e) {
                throw new BadCellException("bad-plate", String.valueOf(e.getMessage()));
            }
        }
    }
}

package io.vigil.cli;

import io.vigil.feeds.archive.FeedOptions;
import io.vigil.model.PositionReport;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how archive files are to be read. */
final class FeedOptionsMixin {
    @Option(
            names = "--columns",
            paramLabel = "FIELD=HEADER",
            split = ",",
            description =
                    "columns of CSV feeds, such as time=ts,mmsi=ID,lat=latitude,lon=longitude,sog=speed,cog=course")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--start",
            paramLabel = "TIME",
            description = "time of the first line, where lines carry none (RFC 3339)")
    private @Nullable OffsetDateTime start;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "time between two lines, where lines carry none")
    private double intervalSeconds;

    @Option(
            names = "--time-zone",
            paramLabel = "OFFSET",
            defaultValue = "Z",
            description = "offset of times written without one (default: ${DEFAULT-VALUE})")
    private ZoneOffset timeZone = ZoneOffset.UTC;

    FeedOptions options() {
        if (!(intervalSeconds >= 0) || intervalSeconds > 86_400) {
            throw new WrongUseException("--interval=" + intervalSeconds + " must be 0 to 86400 seconds");
        }
        return new FeedOptions(
                columns,
                start == null ? PositionReport.NO_TIME : start.toInstant().toEpochMilli(),
                Math.round(intervalSeconds * 1000),
                timeZone.getId());
    }
}

package io.vigil.feeds.archive;

import java.util.Map;

/**
 * What the command line says of a feed.
 *
 * @param columns column names for CSV formats, field to header ({@code time}, {@code mmsi}, {@code mover}, {@code lat},
 *     {@code lon}, {@code sog}, {@code speedKmh}, {@code cog} ...); empty means the header decides
 * @param startMillis time of the first line where lines carry none ({@code --start}), or
 *     {@link io.vigil.model.PositionReport#NO_TIME}
 * @param intervalMillis time between two such lines ({@code --interval}), 0 or more
 * @param zoneOffset offset for local times without one, such as {@code Z} or {@code +08:00}
 */
public record FeedOptions(Map<String, String> columns, long startMillis, long intervalMillis, String zoneOffset) {
    /** Nothing said. */
    public static final FeedOptions NONE = new FeedOptions(Map.of(), io.vigil.model.PositionReport.NO_TIME, 0, "Z");

    public FeedOptions {
        columns = Map.copyOf(columns);
    }
}

package io.vigil.feeds.ais;

import io.vigil.feeds.archive.ArchiveFormat;
import io.vigil.feeds.archive.EventSink;
import io.vigil.feeds.archive.FeedOptions;
import io.vigil.feeds.archive.LineReader;

/**
 * The archive format {@code ais-csv}: decoded AIS as tables, one position a line under a header.
 *
 * <p>Recognised by their headers are NOAA MarineCadastre and the Danish Maritime Authority; others by naming columns: {@code
 * time}, {@code mmsi} (or {@code mover}), {@code lat}, {@code lon}, and where present {@code sog} in knots or {@code speedKmh},
 * {@code cog}, {@code heading}, {@code navStatus}, {@code name}, {@code callSign}, {@code imo}, {@code shipType}, {@code
 * lengthM}, {@code beamM}, {@code draughtM}, {@code destination}, {@code mobileType}; {@code dateOrder=mdy} reads 03/04/2021
 * as the fourth of March. Times are read as {@link TimeText} says. Delimiters are comma, semicolon or tab, whichever the
 * header has most of; fields may be quoted.
 */
public final class AisCsvFormat implements ArchiveFormat {
    @Override
    public String name() {
        return "ais-csv";
    }

    @Override
    public LineReader open(FeedOptions options, String fileName, EventSink out) {
        return new AisCsvReader(options, out);
    }
}

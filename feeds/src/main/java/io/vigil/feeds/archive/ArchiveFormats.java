package io.vigil.feeds.archive;

import io.vigil.feeds.ais.AisCsvFormat;
import io.vigil.feeds.ais.AisNmeaFormat;
import io.vigil.feeds.jt808.Jt808HexFormat;
import io.vigil.feeds.radar.RadarFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every archive format there is, one line each. */
public final class ArchiveFormats {
    private static final List<ArchiveFormat> FORMATS = List.of(
            new AisNmeaFormat(),
            new AisCsvFormat(),
            new Jt808HexFormat(),
            new PositionsFormat(),
            new PositionCsvFormat(),
            new RadarFormat(),
            new PassesFormat(),
            new PassCsvFormat(),
            new DispositionsFormat(),
            new DeclarationsFormat());

    private ArchiveFormats() {}

    /** All of them. */
    public static List<ArchiveFormat> all() {
        return FORMATS;
    }

    /** The word before the colon of each. */
    public static List<String> names() {
        return FORMATS.stream().map(ArchiveFormat::name).toList();
    }

    /** The format of that name, or null. */
    public static @Nullable ArchiveFormat byName(String name) {
        for (ArchiveFormat format : FORMATS) {
            if (format.name().equals(name)) {
                return format;
            }
        }
        return null;
    }
}

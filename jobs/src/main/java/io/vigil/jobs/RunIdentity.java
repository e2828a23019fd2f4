package io.vigil.jobs;

import io.vigil.feeds.days.ArchivedDay;
import io.vigil.feeds.days.DayArchive;
import io.vigil.model.ContentHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells whether two replays of an archive are of the same: rules, control data, days and range, by what they hold. */
final class RunIdentity {
    private RunIdentity() {}

    /** 16 hexadecimal digits. */
    static String of(ReplayOptions options) throws IOException {
        StringBuilder all = new StringBuilder();
        DayArchive archive = DayArchive.open(options.dayArchive());
        all.append(archive.root().toAbsolutePath().normalize()).append('\n');
        for (ArchivedDay day : archive.days()) {
            all.append(day.folder().getFileName())
                    .append(' ')
                    .append(day.eventCount())
                    .append(' ')
                    .append(day.bytes());
            all.append('\n');
        }
        all.append(options.range().fromMillis())
                .append("..")
                .append(options.range().toMillis())
                .append('\n');
        EngineSpec control = options.control();
        for (EngineSpec.Past past : control.past()) {
            all.append("until ").append(past.untilMillis()).append('\n');
            append(past.spec(), all);
        }
        append(control, all);
        return ContentHash.hex16(all.toString());
    }

    private static void append(EngineSpec control, StringBuilder all) throws IOException {
        List<String> files = new ArrayList<>(control.zones());
        files.addAll(control.routes());
        files.addAll(List.of(control.registry(), control.weather(), control.orders()));
        for (String file : files) {
            all.append(hash(file)).append('\n');
        }
        for (Map.Entry<String, String> lane : control.lanes().entrySet()) {
            all.append(lane.getKey()).append(' ').append(hash(lane.getValue())).append('\n');
        }
    }

    private static String hash(String file) throws IOException {
        return file.isEmpty() ? "" : ContentHash.hex16(Files.readAllBytes(Path.of(file)));
    }
}

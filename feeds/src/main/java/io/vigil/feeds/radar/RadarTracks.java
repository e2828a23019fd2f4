package io.vigil.feeds.radar;

import io.vigil.json.RadarJson;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From plots to events: a claim where the station takes the track for somebody else than before, then the position. Remembers
 * the 65,536 tracks heard last; to say a claim again does no harm. One thread.
 */
final class RadarTracks {
    private static final int MOST_TRACKS = 65_536;

    private final Map<MoverId, String> told = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MoverId, String> eldest) {
            return size() > MOST_TRACKS;
        }
    };

    /** The events of a plot. */
    List<MoverEvent> events(RadarJson.Plot plot) {
        PositionReport report = plot.report();
        String vessel = plot.vessel() == null ? "" : plot.vessel().text();
        String before = told.put(report.mover(), vessel);
        if (vessel.equals(before == null ? "" : before)) {
            return List.of(report);
        }
        return List.of(
                IdentityReport.of(
                        report.mover(),
                        report.eventTimeMillis(),
                        report.receivedTimeMillis(),
                        Map.of(IdentityReport.ASSOCIATED, vessel)),
                report);
    }
}

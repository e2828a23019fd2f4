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
 * From plots to events: a claim where the station takes the track for somebody else than before, and every so often while it
 * takes it for somebody, since an association that is not renewed ends; then the position. Remembers the 65,536 tracks heard
 * last; to say a claim again does no harm. One thread.
 */
final class RadarTracks {
    private static final int MOST_TRACKS = 65_536;

    /** An association is said again after so long, ms. */
    static final long RENEWED_MILLIS = 20_000;

    private record Told(String vessel, long atMillis) {}

    private final Map<MoverId, Told> told = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MoverId, Told> eldest) {
            return size() > MOST_TRACKS;
        }
    };

    /** The events of a plot. */
    List<MoverEvent> events(RadarJson.Plot plot) {
        PositionReport report = plot.report();
        long now = report.eventTimeMillis();
        String vessel = plot.vessel() == null ? "" : plot.vessel().text();
        Told before = told.get(report.mover());
        boolean isSame = vessel.equals(before == null ? "" : before.vessel());
        boolean isRenewed = before != null && !vessel.isEmpty() && now - before.atMillis() >= RENEWED_MILLIS;
        if (isSame && !isRenewed) {
            return List.of(report);
        }
        told.put(report.mover(), new Told(vessel, now));
        Map<String, String> facts = vessel.isEmpty()
                ? Map.of(IdentityReport.ASSOCIATED, vessel)
                : Map.of(IdentityReport.ASSOCIATED, vessel, IdentityReport.ASSOCIATED_AT, Long.toString(now));
        return List.of(IdentityReport.of(report.mover(), now, report.receivedTimeMillis(), facts), report);
    }
}

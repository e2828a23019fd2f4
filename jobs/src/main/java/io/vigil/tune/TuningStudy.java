package io.vigil.tune;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.evaluate.ControlData;
import io.vigil.evaluate.Lane;
import io.vigil.jobs.ReplayOptions;
import io.vigil.jobs.ReplayStudy;
import io.vigil.jobs.Tally;
import io.vigil.jobs.TrackJob;
import io.vigil.jobs.TrackPoint;
import io.vigil.jobs.WarningRecord;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Holds the lanes of a replay against labels and against each other: figures for the summary, and the report. */
public final class TuningStudy implements ReplayStudy {
    private static final long BEFORE_MILLIS = 20 * 60_000L;
    private static final long AFTER_MILLIS = 20 * 60_000L;
    private static final long LONGEST_MILLIS = 24 * 3_600_000L;
    private static final int MOST_POINTS = 400;

    private final StudyOptions options;
    private final ReplayOptions replay;
    private final Consumer<ObjectNode> more;
    private final Incidents incidents = new Incidents();
    private final List<String> notes = new ArrayList<>();

    /**
     * A study of one replay.
     *
     * @param options what is asked
     * @param replay what is replayed, for the tracks
     */
    public TuningStudy(StudyOptions options, ReplayOptions replay) {
        this(options, replay, summary -> {});
    }

    /**
     * The same.
     *
     * @param more what else the summary should hold
     */
    public TuningStudy(StudyOptions options, ReplayOptions replay, Consumer<ObjectNode> more) {
        this.more = more;
        this.options = options;
        this.replay = replay;
    }

    @Override
    public void take(WarningRecord warning, List<Lane.Version> lanes) throws IOException {
        incidents.take(warning, lanes);
    }

    @Override
    public void finish(Tally tally, ControlData control, Path folder, Path temporary, ObjectNode summary)
            throws IOException {
        double hours = Math.max(1.0 / 60, (tally.lastMillis() - (double) tally.firstMillis()) / 3_600_000);
        LaneTable lanes = new LaneTable(options, incidents, control, hours);
        new StudySummary(options, lanes).write(summary, hours);
        more.accept(summary);
        TrackJob.Found found = tracks(lanes, temporary);
        noteLabels(summary, found.seen());
        for (Sweep.Candidate candidate : options.candidates()) {
            Files.writeString(
                    folder.resolve(candidate.name()).resolve("rules.yaml"),
                    candidate.rules().text());
        }
        Map<String, List<TrackPoint>> tracks = new LinkedHashMap<>();
        for (Deciding deciding : lanes.deciding()) {
            List<TrackPoint> points = new ArrayList<>();
            stretches(deciding.incident())
                    .forEach(stretch -> points.addAll(TrackJob.thinned(found.points(), stretch, MOST_POINTS)));
            tracks.put(deciding.incident().id(), points);
        }
        Files.writeString(
                folder.resolve("report.html"),
                new ReportPage(options, incidents, lanes, control).html(summary, tracks));
    }

    /** What the user should hear of besides the figures. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    private TrackJob.Found tracks(LaneTable lanes, Path temporary) throws IOException {
        List<TrackJob.Stretch> stretches = lanes.deciding().stream()
                .flatMap(each -> stretches(each.incident()).stream())
                .toList();
        try {
            return TrackJob.run(replay, stretches, labelled(), temporary);
        } catch (IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException("the tracks cannot be read: " + failure.getMessage(), failure);
        }
    }

    /** One for each mover. */
    private static List<TrackJob.Stretch> stretches(Incident incident) {
        long end = incident.closedMillis() == Incident.OPEN ? incident.detectedMillis() : incident.closedMillis();
        long from = incident.onsetMillis() - BEFORE_MILLIS;
        long to = Math.min(end + AFTER_MILLIS, from + LONGEST_MILLIS);
        return incident.movers().stream()
                .map(mover -> new TrackJob.Stretch(mover, from, to))
                .toList();
    }

    private Set<String> labelled() {
        Set<String> movers = new TreeSet<>();
        options.labels().right().forEach(label -> movers.addAll(label.movers()));
        options.labels().wrong().forEach(label -> movers.addAll(label.movers()));
        return movers;
    }

    /** Labels that can match nothing are most likely those of other data. */
    private void noteLabels(ObjectNode summary, Set<String> seen) {
        if (!options.hasLabels()) {
            return;
        }
        Set<String> unknown = new TreeSet<>(labelled());
        unknown.removeAll(seen);
        summary.withObjectProperty("study").withObjectProperty("labels").put("moversThatDoNotReport", unknown.size());
        if (!unknown.isEmpty() && seen.isEmpty() && options.labels().byWarning().isEmpty()) {
            throw new InvalidInputException(List.of(new Fault(
                    options.labelFile(),
                    "labels",
                    "none of the " + unknown.size() + " movers they are about reports in these feeds, such as "
                            + unknown.iterator().next(),
                    "give the labels of this data")));
        }
        if (!unknown.isEmpty()) {
            notes.add("labels: " + unknown.size() + " of " + (unknown.size() + seen.size())
                    + " movers they are about do not report in these feeds, such as "
                    + unknown.iterator().next() + "; what is due of them counts as missed");
        }
        long unresolved = summary.path("study")
                .path("labels")
                .path("dispositionsOfOtherWarnings")
                .asLong();
        if (unresolved > 0) {
            notes.add("labels: " + unresolved + " of "
                    + options.labels().byWarning().size() + " dispositions are of warnings that " + options.baseline()
                    + " does not raise here; they do not count");
        }
    }
}

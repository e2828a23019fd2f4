package io.vigil.tune;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.evaluate.ControlData;
import io.vigil.jobs.TrackPoint;
import io.vigil.model.Units;
import io.vigil.score.Matching;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report of a study: one file with everything in it, in Chinese and English. All texts go in as JSON and are put on the page as
 * text, so nothing a mover or a rule is called can become markup.
 */
final class ReportPage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_INCIDENTS = 8_000;

    private final StudyOptions options;
    private final Incidents incidents;
    private final LaneTable table;
    private final ControlData control;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<Incident> shown = new ArrayList<>();
    private int leftOut;

    ReportPage(StudyOptions options, Incidents incidents, LaneTable table, ControlData control) {
        this.options = options;
        this.incidents = incidents;
        this.table = table;
        this.control = control;
    }

    /**
     * The page.
     *
     * @param tracks by the id of a warning that decides, the track around it
     */
    String html(ObjectNode summary, Map<String, List<TrackPoint>> tracks) throws IOException {
        ObjectNode data = JSON.createObjectNode();
        data.set("summary", summary);
        data.put("command", options.command());
        writeDeciding(data.putArray("deciding"));
        writeLanes(data.putArray("lanes"));
        ArrayNode baseline = data.putArray("baseline");
        incidents.of(options.baseline()).forEach(incident -> refer(incident, baseline));
        writeTracks(data.putObject("tracks"), tracks);
        writeIncidents(data.putArray("incidents"));
        data.put("incidentsLeftOut", leftOut);
        MapBox box = box(tracks);
        data.putObject("box")
                .put("south", box.south())
                .put("west", box.west())
                .put("north", box.north())
                .put("east", box.east());
        data.set("land", BaseMap.land(box.withSurroundings()));
        data.set("zones", BaseMap.zones(control.zones(), box.withSurroundings()));
        return resource("report.html")
                .replace("/*STYLE*/", resource("report.css"))
                .replace("/*SCRIPT*/", resource("report.js"))
                .replace("/*DATA*/", embedded(data));
    }

    /** Within a script element nothing may look like its end or like a comment. */
    private static String embedded(ObjectNode data) throws IOException {
        return JSON.writeValueAsString(data)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private void writeDeciding(ArrayNode out) {
        for (Deciding deciding : table.deciding()) {
            out.addObject()
                    .put("id", deciding.incident().id())
                    .put("incident", number(deciding.incident()))
                    .put("inBaseline", deciding.inBaseline())
                    .put("lane", deciding.lane());
        }
    }

    private void writeLanes(ArrayNode out) {
        for (String lane : options.lanes()) {
            Difference difference = table.difference(lane);
            ObjectNode node = out.addObject().put("name", lane);
            ArrayNode added = node.putArray("added");
            ArrayNode lost = node.putArray("lost");
            difference.added().forEach(incident -> refer(incident, added));
            difference.lost().forEach(incident -> refer(incident, lost));
        }
    }

    private void refer(Incident incident, ArrayNode out) {
        if (numbers.containsKey(incident.id()) || shown.size() < MOST_INCIDENTS) {
            out.add(number(incident));
        } else {
            leftOut++;
        }
    }

    private int number(Incident incident) {
        return numbers.computeIfAbsent(incident.id(), id -> {
            shown.add(incident);
            return shown.size() - 1;
        });
    }

    private void writeIncidents(ArrayNode out) {
        Matching matching = new Matching(List.of(), table.labels(), io.vigil.score.Tolerances.DEFAULT);
        for (Incident incident : shown) {
            ObjectNode node = out.addObject()
                    .put("rule", incident.rule())
                    .put("tier", incident.tier())
                    .put("zone", incident.zone())
                    .put("class", incident.moverClass())
                    .put("onset", incident.onsetMillis())
                    .put("detected", incident.detectedMillis())
                    .put("zh", incident.messageZh())
                    .put("en", incident.messageEn())
                    .put(
                            "finding",
                            matching.of(incident.episode(incident.detectedMillis()))
                                    .name()
                                    .toLowerCase(Locale.ROOT));
            incident.movers().forEach(node.putArray("movers")::add);
            if (incident.closedMillis() != Incident.OPEN) {
                node.put("closed", incident.closedMillis());
            }
            degrees(node, "lat", incident.latitude());
            degrees(node, "lon", incident.longitude());
        }
    }

    private static void degrees(ObjectNode node, String name, double degrees) {
        if (Double.isFinite(degrees)) {
            node.put(name, BaseMap.rounded(degrees));
        } else {
            node.putNull(name);
        }
    }

    /** By warning, the points of each of its movers. */
    private static void writeTracks(ObjectNode out, Map<String, List<TrackPoint>> tracks) {
        tracks.forEach((id, points) -> {
            Map<String, ArrayNode> byMover = new LinkedHashMap<>();
            ArrayNode node = out.putArray(id);
            for (TrackPoint point : points) {
                ArrayNode one = byMover.computeIfAbsent(point.mover(), mover -> node.addArray())
                        .addArray()
                        .add(point.timeMillis())
                        .add(BaseMap.rounded(point.latitude()))
                        .add(BaseMap.rounded(point.longitude()));
                if (Double.isNaN(point.speedMps())) {
                    one.addNull();
                } else {
                    one.add(Math.rint(Units.mpsToKph(point.speedMps()) * 10) / 10);
                }
            }
        });
    }

    private MapBox box(Map<String, List<TrackPoint>> tracks) {
        List<double[]> points = new ArrayList<>();
        shown.forEach(incident -> points.add(new double[] {incident.latitude(), incident.longitude()}));
        tracks.values()
                .forEach(track ->
                        track.forEach(point -> points.add(new double[] {point.latitude(), point.longitude()})));
        return MapBox.around(points);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

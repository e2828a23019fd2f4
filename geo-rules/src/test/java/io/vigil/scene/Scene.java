package io.vigil.scene;

import io.vigil.evaluate.ControlData;
import io.vigil.evaluate.Engine;
import io.vigil.evaluate.Lane;
import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.evaluate.MoverStateCodec;
import io.vigil.evaluate.RunnerOutput;
import io.vigil.json.OrderFile;
import io.vigil.json.RulesFile;
import io.vigil.json.WeatherFile;
import io.vigil.model.AlarmFlag;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.Orders;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Route;
import io.vigil.model.SafetyFlag;
import io.vigil.model.Schedule;
import io.vigil.model.Units;
import io.vigil.model.Warning;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import io.vigil.rule.OrderStanding;
import io.vigil.weather.Weather;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A test's small world: rules, zones and registry around one origin, and tracks written as tables.
 *
 * <p>A row is {@code TIME [X,Y] [SPEED] [word ...]}: time as {@code 02:05:30} (China, 2026-09-12) or {@code 90s},
 * {@code 5m}, {@code 2h} after 00:00; position in metres east and north of 39.0 N 117.7 E, the same as before when
 * missing; speed as {@code 60kph} or {@code 3kn}; words {@code course=90}, {@code heading=95}, {@code driver=D1}, {@code nav=1},
 * {@code status=3}, {@code odometer=9000} in metres, {@code received=02:00:00}, {@code alarm=emergency,rollover},
 * {@code safety=dsm.fatigue,7}.
 */
public final class Scene {
    public static final double ORIGIN_LATITUDE = 39.0;
    public static final double ORIGIN_LONGITUDE = 117.7;
    public static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final long MIDNIGHT = Instant.parse("2026-09-11T16:00:00Z").toEpochMilli();
    private static final double METERS_PER_DEGREE_NORTH = 111_015;
    private static final double METERS_PER_DEGREE_EAST = 86_627;

    private final String rules;
    private final List<Zone> zones = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();
    private final List<RegistryRecord> registry = new ArrayList<>();
    private Weather weather = Weather.EMPTY;
    private Orders orders = Orders.EMPTY;
    private long boundMillis;
    private boolean storing;

    private Scene(String rules) {
        this.rules = rules;
    }

    /** A scene with one rule: its lines without the list mark, four more columns of indentation are added. */
    public static Scene withRule(String rule) {
        return new Scene("rules:\n  - id: r\n" + rule.indent(4));
    }

    public static Scene withRules(String yaml) {
        return new Scene(yaml);
    }

    /** A square zone in metres. */
    public Scene square(String id, String type, double west, double south, double east, double north) {
        return zone(id, type, Set.of(), Schedule.ALWAYS, Double.NaN, Map.of(), west, south, east, north);
    }

    public Scene zone(
            String id,
            String type,
            Set<String> classes,
            Schedule schedule,
            double limitKph,
            Map<String, Object> attributes,
            double west,
            double south,
            double east,
            double north) {
        zones.add(new Zone(
                id,
                null,
                type,
                classes,
                schedule,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                limitKph,
                attributes,
                rectangle(west, south, east, north)));
        return this;
    }

    /** A version of a square zone in metres. */
    public Scene version(
            String id, String type, long from, long to, double west, double south, double east, double north) {
        ZoneShape shape = rectangle(west, south, east, north);
        zones.add(new Zone(id, null, type, Set.of(), Schedule.ALWAYS, from, to, Double.NaN, Map.of(), shape));
        return this;
    }

    private static ZoneShape rectangle(double west, double south, double east, double north) {
        ZoneShape.Ring ring = new ZoneShape.Ring(
                new double[] {latitude(south), latitude(south), latitude(north), latitude(north)},
                new double[] {longitude(west), longitude(east), longitude(east), longitude(west)});
        return new ZoneShape.Area(List.of(new ZoneShape.Polygon(ring, List.of())));
    }

    /** A round zone, metres. */
    public Scene circle(String id, String type, double radius, double east, double north) {
        ZoneShape shape = new ZoneShape.Circle(latitude(north), longitude(east), radius);
        zones.add(new Zone(
                id,
                null,
                type,
                Set.of(),
                Schedule.ALWAYS,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                Double.NaN,
                Map.of(),
                shape));
        return this;
    }

    /** A zone along a line through points in metres: east, north, east, north ... */
    public Scene corridor(
            String id,
            String type,
            double limitKph,
            Map<String, Object> attributes,
            double halfWidthMeters,
            double... points) {
        double[] latitudes = new double[points.length / 2];
        double[] longitudes = new double[points.length / 2];
        for (int i = 0; i < latitudes.length; i++) {
            longitudes[i] = longitude(points[2 * i]);
            latitudes[i] = latitude(points[2 * i + 1]);
        }
        zones.add(new Zone(
                id,
                null,
                type,
                Set.of(),
                Schedule.ALWAYS,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                limitKph,
                attributes,
                new ZoneShape.Corridor(latitudes, longitudes, halfWidthMeters)));
        return this;
    }

    /** A route through points in metres: east, north, east, north ... */
    public Scene route(String id, List<Route.Stop> stops, double... points) {
        double[] latitudes = new double[points.length / 2];
        double[] longitudes = new double[points.length / 2];
        for (int i = 0; i < latitudes.length; i++) {
            longitudes[i] = longitude(points[2 * i]);
            latitudes[i] = latitude(points[2 * i + 1]);
        }
        routes.add(new Route(
                id,
                null,
                Set.of(),
                Set.of(),
                latitudes,
                longitudes,
                Double.NaN,
                stops,
                Long.MIN_VALUE,
                Long.MAX_VALUE));
        return this;
    }

    public Scene registered(
            String mover,
            String moverClass,
            List<RegistryRecord.Permit> permits,
            List<String> routeIds,
            Map<String, Object> fields) {
        return registeredFrom(Long.MIN_VALUE, mover, moverClass, permits, routeIds, fields);
    }

    public Scene registeredFrom(
            long validFrom,
            String mover,
            @Nullable String moverClass,
            List<RegistryRecord.Permit> permits,
            List<String> routeIds,
            Map<String, Object> fields) {
        registry.add(new RegistryRecord(new MoverId(mover), validFrom, moverClass, null, permits, routeIds, fields));
        return this;
    }

    /** A driver's record from an instant on. */
    public Scene driver(long validFrom, String licence, Map<String, Object> fields) {
        return registeredFrom(validFrom, "driver:" + licence, null, List.of(), List.of(), fields);
    }

    public Scene registered(String mover, String moverClass) {
        return registered(mover, moverClass, List.of(), List.of(), Map.of());
    }

    /** Forecasts and observations, one JSON object a line. */
    public Scene weather(String lines) {
        weather = inFile(lines, WeatherFile::read);
        return this;
    }

    /** Orders, one JSON object a line. */
    public Scene orders(String lines) {
        orders = inFile(lines, OrderFile::read);
        return this;
    }

    private static <T> T inFile(String lines, Function<Path, T> reader) {
        try {
            Path file = Files.createTempFile("scene", ".jsonl");
            try {
                return reader.apply(Files.writeString(file, lines));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was declared for a mover at a time of a table. */
    public static IdentityReport declared(String mover, String time, String fact, String value) {
        return IdentityReport.of(new MoverId(mover), time(time), PositionReport.NO_TIME, Map.of(fact, value));
    }

    /** Holds events back so long, for out-of-order tables. */
    public Scene disorderBound(long millis) {
        boundMillis = millis;
        return this;
    }

    /** Stores and restores the mover's state between any two events. */
    public Scene storingState() {
        storing = true;
        return this;
    }

    public Engine engine() {
        return Engine.of(List.of(new Lane("live", RulesFile.parse(rules, "rules"))), data());
    }

    public ControlData data() {
        return new ControlData(zones, routes, new Registry(registry), weather, orders);
    }

    /** The transitions of a track, one line each: {@code opened 02:05:00 yellow}, with stage, zone and reason. */
    public List<String> run(String mover, String table) {
        return run(mover, table, Long.MIN_VALUE).lines();
    }

    /** The same, then silence until an instant of the day. */
    public List<String> runUntil(String mover, String table, String until) {
        return run(mover, table, time(until)).lines();
    }

    public Output run(String mover, String table, long until) {
        return runAll(events(mover, table), until);
    }

    public Output runAll(List<? extends MoverEvent> events, long until) {
        Output output = new Output();
        runAll(events, until, output);
        return output;
    }

    /** The same into an output of the test's own. */
    public void runAll(List<? extends MoverEvent> events, long until, Output output) {
        MoverRunner runner = new MoverRunner(engine(), boundMillis);
        MoverState state = null;
        for (MoverEvent event : events) {
            state = state == null ? runner.newState(event.mover()) : state;
            runner.accept(state, event, output);
            state = storing ? MoverStateCodec.copy(state) : state;
        }
        if (state != null) {
            runner.advanceTo(state, state.newestSeen(), output);
        }
        if (state != null && until != Long.MIN_VALUE) {
            runner.advanceTo(state, until, output);
        }
    }

    /** The events of vehicles, then those of their drivers in event-time order, as jobs have it. */
    public Output runWithDrivers(List<? extends MoverEvent> events) {
        MoverRunner runner = new MoverRunner(engine(), boundMillis);
        Output output = new Output();
        Map<MoverId, MoverState> states = new HashMap<>();
        for (MoverEvent event : events) {
            runner.accept(states.computeIfAbsent(event.mover(), runner::newState), event, output);
        }
        List<MoverEvent> driven = new ArrayList<>(output.driven);
        driven.sort(Comparator.comparingLong(MoverEvent::eventTimeMillis));
        for (MoverEvent event : driven) {
            runner.accept(states.computeIfAbsent(event.mover(), runner::newState), event, output);
        }
        return output;
    }

    /** The reports of a table. */
    public static List<PositionReport> events(String mover, String table) {
        List<PositionReport> reports = new ArrayList<>();
        double east = 0;
        double north = 0;
        for (String row : table.strip().split("\n")) {
            String[] words = row.strip().split("\\s+");
            PositionReport.Builder builder = null;
            List<String> rest = new ArrayList<>();
            for (int i = 1; i < words.length; i++) {
                if (words[i].matches("-?[0-9.]+,-?[0-9.]+")) {
                    east = Double.parseDouble(words[i].substring(0, words[i].indexOf(',')));
                    north = Double.parseDouble(words[i].substring(words[i].indexOf(',') + 1));
                } else {
                    rest.add(words[i]);
                }
            }
            builder = PositionReport.at(new MoverId(mover), time(words[0]), latitude(north), longitude(east))
                    .source("test");
            for (String word : rest) {
                apply(builder, word);
            }
            reports.add(builder.build());
        }
        return reports;
    }

    private static void apply(PositionReport.Builder builder, String word) {
        String value = word.substring(word.indexOf('=') + 1);
        if (word.endsWith("kph")) {
            builder.speedMps(Units.kphToMps(Double.parseDouble(word.replace("kph", ""))));
        } else if (word.endsWith("kn")) {
            builder.speedMps(Units.knotsToMps(Double.parseDouble(word.replace("kn", ""))));
        } else if (word.startsWith("course=")) {
            builder.courseDegrees(Double.parseDouble(value));
        } else if (word.startsWith("heading=")) {
            builder.headingDegrees((Double.parseDouble(value) + 360) % 360);
        } else if (word.startsWith("driver=")) {
            builder.driver(value);
        } else if (word.startsWith("nav=")) {
            builder.navStatus(Integer.parseInt(value));
        } else if (word.startsWith("status=")) {
            builder.statusBits(Long.parseLong(value));
        } else if (word.startsWith("odometer=")) {
            builder.odometerMeters(Double.parseDouble(value));
        } else if (word.startsWith("alarm=")) {
            builder.alarmBits(alarmBits(value));
        } else if (word.startsWith("safety=")) {
            builder.safetyBits(safetyBits(value));
        } else if (word.startsWith("received=")) {
            builder.receivedTimeMillis(time(value));
        } else {
            throw new IllegalArgumentException("word " + word);
        }
    }

    private static int alarmBits(String words) {
        int bits = 0;
        for (AlarmFlag flag : AlarmFlag.values()) {
            bits |= List.of(words.split(",")).contains(flag.word()) ? 1 << flag.bit() : 0;
        }
        return bits;
    }

    private static long safetyBits(String words) {
        long bits = 0;
        for (String word : words.split(",")) {
            SafetyFlag flag = SafetyFlag.ofWord(word);
            bits |= flag != null ? 1L << flag.bit() : PositionReport.fatigueBits(Integer.parseInt(word));
        }
        return bits;
    }

    /** Milliseconds since the epoch of a time of a table. */
    public static long time(String word) {
        if (word.contains(":")) {
            return MIDNIGHT + LocalTime.parse(word).toNanoOfDay() / 1_000_000;
        }
        long count = Long.parseLong(word.substring(0, word.length() - 1));
        return MIDNIGHT
                + count
                        * switch (word.charAt(word.length() - 1)) {
                            case 's' -> 1_000;
                            case 'm' -> 60_000;
                            case 'h' -> 3_600_000;
                            default -> throw new IllegalArgumentException("time " + word);
                        };
    }

    public static double latitude(double northMeters) {
        return ORIGIN_LATITUDE + northMeters / METERS_PER_DEGREE_NORTH;
    }

    public static double longitude(double eastMeters) {
        return ORIGIN_LONGITUDE + eastMeters / METERS_PER_DEGREE_EAST;
    }

    /** What a run gave. */
    public static class Output implements RunnerOutput {
        public final List<Warning> warnings = new ArrayList<>();
        public final List<String> faults = new ArrayList<>();
        /** Changes of the state the rules tell. */
        public final List<String> states = new ArrayList<>();

        /** Where movers stand with orders, one line each: {@code 02:05:00 order state target slack}. */
        public final List<String> standings = new ArrayList<>();

        public final List<MoverEvent> driven = new ArrayList<>();
        public int late;
        public int duplicates;
        public int evaluated;

        @Override
        public void warning(Warning warning) {
            warnings.add(warning);
        }

        @Override
        public void evaluated(
                PositionReport report,
                long timeMillis,
                @Nullable String moverClass,
                @Nullable String fault,
                @Nullable String state) {
            evaluated++;
            if (state != null) {
                noteState(timeMillis, state);
            }
            if (fault != null) {
                faults.add(clock(timeMillis) + " " + fault);
            }
        }

        @Override
        public void judgedAgain(
                PositionReport report,
                long timeMillis,
                @Nullable String moverClass,
                @Nullable String fault,
                @Nullable String state,
                boolean isLate) {
            if (isLate) {
                evaluated(report, timeMillis, moverClass, fault, state);
            }
        }

        @Override
        public void stateChanged(PositionReport last, long timeMillis, @Nullable String moverClass, String state) {
            noteState(timeMillis, state);
        }

        private void noteState(long timeMillis, String state) {
            if (states.isEmpty() || !states.get(states.size() - 1).endsWith(" " + state)) {
                states.add(clock(timeMillis) + " " + state);
            }
        }

        @Override
        public void late(MoverEvent event, long newestEvaluatedMillis) {
            late++;
        }

        @Override
        public void duplicate(MoverEvent event) {
            duplicates++;
        }

        @Override
        public void driven(MoverEvent event) {
            driven.add(event);
        }

        @Override
        public void standing(String lane, String ruleId, OrderStanding standing) {
            String slack = standing.slackMillis() == Long.MIN_VALUE ? "none" : standing.slackMillis() / 60_000 + "m";
            standings.add(clock(standing.timeMillis()) + " " + standing.order() + " "
                    + standing.state().word() + " " + standing.target() + " " + slack);
        }

        @Override
        public void broken(String lane, String ruleId, String mover, RuntimeException cause) {
            throw new AssertionError("rule " + ruleId + " threw", cause);
        }

        /** The transitions, one line each. */
        public List<String> lines() {
            return warnings.stream().map(Output::line).toList();
        }

        static String line(Warning warning) {
            return warning.transition().word()
                    + " " + clock(warning.timeMillis())
                    + " " + warning.tier().word()
                    + (warning.stage().equals("pre") ? " pre" : "")
                    + (warning.zone() == null ? "" : " " + warning.zone())
                    + (warning.reason() == null ? "" : " " + warning.reason());
        }

        static String clock(long millis) {
            return LocalTime.ofInstant(Instant.ofEpochMilli(millis), CHINA)
                    .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                    .format(java.time.format.DateTimeFormatter.ISO_LOCAL_TIME);
        }
    }
}

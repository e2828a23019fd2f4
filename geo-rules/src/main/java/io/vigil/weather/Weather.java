package io.vigil.weather;

import io.vigil.geo.Geodesy;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.Schedule;
import io.vigil.model.Zone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All forecasts and observations. Immutable; shared by all threads.
 *
 * <p>Asked at an instant it answers by what was issued up to then and by nothing that came later, so a replay gives the
 * answers that were given live. An observation beats a forecast; of forecasts the newest issue that knows the quantity at
 * that place and time counts, of several issued at the same instant the worse. Stations are weighed by the inverse
 * square of their distance.
 *
 * <p>A query looks at the records that were issued up to the instant and may still be valid, newest first: some hundred
 * nanoseconds each.
 */
public final class Weather {
    /** Knows nothing. */
    public static final Weather EMPTY = new Weather(List.of());

    /** Nearer than this a station is as good as on the spot, m. */
    private static final double ON_THE_SPOT_METERS = 100;

    private final Issues observations;
    private final Issues forecasts;
    private final ZoneIndex areas;
    private final int size;

    /** Takes records in any order; of two with the same id, kind and instant of issue the later in the list wins. */
    public Weather(List<WeatherRecord> records) {
        List<Zone> shapes = new ArrayList<>();
        observations = new Issues(records, WeatherRecord.Kind.OBSERVATION, shapes);
        forecasts = new Issues(records, WeatherRecord.Kind.FORECAST, shapes);
        areas = ZoneIndex.build(shapes);
        size = records.size();
    }

    /** Number of records. */
    public int size() {
        return size;
    }

    /**
     * The weather at a place.
     *
     * @param nowMillis when the question is asked: what was issued later is not known
     * @param atMillis for when, usually now or later
     * @param latitude degrees
     * @param longitude degrees
     */
    public WeatherValues at(long nowMillis, long atMillis, double latitude, double longitude) {
        if (size == 0) {
            return WeatherValues.UNKNOWN;
        }
        Question question = new Question(nowMillis, atMillis, latitude, longitude);
        Answer wind = answer(Quantity.WIND_MPS, question);
        return new WeatherValues(
                wind.value,
                answer(Quantity.WAVE_METERS, question).value,
                answer(Quantity.VISIBILITY_KM, question).value * 1000,
                wind.by,
                wind.isObserved);
    }

    private record Question(long nowMillis, long atMillis, double latitude, double longitude) {}

    private record Answer(double value, @Nullable String by, boolean isObserved) {}

    private Answer answer(Quantity quantity, Question question) {
        Answer observed = observed(quantity, question);
        return observed.by == null ? forecast(quantity, question) : observed;
    }

    private Answer observed(Quantity quantity, Question question) {
        double weights = 0;
        double sum = 0;
        double most = 0;
        String by = null;
        for (int i = observations.lastUpTo(question.nowMillis); observations.mayHold(i, question.atMillis); i--) {
            WeatherRecord record = observations.records[i];
            double weight = observations.speaksOf(i, question) ? weight(record, observations.area[i], question) : 0;
            double value = weight == 0
                    ? Double.NaN
                    : record.value(quantity, question.atMillis, question.latitude, question.longitude);
            if (!Double.isNaN(value)) {
                weights += weight;
                sum += weight * value;
                if (weight > most) {
                    most = weight;
                    by = record.id();
                }
            }
        }
        return new Answer(weights == 0 ? Double.NaN : sum / weights, by, true);
    }

    private Answer forecast(Quantity quantity, Question question) {
        Answer worst = new Answer(Double.NaN, null, false);
        long issue = Long.MIN_VALUE;
        for (int i = forecasts.lastUpTo(question.nowMillis); forecasts.mayHold(i, question.atMillis); i--) {
            WeatherRecord record = forecasts.records[i];
            if (worst.by != null && record.issuedMillis() != issue) {
                break;
            }
            double value = forecasts.speaksOf(i, question) && covers(record, forecasts.area[i], question)
                    ? record.value(quantity, question.atMillis, question.latitude, question.longitude)
                    : Double.NaN;
            if (!Double.isNaN(value) && (worst.by == null || quantity.worse(value, worst.value) != worst.value)) {
                worst = new Answer(value, record.id(), false);
                issue = record.issuedMillis();
            }
        }
        return worst;
    }

    private double weight(WeatherRecord record, int area, Question question) {
        double meters = ON_THE_SPOT_METERS;
        if (record.coverage() instanceof Coverage.Station station) {
            double away = Geodesy.distanceMeters(
                    station.latitude(), station.longitude(), question.latitude, question.longitude);
            if (away > station.radiusMeters()) {
                return 0;
            }
            meters = Math.max(meters, away);
        } else if (!covers(record, area, question)) {
            return 0;
        }
        return 1 / (meters * meters);
    }

    /** A grid says itself where it ends. */
    private boolean covers(WeatherRecord record, int area, Question question) {
        if (record.coverage() instanceof Coverage.Station station) {
            return Geodesy.distanceMeters(
                            station.latitude(), station.longitude(), question.latitude, question.longitude)
                    <= station.radiusMeters();
        }
        return area < 0 || areas.contains(area, question.latitude, question.longitude);
    }

    /** The records of one kind by their issue. */
    private static final class Issues {
        private final WeatherRecord[] records;
        /** From when on another record of its id has taken its place. */
        private final long[] replacedMillis;
        /** The latest end of validity up to and including each: before it no record needs to be looked at. */
        private final long[] latestEndMillis;
        /** Ordinal of its area in the index, or -1. */
        private final int[] area;

        Issues(List<WeatherRecord> all, WeatherRecord.Kind kind, List<Zone> shapes) {
            records = all.stream()
                    .filter(record -> record.kind() == kind)
                    .sorted(Comparator.comparingLong(WeatherRecord::issuedMillis))
                    .toArray(WeatherRecord[]::new);
            replacedMillis = new long[records.length];
            latestEndMillis = new long[records.length];
            area = new int[records.length];
            Map<String, Integer> newest = new HashMap<>();
            long latest = Long.MIN_VALUE;
            for (int i = 0; i < records.length; i++) {
                replacedMillis[i] = Long.MAX_VALUE;
                Integer before = newest.put(records[i].id(), i);
                if (before != null) {
                    replacedMillis[before] = records[i].issuedMillis();
                }
                latest = Math.max(latest, records[i].validToMillis());
                latestEndMillis[i] = latest;
                area[i] = -1;
                if (records[i].coverage() instanceof Coverage.Area part) {
                    area[i] = shapes.size();
                    shapes.add(zone(String.valueOf(shapes.size()), part));
                }
            }
        }

        private static Zone zone(String id, Coverage.Area area) {
            return new Zone(
                    id,
                    null,
                    "weather",
                    Set.of(),
                    Schedule.ALWAYS,
                    Long.MIN_VALUE,
                    Long.MAX_VALUE,
                    Double.NaN,
                    Map.of(),
                    area.shape());
        }

        int lastUpTo(long nowMillis) {
            int low = 0;
            int high = records.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (records[middle].issuedMillis() <= nowMillis) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low - 1;
        }

        boolean mayHold(int i, long atMillis) {
            return i >= 0 && latestEndMillis[i] > atMillis;
        }

        boolean speaksOf(int i, Question question) {
            return question.nowMillis < replacedMillis[i] && records[i].isValidAt(question.atMillis);
        }
    }
}

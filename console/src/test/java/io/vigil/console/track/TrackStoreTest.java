package io.vigil.console.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackStoreTest {
    private static final long HOUR = 3_600_000;
    private static final long NOON = 1_789_185_600_000L;
    private static final TrackStore.Keep DAY = new TrackStore.Keep(24, 1L << 30);

    @TempDir
    Path folder;

    @Test
    void givesBackTheTrackOfOneMoverInOrderWithBothEnds() {
        try (TrackStore store = TrackStore.open(folder, DAY)) {
            store.add(List.of(point("a", 20), point("a", 0), point("ab", 10), point("a", 10)), NOON, Map.of());
            store.add(List.of(point("a", 30), point("a", 10)), NOON + HOUR, Map.of());

            assertThat(times(store.track("a", NOON, NOON + 30_000, 100))).containsExactly(0L, 10L, 20L, 30L);
            assertThat(times(store.track("a", NOON + 10_000, NOON + 20_000, 100)))
                    .containsExactly(10L, 20L);
            assertThat(times(store.track("a", NOON + 10_001, NOON + 19_999, 100)))
                    .isEmpty();
            assertThat(times(store.track("ab", 0, Long.MAX_VALUE, 100))).containsExactly(10L);
            assertThat(store.track("b", 0, Long.MAX_VALUE, 100)).isEmpty();
        }
    }

    @Test
    void keepsWhatWasMeasuredAndWhatWasNot() {
        TrackPoint full = new TrackPoint(NOON, -38.123456, 179.999999, 61.2, 359.9);
        TrackPoint bare = new TrackPoint(NOON + 1, 0, 0, Double.NaN, Double.NaN);
        try (TrackStore store = TrackStore.open(folder, DAY)) {
            store.add(List.of(new TrackStore.Point("a", full), new TrackStore.Point("a", bare)), NOON, Map.of());

            assertThat(store.track("a", NOON, NOON + 1, 10)).containsExactly(full, bare);
        }
    }

    @Test
    void knowsAfterARestartWhatItHadAndHowFarItHadRead() {
        try (TrackStore store = TrackStore.open(folder, DAY)) {
            assertThat(store.nextOffset("c/vigil.positions-0")).isEqualTo(-1);
            store.add(List.of(point("a", 0)), NOON, Map.of("c/vigil.positions-0", 17L));
        }
        try (TrackStore store = TrackStore.open(folder, DAY)) {
            assertThat(times(store.track("a", NOON, NOON, 10))).containsExactly(0L);
            assertThat(store.nextOffset("c/vigil.positions-0")).isEqualTo(17);
            assertThat(store.hours()).isEqualTo(1);
        }
    }

    @Test
    void dropsHoursThatAreTooOldAndNoneThatAreNot() {
        try (TrackStore store = TrackStore.open(folder, new TrackStore.Keep(2, 1L << 30))) {
            store.add(List.of(point("a", 0)), NOON, Map.of());
            store.add(List.of(point("a", 1)), NOON + HOUR, Map.of());
            assertThat(times(store.track("a", NOON, NOON + HOUR, 10))).containsExactly(0L, 1L);

            store.add(List.of(point("a", 2)), NOON + 2 * HOUR, Map.of());

            assertThat(times(store.track("a", NOON, NOON + HOUR, 10))).containsExactly(1L, 2L);
        }
    }

    @Test
    void doesNotLetAWrongClockDropOrHideAnything() {
        try (TrackStore store = TrackStore.open(folder, new TrackStore.Keep(2, 1L << 30))) {
            TrackPoint future = new TrackPoint(NOON + 80L * 365 * 24 * HOUR, 1, 1, 1, 1);
            store.add(List.of(point("a", 0), new TrackStore.Point("b", future)), NOON, Map.of());
            store.add(List.of(point("a", 1)), NOON + HOUR, Map.of());

            assertThat(times(store.track("a", NOON, NOON + HOUR, 10))).containsExactly(0L, 1L);
            assertThat(store.track("b", 0, Long.MAX_VALUE, 10)).hasSize(1);
        }
    }

    @Test
    void dropsTheOldestHoursWhenThereIsTooMuch() {
        Random random = new Random(3);
        try (TrackStore store = TrackStore.open(folder, new TrackStore.Keep(1_000, 1L << 20))) {
            for (int hour = 0; hour < 8; hour++) {
                List<TrackStore.Point> points = new ArrayList<>();
                for (int i = 0; i < 30_000; i++) {
                    points.add(new TrackStore.Point(
                            "m" + random.nextInt(500),
                            new TrackPoint(NOON + hour * HOUR + i, random.nextDouble() * 80, 120, 50, 90)));
                }
                store.add(points, NOON + hour * HOUR, Map.of());
            }

            assertThat(store.hours()).as("seed 3").isBetween(1, 7);
            assertThat(store.track("m7", NOON + 7 * HOUR, NOON + 8 * HOUR, 10_000))
                    .isNotEmpty();
            assertThat(store.track("m7", NOON, NOON + HOUR - 1, 10_000)).isEmpty();
        }
    }

    @Test
    void thinsALongTrackAndKeepsItsEnds() {
        List<TrackStore.Point> points = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            points.add(point("a", i));
        }
        try (TrackStore store = TrackStore.open(folder, DAY)) {
            store.add(points, NOON, Map.of());

            assertThat(times(store.track("a", NOON, NOON + 1_000_000, 100)))
                    .hasSize(100)
                    .startsWith(0L)
                    .endsWith(999L)
                    .isSorted();
        }
    }

    private static TrackStore.Point point(String mover, long seconds) {
        return new TrackStore.Point(mover, new TrackPoint(NOON + seconds * 1_000, 38.9, 117.7, 60, 90));
    }

    private static List<Long> times(List<TrackPoint> points) {
        return points.stream().map(point -> (point.timeMillis() - NOON) / 1_000).toList();
    }
}

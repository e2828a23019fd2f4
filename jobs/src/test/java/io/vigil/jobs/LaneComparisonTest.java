package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the topic of the comparison ends with, whatever came late. */
class LaneComparisonTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long HOUR = 3_600_000;
    private static final boolean SHADOW = true;
    private static final boolean LIVE = false;

    private KeyedOneInputStreamOperatorTestHarness<String, LaneEpisode, LaneCount> compare;
    private KeyedOneInputStreamOperatorTestHarness<String, LaneCount, KeyedRecord> sum;
    private final Map<String, String> table = new LinkedHashMap<>();

    @BeforeEach
    void open() throws Exception {
        compare = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new LaneCompareFunction()), LaneEpisode::key, Types.STRING);
        sum = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new LaneSumFunction()), LaneCount::key, Types.STRING);
        compare.open();
        sum.open();
    }

    @AfterEach
    void close() throws Exception {
        compare.close();
        sum.close();
    }

    @Test
    void anEpisodeOfBothLanesIsTheSameOfOneIsOnlyItsOwn() throws Exception {
        tell(LIVE, "V1", "a", 0.5, 0.7);
        tell(SHADOW, "V1", "b", 0.6, 0.8);
        tell(LIVE, "V2", "c", 0.5, 0.7);
        tell(SHADOW, "V3", "d", 0.5, 0.7);
        reach(1.9);
        assertThat(table).as("the other lane still has its time").isEmpty();

        reach(2);

        assertThat(table).containsOnly(Map.entry("0", "same 1, live 1, shadow 1"));
    }

    @Test
    void whatIsToldAgainForAPastHourCountsOnce() throws Exception {
        tell(LIVE, "V1", "a", 0.5, Double.NaN);
        tell(LIVE, "V1", "x", 0.2, 0.3);
        reach(5);
        tell(LIVE, "V1", "a", 0.5, 4.5);
        reach(6);
        tell(LIVE, "V1", "a", 0.5, 4.5);
        reach(7);

        assertThat(table).containsOnly(Map.entry("0", "same 0, live 2, shadow 0"));
    }

    @Test
    void whatIsRetractedAfterItWasCountedCountsNoMore() throws Exception {
        tell(LIVE, "V1", "a", 0.5, 0.7);
        tell(SHADOW, "V1", "b", 0.6, 0.8);
        reach(3);
        assertThat(table).containsOnly(Map.entry("0", "same 1, live 0, shadow 0"));

        retract(SHADOW, "V1", "b", 0.6, 0.8);
        reach(4);
        assertThat(table).containsOnly(Map.entry("0", "same 0, live 1, shadow 0"));

        retract(LIVE, "V1", "a", 0.5, 0.7);
        reach(5);
        assertThat(table).containsOnly(Map.entry("0", "same 0, live 0, shadow 0"));
    }

    @Test
    void whatTheShadowFoundLateMakesItTheSame() throws Exception {
        tell(LIVE, "V1", "a", 0.5, 0.7);
        reach(5);
        tell(SHADOW, "V1", "b", 0.6, 0.8);
        reach(5.5);

        assertThat(table).containsOnly(Map.entry("0", "same 1, live 0, shadow 0"));
    }

    @Test
    void anEpisodeThatTurnsOutToBeOfAnotherHourMovesThere() throws Exception {
        tell(LIVE, "V1", "a", 1.5, 1.7);
        reach(5);
        tell(LIVE, "V1", "a", 0.5, 1.7);
        reach(5.5);

        assertThat(table)
                .containsOnly(Map.entry("1", "same 0, live 0, shadow 0"), Map.entry("0", "same 0, live 1, shadow 0"));
    }

    @Test
    void anHourIsFinalADayLater() throws Exception {
        tell(LIVE, "V1", "a", 0.5, Double.NaN);
        reach(24.5);
        retract(LIVE, "V1", "a", 0.5, 0.7);
        reach(24.6);
        assertThat(table).as("nothing below zero either").containsOnly(Map.entry("0", "same 0, live 1, shadow 0"));

        reach(60);

        assertThat(compare.numKeyedStateEntries() + sum.numKeyedStateEntries())
                .as("what is over is forgotten")
                .isZero();
    }

    private void tell(boolean shadow, String mover, String id, double detected, double end) throws Exception {
        take(new LaneEpisode(shadow, "speed", mover, id, millis(detected), millis(detected), millis(end), false));
    }

    private void retract(boolean shadow, String mover, String id, double detected, double end) throws Exception {
        take(new LaneEpisode(shadow, "speed", mover, id, millis(detected), millis(detected), millis(end), true));
    }

    private static long millis(double hours) {
        return Double.isNaN(hours) ? Long.MAX_VALUE : Math.round(hours * HOUR);
    }

    private void take(LaneEpisode episode) throws Exception {
        compare.processElement(new StreamRecord<>(episode));
        passOn();
    }

    private void reach(double hours) throws Exception {
        compare.processWatermark(millis(hours));
        passOn();
        sum.processWatermark(millis(hours));
    }

    private void passOn() throws Exception {
        for (LaneCount count : compare.extractOutputValues()) {
            sum.processElement(new StreamRecord<>(count));
        }
        compare.getOutput().clear();
        for (KeyedRecord record : sum.extractOutputValues()) {
            note(JSON.readTree(record.json()));
        }
        sum.getOutput().clear();
    }

    private void note(JsonNode told) throws IOException {
        long hour = java.time.Instant.parse(told.path("hour").asText()).toEpochMilli() / HOUR;
        table.put(
                Long.toString(hour),
                "same " + told.path("same") + ", live " + told.path("onlyLive") + ", shadow "
                        + told.path("onlyShadow"));
    }
}

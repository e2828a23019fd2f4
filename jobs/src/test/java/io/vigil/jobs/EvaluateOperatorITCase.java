package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.jobs.embedded.EmbeddedKafka;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator that calls on all its movers, by itself, with the log in a real broker. */
class EvaluateOperatorITCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MoverId TRUCK = new MoverId("vehicle:V1");

    @TempDir
    private static Path folder;

    private static EmbeddedKafka kafka;

    private EngineSpec.ControlTopics topics;

    @BeforeAll
    static void startKafka() throws IOException {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void whatAHandoverSaysComesBeforeTheWatermarkThatCausedIt() throws Exception {
        List<ControlVersion> log = log("watermark", rules(80), rules(0));
        try (var evaluation = evaluation()) {
            evaluation.open();
            append(evaluation, log.get(1));
            drive(evaluation, 0, 60);
            evaluation.getOutput().clear();

            evaluation.processBothWatermarks(new Watermark(Reports.START + 200_000));

            List<Object> said = new ArrayList<>(evaluation.getOutput());
            assertThat(said).hasSize(2);
            assertThat(said.get(0).toString()).contains("closed");
            assertThat(said.get(1)).isEqualTo(new Watermark(Reports.START + 200_000));
        }
    }

    @Test
    void versionsWhoseTimeHasNotComeAreNotForgottenByARestore() throws Exception {
        List<ControlVersion> log = log("pending", rules(80), rules(90), rules(0));
        OperatorSubtaskState checkpoint;
        try (var evaluation = evaluation()) {
            evaluation.open();
            append(evaluation, log.get(1));
            append(evaluation, log.get(2));
            drive(evaluation, 0, 60);
            evaluation.processBothWatermarks(new Watermark(Reports.START + 50_000));
            checkpoint = evaluation.snapshot(1, 1);
        }
        try (var evaluation = evaluation()) {
            evaluation.initializeState(checkpoint);
            evaluation.open();

            evaluation.processBothWatermarks(new Watermark(Reports.START + 150_000));
            assertThat(handedOver(evaluation)).containsExactly(2L);
            evaluation.processBothWatermarks(new Watermark(Reports.START + 250_000));
            assertThat(handedOver(evaluation)).containsExactly(2L, 3L);
            assertThat(evaluation.extractOutputValues())
                    .extracting(WarningRecord::transition)
                    .containsExactly("closed");
            checkpoint = evaluation.snapshot(2, 2);
        }
        try (var evaluation = evaluation()) {
            evaluation.initializeState(checkpoint);
            evaluation.open();
            evaluation.processBothWatermarks(new Watermark(Reports.START + 350_000));
            assertThat(handedOver(evaluation)).as("once").isEmpty();
        }
    }

    @Test
    void aRestoredSubtaskKnowsOnlyTheEnginesItMayStillNeed() throws Exception {
        String[] changes = new String[10];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = rules(100 + i);
        }
        List<ControlVersion> log = log("needed", changes);
        long end = log.get(9).fromMillis();
        try (SharedControl control = SharedControl.load(topics)) {
            assertThat(control.upTo(Long.MAX_VALUE, Long.MIN_VALUE).engines().all())
                    .hasSize(10);
            assertThat(control.upTo(Long.MAX_VALUE, end - 250_000).engines().all())
                    .hasSize(4);
        }
    }

    @Test
    void aVersionNobodyNeedsAnyMoreIsLetGo() throws Exception {
        List<ControlVersion> log = log("let-go", rules(80));
        try (SharedControl control = SharedControl.load(topics)) {
            ControlState state = control.upTo(1, Long.MIN_VALUE).state();
            List<java.lang.ref.WeakReference<Object>> engines = new ArrayList<>();
            for (int number = 2; number <= 30; number++) {
                state = control.state(version(number, rules(number)), state);
                engines.add(new java.lang.ref.WeakReference<>(state.engine()));
            }
            for (int i = 0;
                    i < 100
                            && engines.stream()
                                            .filter(each -> each.get() != null)
                                            .count()
                                    > 1;
                    i++) {
                System.gc();
            }
            assertThat(engines).filteredOn(each -> each.get() != null).hasSize(1);
            assertThat(control.newest()).isSameAs(state);
            assertThat(control.upTo(Long.MAX_VALUE, Long.MIN_VALUE).engines().all())
                    .as("who asks anew hears of all")
                    .hasSize(30);
        }
        assertThat(log).hasSize(1);
    }

    private KeyedTwoInputStreamOperatorTestHarness<Long, MoverEvent, byte[], WarningRecord> evaluation()
            throws Exception {
        EvaluateFunction function = new EvaluateFunction(EngineSpec.ofTopics(topics), 0, false);
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new EvaluateOperator(function),
                event -> MoverKey.of(event.mover().text()),
                none -> 0L,
                Types.LONG);
    }

    /** A log in which each of these rules holds from a hundred seconds after the one before; the first always. */
    private List<ControlVersion> log(String name, String... rules) {
        topics = new EngineSpec.ControlTopics(kafka.bootstrap(), name, Map.of());
        kafka.createCompactedTopics(List.of(name + ".rules"));
        try (Topics writer = new Topics(kafka.bootstrap())) {
            writer.send(name + ".rules", "live", rules[0].getBytes(StandardCharsets.UTF_8));
        }
        ControlLog.begin(topics);
        List<ControlVersion> versions = new ArrayList<>(ControlLog.read(topics));
        try (ControlLog log = ControlLog.open(topics)) {
            for (int i = 1; i < rules.length; i++) {
                ControlVersion version = version(i + 1, rules[i]);
                versions.add(version);
                if (name.equals("needed")) {
                    log.append(version);
                }
            }
        }
        return versions;
    }

    private static ControlVersion version(int number, String rules) {
        return new ControlVersion(
                number,
                Reports.START + (number - 1) * 100_000L,
                List.of(new ControlRecord(
                        "rules",
                        "live",
                        rules.getBytes(StandardCharsets.UTF_8),
                        0,
                        number,
                        number,
                        PositionReport.NO_TIME)));
    }

    private static String rules(int limitKmh) {
        return "rules:\n" + (limitKmh == 0 ? ControlWorld.ZONE : ControlWorld.SPEED.formatted(limitKmh));
    }

    /** The log has it before its subtasks hear of it. */
    private void append(
            KeyedTwoInputStreamOperatorTestHarness<Long, MoverEvent, byte[], WarningRecord> evaluation,
            ControlVersion version)
            throws Exception {
        try (ControlLog log = ControlLog.open(topics)) {
            log.append(version);
        }
        for (byte[] part : ControlLogJson.write(version)) {
            evaluation.processElement2(new StreamRecord<>(part));
        }
    }

    private static void drive(
            KeyedTwoInputStreamOperatorTestHarness<Long, MoverEvent, byte[], WarningRecord> evaluation,
            int fromSecond,
            int toSecond)
            throws Exception {
        for (int second = fromSecond; second <= toSecond; second += 10) {
            PositionReport report = PositionReport.at(
                            TRUCK, Reports.START + second * 1000L, 38.5 + second * 0.0004, 117.6)
                    .speedMps(44)
                    .source("position")
                    .build();
            evaluation.processElement1(new StreamRecord<>(report, report.eventTimeMillis()));
        }
    }

    private static List<Long> handedOver(
            KeyedTwoInputStreamOperatorTestHarness<Long, MoverEvent, byte[], WarningRecord> evaluation)
            throws IOException {
        List<Long> numbers = new ArrayList<>();
        if (evaluation.getSideOutput(EvaluateFunction.CONTROL) != null) {
            for (StreamRecord<KeyedRecord> record : evaluation.getSideOutput(EvaluateFunction.CONTROL)) {
                JsonNode json = JSON.readTree(record.getValue().json());
                if (json.path("status").asText().equals("handed-over")) {
                    numbers.add(json.path("version").asLong());
                }
            }
        }
        return numbers;
    }
}

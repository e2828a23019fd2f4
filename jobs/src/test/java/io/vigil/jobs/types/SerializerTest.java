package io.vigil.jobs.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.evaluate.ControlData;
import io.vigil.evaluate.Engine;
import io.vigil.evaluate.Lane;
import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.jobs.Findings;
import io.vigil.jobs.Reports;
import io.vigil.json.RulesFile;
import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshotSerializationUtil;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class SerializerTest {
    private static final String RULES =
            """
            zone: Asia/Shanghai
            rules:
              - id: overspeed
                kind: overspeed
                applies: mover.kind == "vehicle"
                tier: yellow
            """;

    @Test
    void writesEventsSoThatTheyComeBackEqual() throws IOException {
        MoverEventSerializer serializer = new MoverEventSerializer();
        DataOutputSerializer out = new DataOutputSerializer(64);
        List<MoverEvent> events = Reports.random(7, 500);
        for (MoverEvent event : events) {
            serializer.serialize(event, out);
        }

        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        for (MoverEvent event : events) {
            assertThat(serializer.deserialize(in)).isEqualTo(event);
        }
        assertThat(in.available()).isZero();
    }

    @Test
    void copiesBytesFromStreamToStreamWithoutChangingThem() throws IOException {
        MoverEventSerializer serializer = new MoverEventSerializer();
        for (MoverEvent event : Reports.random(11, 100)) {
            byte[] bytes = bytes(serializer, event);
            DataOutputSerializer copied = new DataOutputSerializer(64);
            serializer.copy(new DataInputDeserializer(bytes), copied);
            assertThat(copied.getCopyOfBuffer()).isEqualTo(bytes);
        }
    }

    @Test
    void refusesAnEventFormOfANewerProgram() {
        byte[] newer = {MoverEventSerializer.VERSION + 1, 0, 0};

        assertThatThrownBy(() -> new MoverEventSerializer().deserialize(new DataInputDeserializer(newer)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("event form 2 is not known");
    }

    @Test
    void keepsAMoversMemoryThroughWritingAndCopyingSoThatItGoesOnTheSame() throws IOException {
        Engine engine = Engine.of(
                List.of(new Lane("live", RulesFile.parse(RULES, "rules"))),
                new ControlData(List.of(), List.of(), Registry.EMPTY));
        MoverRunner runner = new MoverRunner(engine, 0);
        List<PositionReport> track = Reports.overspeedDrive("A1");
        MoverState state = runner.newState(track.get(0).mover());
        Findings before = new Findings();
        track.subList(0, 9).forEach(report -> runner.accept(state, report, before));
        assertThat(before.transitions())
                .as("the episode is open when the state is written")
                .isNotEmpty();
        MoverMemory memory = new MoverMemory(state);
        memory.timerMillis(12_345);
        MoverMemorySerializer serializer = new MoverMemorySerializer();

        MoverMemory read = serializer.deserialize(new DataInputDeserializer(bytes(serializer, memory)));
        MoverMemory copy = serializer.copy(memory);

        assertThat(read.timerMillis()).isEqualTo(12_345);
        assertThat(copy.timerMillis()).isEqualTo(12_345);
        List<String> expected = afterwards(runner, memory);
        assertThat(expected).isNotEmpty();
        assertThat(afterwards(runner, copy)).isEqualTo(expected);
        assertThat(afterwards(runner, read)).isEqualTo(expected);
    }

    @Test
    void snapshotsSurviveACheckpointAndRefuseNewerForms() throws IOException {
        for (TypeSerializer<?> serializer : List.of(new MoverEventSerializer(), new MoverMemorySerializer())) {
            TypeSerializerSnapshot<?> snapshot = serializer.snapshotConfiguration();
            DataOutputSerializer out = new DataOutputSerializer(64);
            TypeSerializerSnapshotSerializationUtil.writeSerializerSnapshot(out, castSnapshot(snapshot));
            TypeSerializerSnapshot<Object> read = TypeSerializerSnapshotSerializationUtil.readSerializerSnapshot(
                    new DataInputDeserializer(out.getCopyOfBuffer()), SerializerTest.class.getClassLoader());

            assertThat(read.restoreSerializer()).isEqualTo(serializer);
            TypeSerializerSnapshot<Object> now = castSnapshot(serializer.snapshotConfiguration());
            assertThat(now.resolveSchemaCompatibility(read).isCompatibleAsIs()).isTrue();

            DataOutputSerializer newer = new DataOutputSerializer(8);
            newer.writeInt(Integer.MAX_VALUE);
            read.readSnapshot(
                    1, new DataInputDeserializer(newer.getCopyOfBuffer()), SerializerTest.class.getClassLoader());
            assertThat(now.resolveSchemaCompatibility(read).isIncompatible()).isTrue();
        }
    }

    private static List<String> afterwards(MoverRunner runner, MoverMemory memory) {
        Findings after = new Findings();
        List<PositionReport> track = Reports.overspeedDrive("A1");
        track.subList(9, track.size()).forEach(report -> runner.accept(memory.state(), report, after));
        return after.transitions();
    }

    private static <T> byte[] bytes(TypeSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        return out.getCopyOfBuffer();
    }

    @SuppressWarnings("unchecked")
    private static TypeSerializerSnapshot<Object> castSnapshot(TypeSerializerSnapshot<?> snapshot) {
        return (TypeSerializerSnapshot<Object>) snapshot;
    }
}

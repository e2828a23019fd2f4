package io.vigil.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.console.record.JsonWriter;
import io.vigil.console.record.RecordFields;
import io.vigil.console.record.SeenPosition;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PositionBoardTest {
    private final AtomicLong clockMillis = new AtomicLong();
    private final PositionBoard board = new PositionBoard(3, clockMillis::get);

    @Test
    void keepsTheNewestPositionAndIgnoresAnOlderOne() throws IOException {
        assertThat(board.accept(position("1", 2_000, 38.2))).isTrue();
        assertThat(board.accept(position("1", 1_000, 38.1))).isFalse();
        assertThat(board.accept(position("1", 2_000, 38.3))).isFalse();

        assertThat(written().path("positions").path(0).path("lat").asDouble()).isEqualTo(38.2);
        assertThat(board.olderCount()).isEqualTo(2);
    }

    @Test
    void takesAnOlderPositionAfterAMinuteOfNothingElseSoThatATimeInTheFutureDoesNotHideAMover() {
        board.accept(position("1", 4_000_000_000_000L, 38.2));
        clockMillis.set(59_999);
        assertThat(board.accept(position("1", 1_000, 38.1))).isFalse();

        clockMillis.set(60_000);

        assertThat(board.accept(position("1", 2_000, 38.1))).isTrue();
    }

    @Test
    void keepsAShortTailOldestFirst() throws IOException {
        for (int i = 0; i < 40; i++) {
            board.accept(position("1", i, 38 + i * 0.01));
        }

        JsonNode tail = written().path("positions").path(0).path("tail");

        assertThat(tail).hasSize(PositionBoard.TAIL_LENGTH);
        assertThat(tail.path(0).path(1).asDouble()).isEqualTo(38.27);
        assertThat(tail.path(11).path(1).asDouble()).isEqualTo(38.38);
    }

    @Test
    void dropsTheMoverThatHasBeenSilentLongest() throws IOException {
        board.accept(position("1", 1, 38));
        board.accept(position("2", 2, 38));
        board.accept(position("3", 3, 38));
        board.accept(position("1", 4, 38));

        board.accept(position("4", 5, 38));

        assertThat(written().path("positions").findValuesAsText("mover"))
                .containsExactly("vessel:3", "vessel:1", "vessel:4");
        assertThat(board.droppedCount()).isEqualTo(1);
    }

    @Test
    void handsOutEachChangeOnceTheLongestWaitingFirst() {
        board.accept(position("1", 1, 38.1));
        board.accept(position("2", 1, 38.2));
        board.accept(position("1", 2, 38.3));

        assertThat(board.drainChanged(1)).extracting(SeenPosition::latitude).containsExactly(38.3);
        assertThat(board.drainChanged(9)).extracting(SeenPosition::latitude).containsExactly(38.2);
        assertThat(board.drainChanged(9)).isEmpty();
    }

    @Test
    void anotherStateAtTheSameTimeReplacesThePositionAndAddsNothingToTheTail() throws IOException {
        board.accept(position("1", 1, 38.1, "moving"));
        board.accept(position("1", 2, 38.2, "stopped"));

        assertThat(board.accept(position("1", 2, 38.2, "abnormal-stop"))).isTrue();
        assertThat(board.accept(position("1", 2, 38.2, "abnormal-stop"))).isFalse();
        assertThat(board.drainChanged(9)).extracting(SeenPosition::state).containsExactly("abnormal-stop");
        assertThat(written().at("/positions/0/state").asText()).isEqualTo("abnormal-stop");
        assertThat(written().at("/positions/0/tail")).hasSize(1);
    }

    @Test
    void aPositionThatCameLateNeverMovesAMoverBack() throws IOException {
        board.accept(position("1", 20, 38.2));
        clockMillis.set(3_600_000);
        assertThat(board.accept(late("1", 10, 38.1))).isFalse();
        assertThat(written().at("/positions/0/lat").asDouble()).isEqualTo(38.2);
        assertThat(board.olderCount()).isEqualTo(1);
    }

    private static SeenPosition late(String mmsi, long eventTimeMillis, double latitude) {
        return position(mmsi, eventTimeMillis, latitude, null, true);
    }

    private JsonNode written() throws IOException {
        return RecordFields.JSON.readTree(((JsonWriter) out -> board.write(out, position -> true)).bytes());
    }

    private static SeenPosition position(String mmsi, long eventTimeMillis, double latitude) {
        return position(mmsi, eventTimeMillis, latitude, null);
    }

    private static SeenPosition position(String mmsi, long eventTimeMillis, double latitude, @Nullable String state) {
        return position(mmsi, eventTimeMillis, latitude, state, false);
    }

    private static SeenPosition position(
            String mmsi, long eventTimeMillis, double latitude, @Nullable String state, boolean isLate) {
        return new SeenPosition(
                new MoverId("vessel:" + mmsi),
                null,
                eventTimeMillis,
                PositionReport.NO_TIME,
                latitude,
                117.7,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                null,
                state,
                isLate);
    }
}

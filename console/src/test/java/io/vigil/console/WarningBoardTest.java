package io.vigil.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.console.access.Scope;
import io.vigil.console.record.MalformedRecordException;
import io.vigil.console.record.SampleRecords;
import io.vigil.console.record.WarningTransition;
import io.vigil.model.Tier;
import io.vigil.model.Warning;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WarningBoardTest {
    private static final Instant NOON = Instant.parse("2026-09-12T04:00:00Z");
    private static final WarningQuery ALL = WarningQuery.of(null, null, null, null);
    private final WarningBoard board = new WarningBoard(4, 1_000_000);

    @Test
    void foldsTheTransitionsOfOneWarningAndIgnoresRepeatsAndOlderOnes() {
        ObjectNode first = warning("a", "yellow", 0);
        ObjectNode second = SampleRecords.next(first, "escalated", "red", "open", NOON.plusSeconds(60));
        ObjectNode third = SampleRecords.next(second, "closed", "red", "closed", NOON.plusSeconds(120));

        assertThat(accept(first)).isTrue();
        assertThat(accept(second)).isTrue();
        assertThat(accept(second)).isFalse();
        assertThat(accept(first)).isFalse();
        assertThat(accept(third)).isTrue();
        assertThat(accept(second)).isFalse();

        assertThat(board.find(ALL, Scope.EVERYWHERE)).hasSize(1);
        assertThat(board.find(ALL, Scope.EVERYWHERE).get(0).state()).isEqualTo(Warning.State.CLOSED);
        assertThat(board.transitions("a").orElseThrow())
                .extracting(WarningTransition::sequence)
                .containsExactly(1, 2, 3);
        assertThat(board.repeatCount()).isEqualTo(3);
    }

    @Test
    void readingTheTopicAgainFromItsBeginningChangesNothing() {
        ObjectNode first = warning("a", "yellow", 0);
        List<ObjectNode> topic = List.of(
                first,
                warning("b", "blue", 5),
                SampleRecords.next(first, "closed", "yellow", "closed", NOON.plusSeconds(9)));
        topic.forEach(this::accept);
        List<WarningTransition> before = board.find(ALL, Scope.EVERYWHERE);

        topic.forEach(this::accept);

        assertThat(board.find(ALL, Scope.EVERYWHERE)).isEqualTo(before);
    }

    @Test
    void listsOpenBeforeClosedThenTheMostUrgentThenTheNewest() {
        ObjectNode red = warning("closed-red", "red", 50);
        accept(red);
        accept(SampleRecords.next(red, "closed", "red", "closed", NOON.plusSeconds(60)));
        accept(warning("old-orange", "orange", 10));
        accept(warning("blue", "blue", 30));
        accept(warning("new-orange", "orange", 20));

        assertThat(board.find(ALL, Scope.EVERYWHERE))
                .extracting(WarningTransition::warningId)
                .containsExactly("new-orange", "old-orange", "blue", "closed-red");
    }

    @Test
    void dropsClosedOnesBeforeOpenOnesHoweverUrgentTheyWere() {
        ObjectNode red = warning("closed-red", "red", 100);
        accept(red);
        accept(SampleRecords.next(red, "closed", "red", "closed", NOON.plusSeconds(200)));
        accept(warning("old-blue", "blue", 0));
        accept(warning("b", "blue", 1));
        accept(warning("c", "blue", 2));

        accept(warning("d", "blue", 3));

        assertThat(board.find(ALL, Scope.EVERYWHERE))
                .extracting(WarningTransition::warningId)
                .containsExactlyInAnyOrder("old-blue", "b", "c", "d");
        assertThat(board.droppedCount()).isEqualTo(1);
    }

    @Test
    void dropsTheLeastUrgentAndOldestWhenAllAreOpen() {
        accept(warning("red", "red", 0));
        accept(warning("old-yellow", "yellow", 1));
        accept(warning("new-yellow", "yellow", 9));
        accept(warning("orange", "orange", 2));

        accept(warning("yellow", "yellow", 5));

        assertThat(board.find(ALL, Scope.EVERYWHERE))
                .extracting(WarningTransition::warningId)
                .containsExactly("red", "orange", "new-yellow", "yellow");
    }

    @Test
    void staysWithinItsMemoryWhateverTheSizeOfTheRecords() {
        WarningBoard small = new WarningBoard(1_000, 20_000);
        for (int i = 0; i < 200; i++) {
            small.accept(parse(warning("w" + i, "blue", i)), Set.of());
        }

        long kept = small.find(ALL, Scope.EVERYWHERE).stream()
                .mapToLong(last -> last.cloudEvent().length())
                .sum();

        assertThat(kept).isBetween(10_000L, 20_000L);
        assertThat(small.find(ALL, Scope.EVERYWHERE).get(0).warningId()).isEqualTo("w199");
    }

    @Test
    void keepsTheFirstAndTheNewestTransitionsOfAnEndlessWarning() {
        ObjectNode event = warning("a", "yellow", 0);
        accept(event);
        for (int i = 0; i < 200; i++) {
            event = SampleRecords.next(event, "amended", "yellow", "open", NOON.plusSeconds(i));
            accept(event);
        }

        List<WarningTransition> kept = board.transitions("a").orElseThrow();

        assertThat(kept).hasSize(WarningBoard.MAX_TRANSITIONS);
        assertThat(kept.get(0).sequence()).isEqualTo(1);
        assertThat(kept.get(kept.size() - 1).sequence()).isEqualTo(201);
    }

    @Test
    void countsOpenWarningsByTierAndAllByState() {
        accept(warning("a", "red", 0));
        accept(warning("b", "red", 1));
        ObjectNode closed = warning("c", "blue", 2);
        accept(SampleRecords.next(closed, "closed", "blue", "closed", NOON.plusSeconds(3)));

        assertThat(board.openByTier(Scope.EVERYWHERE))
                .containsEntry(Tier.RED, 2)
                .containsEntry(Tier.BLUE, 0);
        assertThat(board.byState(Scope.EVERYWHERE))
                .containsEntry(Warning.State.OPEN, 2)
                .containsEntry(Warning.State.CLOSED, 1);
    }

    private boolean accept(ObjectNode event) {
        return board.accept(parse(event), Set.of());
    }

    private static ObjectNode warning(String id, String tier, long afterSeconds) {
        return SampleRecords.opened(
                id, "overspeed", "overspeed", tier, "vehicle:津A12345|yellow", NOON.plusSeconds(afterSeconds));
    }

    private static WarningTransition parse(ObjectNode event) {
        try {
            return WarningTransition.parse(event.toString().getBytes(StandardCharsets.UTF_8));
        } catch (MalformedRecordException e) {
            throw new AssertionError(e);
        }
    }
}

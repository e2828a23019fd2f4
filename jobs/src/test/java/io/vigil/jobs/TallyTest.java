package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
    @Test
    void addsUpTheSameWhateverTheOrder() {
        Tally one = tally("bad-checksum", 3, "b.nmea", 9, 100, 200);
        Tally two = tally("bad-checksum", 4, "b.nmea", 2, 50, 120);
        Tally three = tally("no-time", 1, "a.nmea", 5, Long.MAX_VALUE, Long.MIN_VALUE);

        Tally forwards = new Tally();
        forwards.mergeTally(one);
        forwards.mergeTally(two);
        forwards.mergeTally(three);
        Tally backwards = new Tally();
        backwards.mergeTally(three);
        backwards.mergeTally(two);
        backwards.mergeTally(one);

        for (Tally all : new Tally[] {forwards, backwards}) {
            assertThat(all.counts("rejected")).containsEntry("bad-checksum", 7L).containsEntry("no-time", 1L);
            assertThat(all.total("rejected")).isEqualTo(8);
            assertThat(all.firstExample("rejected", "bad-checksum"))
                    .as("the first line of the first file, by number and not by digits")
                    .isEqualTo(new Tally.Example("b.nmea", 2, "detail"));
            assertThat(all.firstMillis()).isEqualTo(50);
            assertThat(all.lastMillis()).isEqualTo(200);
        }
    }

    @Test
    void knowsNothingOfWhatWasNeverCounted() {
        assertThat(new Tally().total("late")).isZero();
        assertThat(new Tally().firstExample("late", "position").place()).isEmpty();
        assertThat(new Tally().lastMillis()).isEqualTo(Long.MIN_VALUE);
    }

    private static Tally tally(String reason, long count, String file, long line, long first, long last) {
        Tally tally = new Tally();
        tally.addCount("rejected", reason, count);
        tally.example("rejected", reason, file, line, "detail");
        tally.span(first, last);
        return tally;
    }
}

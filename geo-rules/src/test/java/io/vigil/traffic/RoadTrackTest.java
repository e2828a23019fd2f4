package io.vigil.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoadTrackTest {
    private @Nullable RoadTrack track;
    private final List<RoadTrack.Travel> travels = new ArrayList<>();

    private void at(int second, double meters) {
        RoadTrack next = RoadTrack.next(track, new RoadPoint("road", "vehicle:A", second * 1_000L, meters));
        RoadTrack.Travel travel = next.since(track);
        if (travel != null) {
            travels.add(travel);
        }
        track = next;
    }

    @Test
    void knowsTheDirectionAfterAHundredMetres() {
        at(0, 1_000);
        at(30, 1_099);
        assertThat(travels).isEmpty();

        at(60, 1_100);
        at(90, 1_400);

        assertThat(travels).containsExactly(new RoadTrack.Travel(1, 300_000, 30_000));
    }

    @Test
    void againstTheRoadIsForwardToo() {
        at(0, 1_000);
        at(30, 800);
        at(60, 500);

        assertThat(travels).containsExactly(new RoadTrack.Travel(-1, 300_000, 30_000));
    }

    @Test
    void keepsItsDirectionAtAStandstillAndTheScatterCancels() {
        at(0, 1_000);
        at(30, 1_200);
        at(60, 1_191);
        at(90, 1_208);
        at(120, 1_200);

        assertThat(travels).allMatch(travel -> travel.direction() == 1);
        assertThat(travels.stream().mapToLong(RoadTrack.Travel::millimeters).sum())
                .isZero();
        assertThat(travels.stream().mapToLong(RoadTrack.Travel::millis).sum()).isEqualTo(90_000);
    }

    @Test
    void hasTurnedRoundAHundredMetresBack() {
        at(0, 1_000);
        at(30, 1_300);
        at(60, 1_201);
        assertThat(travels).hasSize(1).allMatch(travel -> travel.direction() == 1);

        at(90, 1_200);
        at(120, 900);

        assertThat(travels.get(travels.size() - 1)).isEqualTo(new RoadTrack.Travel(-1, 300_000, 30_000));
    }

    @Test
    void aSilenceOfMoreThanThreeMinutesSaysNothing() {
        at(0, 1_000);
        at(30, 1_300);
        at(210, 3_000);
        assertThat(travels).as("three minutes").hasSize(1);

        at(391, 4_500);
        at(420, 4_900);

        assertThat(travels).as("and a second").hasSize(1);
    }

    @Test
    void anOlderFixChangesNothing() {
        at(0, 1_000);
        at(30, 1_300);
        RoadTrack before = track;

        at(30, 1_500);
        at(20, 900);

        assertThat(track).isEqualTo(before);
        assertThat(travels).isEmpty();
    }
}

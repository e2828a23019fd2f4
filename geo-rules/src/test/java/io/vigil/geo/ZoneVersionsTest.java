package io.vigil.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.model.Schedule;
import io.vigil.model.Zone;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ZoneVersionsTest {
    private static Zone version(String id, long from, long to) {
        return new Zone(
                id,
                null,
                "test",
                Set.of(),
                Schedule.ALWAYS,
                from,
                to,
                Double.NaN,
                Map.of(),
                RandomZones.rectangle(0, 0, 1, 1));
    }

    @Test
    void findsTheVersionValidAtAnInstant() {
        ZoneIndex index = ZoneIndex.build(List.of(
                version("b", Long.MIN_VALUE, Long.MAX_VALUE),
                version("a", 100, 200),
                version("a", 300, Long.MAX_VALUE),
                version("a", Long.MIN_VALUE, 100)));

        for (int known : new int[] {1, 2, 3}) {
            assertThat(index.versionAt(known, 99)).isEqualTo(3);
            assertThat(index.versionAt(known, 100)).isEqualTo(1);
            assertThat(index.versionAt(known, 199)).isEqualTo(1);
            assertThat(index.versionAt(known, 200))
                    .as("none is valid: the first")
                    .isEqualTo(1);
            assertThat(index.versionAt(known, 300)).isEqualTo(2);
        }
        assertThat(index.versionAt(0, 0)).isZero();
        assertThat(index.versionAt(-1, 0)).isEqualTo(-1);
        assertThat(index.ordinalOf("a")).isEqualTo(1);
        assertThat(index.ordinalOf("c")).isEqualTo(-1);
    }

    @Test
    void refusesTwoVersionsValidAtOneInstant() {
        assertThatThrownBy(() ->
                        ZoneIndex.build(List.of(version("a", 0, 100), version("a", 200, 300), version("a", 99, 150))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two zones have the id a and are valid at the same time");
    }
}

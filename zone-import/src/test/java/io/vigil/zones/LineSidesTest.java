package io.vigil.zones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.vigil.geo.Geodesy;
import io.vigil.zones.LineSides.Side;
import io.vigil.zones.shape.Positions;
import io.vigil.zones.shape.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineSidesTest {
    private static final Positions SOUTHWARDS = new Positions(new double[] {123, 121, 122}, new double[] {37, 35, 33});

    @ParameterizedTest
    @CsvSource({
        "west, WEST",
        "'prohibited side is WEST (landward); the line is monotone', WEST",
        "eastern, EAST",
        "禁渔区为线以西, WEST",
        "northwards, NORTH",
        "South, SOUTH"
    })
    void readsTheSideOutOfAText(String text, Side side) {
        assertThat(LineSides.named(text)).isEqualTo(side);
    }

    @ParameterizedTest
    @ValueSource(strings = {"landward", "west or east", "westminster", ""})
    void refusesATextThatNamesNoneOrSeveral(String text) {
        assertThatThrownBy(() -> LineSides.named(text))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("side");
    }

    @Test
    void reachesSoFarBeyondTheOutermostPoint() {
        Positions area = LineSides.area(SOUTHWARDS, Side.WEST, 100_000);

        assertThat(area.x()).startsWith(123, 121, 122);
        assertThat(area.y()).containsExactly(37, 35, 33, 33, 37);
        assertThat(Geodesy.distanceMeters(35, area.x()[3], 35, 121)).isCloseTo(100_000, offset(100.0));
        assertThat(area.x()[4]).isEqualTo(area.x()[3]);
        assertThat(LineSides.area(SOUTHWARDS, Side.EAST, 100_000).x()[3]).isGreaterThan(123);
    }

    @Test
    void refusesLinesWhoseSideIsNotClear() {
        Positions back = new Positions(new double[] {0, 1, 2}, new double[] {0, 2, 1});

        assertThatThrownBy(() -> LineSides.area(back, Side.WEST, 1_000))
                .hasMessageContaining("turns back at position 2");
        assertThat(LineSides.area(back, Side.NORTH, 1_000).size()).isEqualTo(5);
        assertThatThrownBy(() -> LineSides.area(new Positions(new double[] {1, 5}, new double[] {3, 3}), Side.WEST, 1))
                .hasMessageContaining("no side in that direction");
        assertThatThrownBy(() -> LineSides.area(back, Side.NORTH, 1e7)).hasMessageContaining("over a pole");
    }
}

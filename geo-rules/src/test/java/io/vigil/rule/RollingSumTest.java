package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RollingSumTest {
    private static final long MINUTE = 60_000;
    private static final long HALF_HOUR = 30 * MINUTE;

    @Test
    void isExactWhereTheWindowBeginsBetweenStretches() {
        RollingSum sum = new RollingSum(1, HALF_HOUR, 48);
        double[] memory = new double[1 + sum.size()];
        sum.pass(memory, 0, 5 * HALF_HOUR + 10 * MINUTE, true);
        sum.pass(memory, 5 * HALF_HOUR + 10 * MINUTE, 48 * HALF_HOUR, false);

        assertThat(sum.sumMillis(memory, 48 * HALF_HOUR)).isEqualTo(5 * HALF_HOUR + 10 * MINUTE);
        sum.pass(memory, 48 * HALF_HOUR, 50 * HALF_HOUR, false);
        assertThat(sum.sumMillis(memory, 50 * HALF_HOUR)).isEqualTo(3 * HALF_HOUR + 10 * MINUTE);
        sum.pass(memory, 50 * HALF_HOUR, 54 * HALF_HOUR, false);
        assertThat(sum.sumMillis(memory, 54 * HALF_HOUR)).isZero();
        assertThat(memory[0]).as("the number before it is not its own").isZero();
    }

    @Test
    void forgetsInOneStepWhatALongSilenceLeftBehind() {
        RollingSum sum = new RollingSum(0, HALF_HOUR, 48);
        double[] memory = new double[sum.size()];
        sum.pass(memory, 0, 20 * HALF_HOUR, true);

        sum.pass(memory, 20 * HALF_HOUR, 400L * 48 * HALF_HOUR, false);

        assertThat(sum.sumMillis(memory, 400L * 48 * HALF_HOUR)).isZero();
    }

    @Test
    void agreesWithAListOfAllStretchesOnRandomDriving() {
        long seed = 4_404;
        System.out.println("RollingSumTest seed " + seed);
        Random random = new Random(seed);
        for (RollingSum sum : List.of(new RollingSum(0, HALF_HOUR, 48), new RollingSum(0, 6 * HALF_HOUR, 56))) {
            long stretch = sum.size() > 10 ? 6 * HALF_HOUR : HALF_HOUR;
            long window = stretch == HALF_HOUR ? 48 * HALF_HOUR : 56 * 6 * HALF_HOUR;
            double[] memory = new double[sum.size()];
            List<long[]> driven = new ArrayList<>();
            long now = 1_700_000_000_000L;
            for (int i = 0; i < 5_000; i++) {
                boolean drives = random.nextInt(3) > 0;
                long length = drives ? 1 + random.nextInt(300_000) : 1 + random.nextInt(3_000_000);
                sum.pass(memory, now, now + length, drives);
                if (drives) {
                    driven.add(new long[] {now, now + length});
                }
                now += length;
                long exact = 0;
                for (long[] each : driven) {
                    exact += Math.max(0, each[1] - Math.max(each[0], now - window));
                }
                assertThat(sum.sumMillis(memory, now))
                        .isBetween(exact - stretch / 4 - MINUTE, exact + stretch / 4 + MINUTE);
            }
        }
    }
}

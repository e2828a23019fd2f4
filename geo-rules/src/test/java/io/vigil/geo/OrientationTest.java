package io.vigil.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrientationTest {
    @Test
    void hasTheSignOfTheExactDeterminant() {
        Random random = new Random(11);
        System.out.println("OrientationTest seed 11");
        int onTheLine = 0;
        for (int i = 0; i < 200_000; i++) {
            double ax = coordinate(random, i);
            double ay = coordinate(random, i);
            double bx = coordinate(random, i);
            double by = coordinate(random, i);
            double t = random.nextInt(5) / 4.0;
            double px = nudged(random, ax + t * (bx - ax));
            double py = nudged(random, ay + t * (by - ay));

            int sign = Orientation.sign(ax, ay, bx, by, px, py);

            assertThat(sign).isEqualTo(exact(ax, ay, bx, by, px, py));
            onTheLine += sign == 0 ? 1 : 0;
        }
        assertThat(onTheLine).isBetween(10_000, 190_000);
    }

    private static double coordinate(Random random, int i) {
        double value = (random.nextDouble() - 0.5) * (i % 2 == 0 ? 360 : 1e-3);
        return i % 3 == 0 ? Math.rint(value * 64) / 64 : value;
    }

    private static double nudged(Random random, double value) {
        switch (random.nextInt(4)) {
            case 0:
                return Math.nextUp(value);
            case 1:
                return Math.nextDown(value);
            default:
                return value;
        }
    }

    private static int exact(double ax, double ay, double bx, double by, double px, double py) {
        BigDecimal left = minus(ax, px).multiply(minus(by, py));
        return left.compareTo(minus(ay, py).multiply(minus(bx, px)));
    }

    private static BigDecimal minus(double a, double b) {
        return new BigDecimal(a).subtract(new BigDecimal(b));
    }
}

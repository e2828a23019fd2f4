package io.vigil.geo;

import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The part of a segment that lies within a distance of something, found by halving. */
final class SegmentSpan {
    private static final int HALVINGS = 40;
    private static final int GOLDEN_STEPS = 45;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private SegmentSpan() {}

    /** From the first to the last fraction within reach, if the nearest one is; the distance has one minimum. */
    static @Nullable Crossing around(double nearest, double reach, DoubleUnaryOperator distance) {
        if (!(distance.applyAsDouble(nearest) <= reach)) {
            return null;
        }
        double entry = distance.applyAsDouble(0) <= reach ? 0 : border(nearest, 0, reach, distance);
        double exit = distance.applyAsDouble(1) <= reach ? 1 : border(nearest, 1, reach, distance);
        return new Crossing(entry, exit);
    }

    private static double border(double within, double beyond, double reach, DoubleUnaryOperator distance) {
        double in = within;
        double out = beyond;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (in + out) / 2;
            if (distance.applyAsDouble(middle) <= reach) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return in;
    }

    /** The fraction with the least distance; the ends are looked at too. */
    static double nearest(DoubleUnaryOperator distance) {
        double low = 0;
        double high = 1;
        double left = 1 - GOLDEN;
        double right = GOLDEN;
        double atLeft = distance.applyAsDouble(left);
        double atRight = distance.applyAsDouble(right);
        for (int i = 0; i < GOLDEN_STEPS; i++) {
            if (atLeft <= atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = distance.applyAsDouble(left);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = distance.applyAsDouble(right);
            }
        }
        double inner = atLeft <= atRight ? left : right;
        double least = Math.min(atLeft, atRight);
        if (distance.applyAsDouble(0) <= least) {
            return 0;
        }
        return distance.applyAsDouble(1) < least ? 1 : inner;
    }
}

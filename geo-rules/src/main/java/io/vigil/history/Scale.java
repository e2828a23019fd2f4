package io.vigil.history;

import io.vigil.model.Units;

/**
 * The whole numbers behind measured ones, as devices and formats have them. A number is coded in a scale only where it comes
 * back bit by bit; {@link #BITS} takes all others.
 */
public enum Scale {
    /** JT/T 808, and decimal degrees of most files. */
    MILLIONTH {
        @Override
        double value(long whole) {
            return whole / 1e6;
        }

        @Override
        double wholes(double value) {
            return value * 1e6;
        }
    },
    /** 1/10,000 minute: AIS. */
    AIS_ANGLE {
        @Override
        double value(long whole) {
            return whole / 600_000.0;
        }

        @Override
        double wholes(double value) {
            return value * 600_000.0;
        }
    },
    /** Decimal degrees with one more digit. */
    TEN_MILLIONTH {
        @Override
        double value(long whole) {
            return whole / 1e7;
        }

        @Override
        double wholes(double value) {
            return value * 1e7;
        }
    },
    /** 1/10 km/h as m/s. */
    TENTH_KPH {
        @Override
        double value(long whole) {
            return Units.kphToMps(whole / 10.0);
        }

        @Override
        double wholes(double value) {
            return Units.mpsToKph(value) * 10;
        }
    },
    /** 1/10 knot as m/s. */
    TENTH_KNOT {
        @Override
        double value(long whole) {
            return Units.knotsToMps(whole / 10.0);
        }

        @Override
        double wholes(double value) {
            return Units.mpsToKnots(value) * 10;
        }
    },
    /** 1/100 km/h as m/s. */
    HUNDREDTH_KPH {
        @Override
        double value(long whole) {
            return Units.kphToMps(whole / 100.0);
        }

        @Override
        double wholes(double value) {
            return Units.mpsToKph(value) * 100;
        }
    },
    /** Hundreds, such as an odometer in 1/10 km as metres. */
    HUNDRED {
        @Override
        double value(long whole) {
            return whole * 100.0;
        }

        @Override
        double wholes(double value) {
            return value / 100;
        }
    },
    WHOLE {
        @Override
        double value(long whole) {
            return whole;
        }

        @Override
        double wholes(double value) {
            return value;
        }
    },
    TENTH {
        @Override
        double value(long whole) {
            return whole / 10.0;
        }

        @Override
        double wholes(double value) {
            return value * 10;
        }
    },
    HUNDREDTH {
        @Override
        double value(long whole) {
            return whole / 100.0;
        }

        @Override
        double wholes(double value) {
            return value * 100;
        }
    },
    /** The number as it stands in memory. */
    BITS {
        @Override
        double value(long whole) {
            return Double.longBitsToDouble(whole);
        }

        @Override
        double wholes(double value) {
            return Double.NaN;
        }
    };

    /** Stands for "not available" in all scales but {@link #BITS}; no measured value comes near it. */
    private static final long ABSENT = -(1L << 40);

    /** The number of a whole. */
    abstract double value(long whole);

    /** Its size in this scale, not yet rounded. */
    abstract double wholes(double value);

    /** The whole behind a number; {@link #holds} says whether it leads back. */
    public final long whole(double value) {
        if (this == BITS) {
            return Double.doubleToRawLongBits(value);
        }
        return Double.isNaN(value) ? ABSENT : Math.round(wholes(value));
    }

    /** The number that was coded. */
    public final double number(long whole) {
        return whole == ABSENT && this != BITS ? Double.NaN : value(whole);
    }

    /** Whether a whole leads back to exactly that number. */
    public final boolean holds(double value, long whole) {
        return Double.doubleToLongBits(number(whole)) == Double.doubleToLongBits(value)
                && (whole != ABSENT || Double.isNaN(value));
    }
}

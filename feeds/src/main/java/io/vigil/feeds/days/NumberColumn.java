package io.vigil.feeds.days;

import io.vigil.history.Scale;
import java.io.ByteArrayOutputStream;

/**
 * A column of measured numbers as the whole numbers behind them, in the first scale that holds nearly all. What a scale does not
 * give back bit by bit stands beside the column as it is.
 */
final class NumberColumn {
    static final Scale[] PLACES = {Scale.MILLIONTH, Scale.AIS_ANGLE, Scale.TEN_MILLIONTH, Scale.BITS};
    static final Scale[] SPEEDS = {Scale.TENTH_KPH, Scale.TENTH_KNOT, Scale.HUNDREDTH_KPH, Scale.HUNDREDTH, Scale.BITS};
    static final Scale[] ANGLES = {Scale.WHOLE, Scale.TENTH, Scale.HUNDREDTH, Scale.BITS};
    static final Scale[] ODOMETERS = {Scale.HUNDRED, Scale.WHOLE, Scale.BITS};

    /** One number in so many may be an exception; more, and the next scale is tried. */
    private static final int NUMBERS_AN_EXCEPTION = 16;

    private NumberColumn() {}

    static void write(double[] values, int count, Scale[] choices, long[] scratch, ByteArrayOutputStream out) {
        int choice = 0;
        while (exceptions(values, count, choices[choice], scratch) * NUMBERS_AN_EXCEPTION > count) {
            choice++;
        }
        Scale scale = choices[choice];
        out.write(choice);
        LongColumn.writeSigned(exceptions(values, count, scale, scratch), out);
        int before = 0;
        for (int i = 0; i < count; i++) {
            long whole = scale.whole(values[i]);
            if (!scale.holds(values[i], whole)) {
                LongColumn.writeSigned(i - before, out);
                LongColumn.writeSigned(Double.doubleToRawLongBits(values[i]), out);
                before = i;
            }
        }
        LongColumn.write(scratch, count, out);
    }

    /** Puts the whole numbers into {@code wholes} and counts those that do not lead back, for which the one before stands. */
    private static int exceptions(double[] values, int count, Scale scale, long[] wholes) {
        int exceptions = 0;
        long before = 0;
        for (int i = 0; i < count; i++) {
            long whole = scale.whole(values[i]);
            if (scale.holds(values[i], whole)) {
                before = whole;
            } else {
                exceptions++;
            }
            wholes[i] = before;
        }
        return exceptions;
    }

    static void read(LongColumn.Reader in, double[] values, int count, Scale[] choices, long[] scratch) {
        Scale scale = choices[in.readByte()];
        int exceptions = (int) in.readSigned();
        int[] places = new int[exceptions];
        double[] numbers = new double[exceptions];
        int place = 0;
        for (int i = 0; i < exceptions; i++) {
            place += (int) in.readSigned();
            places[i] = place;
            numbers[i] = Double.longBitsToDouble(in.readSigned());
        }
        in.read(scratch, count);
        for (int i = 0; i < count; i++) {
            values[i] = scale.number(scratch[i]);
        }
        for (int i = 0; i < exceptions; i++) {
            values[places[i]] = numbers[i];
        }
    }
}

package io.vigil.zones.shape;

import java.util.Arrays;

/** Positions that are still being collected. */
public final class PositionList {
    private double[] x = new double[16];
    private double[] y = new double[16];
    private int size;

    /** One more. */
    public void add(double nextX, double nextY) {
        if (size == x.length) {
            x = Arrays.copyOf(x, 2 * size);
            y = Arrays.copyOf(y, 2 * size);
        }
        x[size] = nextX;
        y[size++] = nextY;
    }

    /** How many so far. */
    public int size() {
        return size;
    }

    /** What has been collected. */
    public Positions positions() {
        return new Positions(Arrays.copyOf(x, size), Arrays.copyOf(y, size));
    }
}

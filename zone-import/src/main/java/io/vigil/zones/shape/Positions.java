package io.vigil.zones.shape;

import java.util.Arrays;

/**
 * Positions in the order of the file.
 *
 * @param x east or longitude
 * @param y north or latitude, as many
 */
public record Positions(double[] x, double[] y) {
    public Positions {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " x, " + y.length + " y");
        }
    }

    /** How many. */
    public int size() {
        return x.length;
    }

    /** Whether the last position repeats the first. */
    public boolean isClosed() {
        int last = x.length - 1;
        return last >= 0 && x[0] == x[last] && y[0] == y[last];
    }

    /** The first so many. */
    public Positions first(int count) {
        return new Positions(Arrays.copyOf(x, count), Arrays.copyOf(y, count));
    }

    /** In the opposite order. */
    public Positions reversed() {
        double[] backX = new double[x.length];
        double[] backY = new double[y.length];
        for (int i = 0; i < x.length; i++) {
            backX[i] = x[x.length - 1 - i];
            backY[i] = y[y.length - 1 - i];
        }
        return new Positions(backX, backY);
    }

    /** With x and y exchanged. */
    public Positions swapped() {
        return new Positions(y, x);
    }

    /** Moved along x. */
    public Positions movedBy(double dx) {
        return new Positions(Arrays.stream(x).map(value -> value + dx).toArray(), y);
    }
}

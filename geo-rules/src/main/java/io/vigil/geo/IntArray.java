package io.vigil.geo;

import java.util.Arrays;

/** A growing array of ints. */
final class IntArray {
    private static final int[] NONE = {};

    private int[] values = NONE;
    private int size;

    int size() {
        return size;
    }

    int get(int i) {
        return values[i];
    }

    void set(int i, int value) {
        values[i] = value;
    }

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.max(4, size + (size >> 1)));
        }
        values[size++] = value;
    }

    void addAll(int[] more) {
        for (int value : more) {
            add(value);
        }
    }

    void addAll(IntArray more) {
        for (int i = 0; i < more.size; i++) {
            add(more.values[i]);
        }
    }

    boolean holds(int value) {
        for (int i = size - 1; i >= 0; i--) {
            if (values[i] == value) {
                return true;
            }
        }
        return false;
    }

    /** Adds one edge to runs of (first vertex, number of edges). */
    void addEdge(int vertex) {
        if (size > 0 && values[size - 2] + values[size - 1] == vertex) {
            values[size - 1]++;
        } else {
            add(vertex);
            add(1);
        }
    }

    void clear() {
        size = 0;
    }

    int[] toArray() {
        return size == 0 ? NONE : Arrays.copyOf(values, size);
    }
}

package io.vigil.geo;

import java.util.Arrays;

/**
 * The leaves of an index in chunks of ints. The place of a leaf is the number of its chunk and where it begins there;
 * no leaf lies in two chunks. Chunks are never changed once they are read, so that indexes can share them.
 */
final class CellPool {
    static final int CHUNK_BITS = 18;
    static final int OFFSET_MASK = (1 << CHUNK_BITS) - 1;
    private static final int MAX_CHUNKS = 1 << 31 - CHUNK_BITS;

    private int[][] chunks;
    private final IntArray current = new IntArray();

    /** Begins with chunks there are; the last one is copied and filled up if there is much room in it. */
    CellPool(int[][] shared) {
        int last = shared.length - 1;
        boolean isRoomy = last >= 0 && shared[last].length <= OFFSET_MASK / 2;
        chunks = Arrays.copyOf(shared, isRoomy ? last : shared.length);
        if (isRoomy) {
            current.addAll(shared[last]);
        }
    }

    /** Appends a leaf; returns its place. */
    int add(IntArray leaf) {
        if (current.size() > 0 && current.size() + leaf.size() > OFFSET_MASK + 1) {
            close();
        }
        if (chunks.length == MAX_CHUNKS) {
            throw new IllegalStateException("the index needs more than " + MAX_CHUNKS + " chunks of memory");
        }
        int place = chunks.length << CHUNK_BITS | current.size();
        current.addAll(leaf);
        return place;
    }

    private void close() {
        if (current.size() > 0) {
            chunks = Arrays.copyOf(chunks, chunks.length + 1);
            chunks[chunks.length - 1] = current.toArray();
            current.clear();
        }
    }

    /** All chunks, the last one cut to its length. */
    int[][] toChunks() {
        close();
        return chunks;
    }
}

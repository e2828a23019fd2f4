package io.vigil.zones.read;

import io.vigil.zones.shape.FileRefusedException;
import io.vigil.zones.shape.Limits;
import io.vigil.zones.shape.Positions;
import io.vigil.zones.shape.RawShape;
import io.vigil.zones.shape.ShapeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the records of a {@code .shp} file. Every count is held against the bytes that are really there before
 * anything is made of it. Heights and measures are passed over.
 */
final class ShpRecords {
    private static final int FILE_CODE = 9994;
    private static final int HEADER_BYTES = 100;
    private static final int RECORD_HEADER_BYTES = 8;
    private static final int PARTS_OFFSET = 44;
    private static final int MULTIPOINT_OFFSET = 40;

    private final ByteBuffer file;
    private int next = HEADER_BYTES;
    private int number;
    private ByteBuffer record = ByteBuffer.allocate(0);

    ShpRecords(byte[] shp) {
        file = ByteBuffer.wrap(shp);
        if (shp.length < HEADER_BYTES || file.getInt(0) != FILE_CODE) {
            throw new FileRefusedException("is not a shapefile: its header is not that of a .shp", null);
        }
        long stated = 2L * file.getInt(24);
        if (stated > shp.length) {
            throw new FileRefusedException(
                    "is cut short: its header says " + stated + " bytes, it has " + shp.length, "copy it again");
        }
    }

    /** The record's own number, from 1. */
    int number() {
        return number;
    }

    /** Goes to the next record, if there is one. */
    boolean next() {
        if (file.capacity() - next < RECORD_HEADER_BYTES) {
            return false;
        }
        number = file.getInt(next);
        long length = 2L * file.getInt(next + 4);
        if (length < 4 || length > file.capacity() - next - RECORD_HEADER_BYTES) {
            throw new FileRefusedException(
                    "record " + number,
                    "says it has " + length + " bytes, the file has " + (file.capacity() - next - RECORD_HEADER_BYTES)
                            + " more",
                    "the file is cut short or broken: copy it again");
        }
        record = file.slice(next + RECORD_HEADER_BYTES, (int) length).order(ByteOrder.LITTLE_ENDIAN);
        next += RECORD_HEADER_BYTES + (int) length;
        return true;
    }

    /**
     * Its geometry, or null for a null shape.
     *
     * @throws ShapeException where the record is broken
     */
    @Nullable
    RawShape shape() {
        int type = record.getInt(0);
        return switch (type) {
            case 0 -> null;
            case 1, 11, 21 -> new RawShape.Points(positions(4, 1));
            case 8, 18, 28 -> new RawShape.Points(positions(MULTIPOINT_OFFSET, count(36, "points")));
            case 3, 13, 23 -> new RawShape.Lines(parts());
            case 5, 15, 25 -> new RawShape.Rings(parts());
            default -> throw new ShapeException("shape type " + type + " is not known", null);
        };
    }

    private List<Positions> parts() {
        int parts = count(36, "parts");
        int points = count(40, "points");
        if (parts > Limits.MAX_RINGS) {
            throw new ShapeException(
                    "has " + parts + " parts, allowed are " + Limits.MAX_RINGS, "split or simplify it");
        }
        int pointsOffset = PARTS_OFFSET + 4 * parts;
        need(pointsOffset);
        List<Positions> all = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            int from = record.getInt(PARTS_OFFSET + 4 * i);
            int to = i + 1 < parts ? record.getInt(PARTS_OFFSET + 4 * (i + 1)) : points;
            if (from < 0 || to < from || to > points) {
                throw new ShapeException(
                        "part " + i + " says it has points " + from + " to " + to + " of " + points, null);
            }
            all.add(positions(pointsOffset + 16 * from, to - from));
        }
        return all;
    }

    private int count(int offset, String what) {
        need(offset + 4);
        int count = record.getInt(offset);
        if (count < 0 || count > record.capacity() / 4) {
            throw new ShapeException(
                    "says it has " + count + " " + what + ", in " + record.capacity() + " bytes", null);
        }
        return count;
    }

    private Positions positions(int offset, int count) {
        need(offset + 16L * count);
        double[] x = new double[count];
        double[] y = new double[count];
        for (int i = 0; i < count; i++) {
            x[i] = record.getDouble(offset + 16 * i);
            y[i] = record.getDouble(offset + 16 * i + 8);
        }
        return new Positions(x, y);
    }

    private void need(long bytes) {
        if (bytes > record.capacity()) {
            throw new ShapeException("needs " + bytes + " bytes, has " + record.capacity(), "the file is broken");
        }
    }
}

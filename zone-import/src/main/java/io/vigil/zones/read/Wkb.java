package io.vigil.zones.read;

import io.vigil.zones.shape.Limits;
import io.vigil.zones.shape.Positions;
import io.vigil.zones.shape.RawShape;
import io.vigil.zones.shape.ShapeBuilder;
import io.vigil.zones.shape.ShapeException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Well-known binary (OGC 06-103r4, 8.2; the Z and M forms of ISO 19125 and of PostGIS) as it is: JTS closes open rings
 * while it reads, and what was repaired must be told.
 */
final class Wkb {
    private static final int Z_FLAG = 0x8000_0000;
    private static final int M_FLAG = 0x4000_0000;
    private static final int SRID_FLAG = 0x2000_0000;

    private final ByteBuffer bytes;
    private final ShapeBuilder shape = new ShapeBuilder();

    private Wkb(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /**
     * The geometry that begins at the buffer's position; null where it is empty.
     *
     * @throws ShapeException where it is broken
     */
    static @Nullable RawShape read(ByteBuffer bytes) {
        Wkb wkb = new Wkb(bytes);
        try {
            wkb.geometry(0);
        } catch (BufferUnderflowException e) {
            throw new ShapeException("geometry is cut short", null);
        }
        return wkb.shape.build();
    }

    private void geometry(int depth) {
        if (depth > Limits.MAX_DEPTH) {
            throw new ShapeException("geometry is nested deeper than " + Limits.MAX_DEPTH, null);
        }
        bytes.order(bytes.get() == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int code = bytes.getInt();
        int plain = code & ~(Z_FLAG | M_FLAG | SRID_FLAG);
        int extra = plain / 1000;
        int ordinates = 2 + (extra == 3 ? 2 : extra == 0 ? 0 : 1);
        ordinates += ((code & Z_FLAG) == 0 ? 0 : 1) + ((code & M_FLAG) == 0 ? 0 : 1);
        if ((code & SRID_FLAG) != 0) {
            bytes.getInt();
        }
        switch (plain % 1000) {
            case 1 -> point(ordinates);
            case 2 -> shape.line(positions(ordinates));
            case 3 -> shape.polygon(rings(ordinates));
            case 4, 5, 6, 7 -> collection(depth);
            default -> throw new ShapeException(
                    "geometry type " + plain + " is not known", "turn curves into lines, for instance in QGIS");
        }
    }

    private void collection(int depth) {
        int count = count(5);
        for (int i = 0; i < count; i++) {
            geometry(depth + 1);
        }
    }

    private void point(int ordinates) {
        Positions position = positions(1, ordinates);
        // An empty point is written as NaN.
        if (!Double.isNaN(position.x()[0]) || !Double.isNaN(position.y()[0])) {
            shape.point(position.x()[0], position.y()[0]);
        }
    }

    private List<Positions> rings(int ordinates) {
        int count = count(4);
        List<Positions> rings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rings.add(positions(ordinates));
        }
        return rings;
    }

    private Positions positions(int ordinates) {
        return positions(count(8 * ordinates), ordinates);
    }

    private Positions positions(int count, int ordinates) {
        double[] x = new double[count];
        double[] y = new double[count];
        for (int i = 0; i < count; i++) {
            x[i] = bytes.getDouble();
            y[i] = bytes.getDouble();
            for (int more = 2; more < ordinates; more++) {
                bytes.getDouble();
            }
        }
        return new Positions(x, y);
    }

    /** A count of things that take at least so many bytes each. */
    private int count(int bytesEach) {
        int count = bytes.getInt();
        if (count < 0 || count > bytes.remaining() / bytesEach) {
            throw new ShapeException(
                    "geometry says it has " + Integer.toUnsignedLong(count) + " parts, in " + bytes.remaining()
                            + " bytes",
                    null);
        }
        return count;
    }
}

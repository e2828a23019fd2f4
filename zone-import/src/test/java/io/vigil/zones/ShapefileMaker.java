package io.vigil.zones;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes shapefiles of polygons with one field of text, by the ESRI description; shares nothing with the reader. */
final class ShapefileMaker {
    private static final int FIELD_BYTES = 40;

    private final List<byte[]> records = new ArrayList<>();
    private final List<byte[]> names = new ArrayList<>();

    /** Adds a record of rings, each a list of x, y in turn. */
    ShapefileMaker polygon(byte[] name, double[]... rings) {
        names.add(name);
        int points = 0;
        for (double[] ring : rings) {
            points += ring.length / 2;
        }
        ByteBuffer record =
                ByteBuffer.allocate(44 + 4 * rings.length + 16 * points).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt(5).put(new byte[32]).putInt(rings.length).putInt(points);
        int from = 0;
        for (double[] ring : rings) {
            record.putInt(from);
            from += ring.length / 2;
        }
        for (double[] ring : rings) {
            for (double ordinate : ring) {
                record.putDouble(ordinate);
            }
        }
        records.add(record.array());
        return this;
    }

    byte[] shp() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int bytes = 100 + records.stream().mapToInt(record -> record.length + 8).sum();
        ByteBuffer header = ByteBuffer.allocate(100);
        header.putInt(9994).position(24);
        header.putInt(bytes / 2).order(ByteOrder.LITTLE_ENDIAN).putInt(1000).putInt(5);
        out.writeBytes(header.array());
        for (int i = 0; i < records.size(); i++) {
            out.writeBytes(ByteBuffer.allocate(8)
                    .putInt(i + 1)
                    .putInt(records.get(i).length / 2)
                    .array());
            out.writeBytes(records.get(i));
        }
        return out.toByteArray();
    }

    byte[] dbf(byte[] fieldName) {
        ByteBuffer out =
                ByteBuffer.allocate(65 + names.size() * (1 + FIELD_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 3)
                .put(new byte[3])
                .putInt(names.size())
                .putShort((short) 65)
                .putShort((short) (1 + FIELD_BYTES));
        out.position(32);
        out.put(fieldName).position(43);
        out.put((byte) 'C').position(48);
        out.put((byte) FIELD_BYTES).position(64);
        out.put((byte) 0x0D);
        for (byte[] name : names) {
            byte[] cell = new byte[FIELD_BYTES];
            java.util.Arrays.fill(cell, (byte) ' ');
            System.arraycopy(name, 0, cell, 0, name.length);
            out.put((byte) ' ').put(cell);
        }
        return out.array();
    }

    /** Writes .shp and .dbf. */
    Path write(Path folder, String stem, Charset encoding, String fieldName) throws IOException {
        Files.write(folder.resolve(stem + ".dbf"), dbf(fieldName.getBytes(encoding)));
        return Files.write(folder.resolve(stem + ".shp"), shp());
    }
}

package io.vigil.zones.read;

import io.vigil.zones.shape.FileRefusedException;
import io.vigil.zones.shape.ShapeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes of a shapefile: a dBASE III table. Memo fields are not read. */
final class DbfTable {
    static final int HEADER_BYTES = 32;
    private static final int FIELD_BYTES = 32;
    private static final int NAME_BYTES = 11;
    private static final byte HEADER_END = 0x0D;
    private static final byte DELETED = '*';

    private final byte[] bytes;
    private final Charset encoding;
    private final int rows;
    private final int begin;
    private final int rowBytes;
    private final List<Field> fields = new ArrayList<>();

    private record Field(String name, char type, int offset, int length) {}

    private DbfTable(byte[] bytes, Charset encoding) {
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.bytes = bytes;
        this.encoding = encoding;
        rows = header.getInt(4);
        begin = Short.toUnsignedInt(header.getShort(8));
        rowBytes = Short.toUnsignedInt(header.getShort(10));
    }

    /**
     * Reads the header.
     *
     * @throws FileRefusedException where the file is not what its header says
     */
    static DbfTable open(byte[] bytes, Charset encoding) {
        if (bytes.length < HEADER_BYTES + 1) {
            throw new FileRefusedException(".dbf has " + bytes.length + " bytes: it is cut short", "copy it again");
        }
        DbfTable table = new DbfTable(bytes, encoding);
        table.readFields();
        long needed = table.begin + (long) table.rows * table.rowBytes;
        if (table.rows < 0 || table.rowBytes < 1 || needed > bytes.length) {
            throw new FileRefusedException(
                    ".dbf says it has " + table.rows + " rows of " + table.rowBytes + " bytes, it has " + bytes.length
                            + " bytes in all",
                    "the file is cut short or broken: copy it again");
        }
        return table;
    }

    /** Number of rows, deleted ones too. */
    int rows() {
        return rows;
    }

    /** Where the rows begin. */
    int begin() {
        return begin;
    }

    /** Whether the row was marked as deleted. */
    boolean isDeleted(int row) {
        return row < rows && bytes[begin + row * rowBytes] == DELETED;
    }

    /**
     * The row's attributes; blank ones are left out.
     *
     * @throws ShapeException where a text is none in the table's encoding
     */
    Map<String, Object> row(int row) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (row >= rows) {
            return values;
        }
        for (Field field : fields) {
            int from = begin + row * rowBytes + field.offset();
            Object value = value(field, from);
            if (value != null) {
                values.put(field.name(), value);
            }
        }
        return values;
    }

    private void readFields() {
        int offset = 1;
        for (int at = HEADER_BYTES; at + FIELD_BYTES <= Math.min(begin, bytes.length); at += FIELD_BYTES) {
            if (bytes[at] == HEADER_END) {
                break;
            }
            int length = Byte.toUnsignedInt(bytes[at + 16]);
            fields.add(new Field(name(at), (char) bytes[at + 11], offset, length));
            offset += length;
        }
        if (offset > rowBytes) {
            throw new FileRefusedException(
                    ".dbf has fields of " + offset + " bytes in rows of " + rowBytes, "the file is broken");
        }
    }

    private String name(int at) {
        int length = 0;
        while (length < NAME_BYTES && bytes[at + length] != 0) {
            length++;
        }
        String name = Texts.strictly(bytes, at, length, encoding);
        // Ten bytes may end within a Chinese character; the name is a name all the same.
        return (name == null ? new String(bytes, at, length, encoding).replace("\uFFFD", "") : name).strip();
    }

    private @Nullable Object value(Field field, int from) {
        String text = Texts.strictly(bytes, from, field.length(), encoding);
        if (text == null && field.type() == 'C') {
            text = withoutCutEnd(from, field.length());
        }
        if (text == null) {
            throw new ShapeException(
                    "field " + field.name() + " is not text in " + encoding.name(), "give --encoding, such as GBK");
        }
        String clean = text.replace("\0", "").strip();
        if (clean.isEmpty() || clean.startsWith("*") && field.type() != 'C') {
            return null;
        }
        return switch (field.type()) {
            case 'N', 'F' -> number(clean);
            case 'L' -> "YyTt".contains(clean) ? Boolean.TRUE : "NnFf".contains(clean) ? Boolean.FALSE : null;
            default -> clean;
        };
    }

    /** A field that was filled to its last byte may end within a character. */
    private @Nullable String withoutCutEnd(int from, int length) {
        for (int cut = 1; cut <= 3 && cut < length; cut++) {
            String text = Texts.strictly(bytes, from, length - cut, encoding);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static Object number(String text) {
        try {
            if (text.matches("[+-]?[0-9]{1,18}")) {
                return Long.valueOf(text.startsWith("+") ? text.substring(1) : text);
            }
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? (Object) number : text;
        } catch (NumberFormatException e) {
            return text;
        }
    }
}

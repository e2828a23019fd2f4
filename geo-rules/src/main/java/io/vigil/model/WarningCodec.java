package io.vigil.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The binary form of warnings, for what was published and may have to be corrected. The caller versions it. */
public final class WarningCodec {
    private static final Warning.Transition[] TRANSITIONS = Warning.Transition.values();
    private static final Warning.State[] STATES = Warning.State.values();
    private static final Tier[] TIERS = Tier.values();

    private static final int NULL = 0;
    private static final int TEXT = 1;
    private static final int DOUBLE = 2;
    private static final int WHOLE = 3;
    private static final int FLAG = 4;
    private static final int MAP = 5;
    private static final int LIST = 6;

    private WarningCodec() {}

    /** Writes a warning; values that are neither number, flag, map nor list are kept as their text. */
    public static void write(Warning warning, DataOutput out) throws IOException {
        out.writeUTF(warning.warningId());
        out.writeInt(warning.sequence());
        out.writeByte(warning.transition().ordinal());
        out.writeLong(warning.timeMillis());
        out.writeUTF(warning.lane());
        out.writeUTF(warning.rule());
        out.writeUTF(warning.kind());
        out.writeUTF(warning.stage());
        out.writeUTF(warning.ruleset());
        out.writeByte(warning.tier().ordinal());
        out.writeByte(warning.state().ordinal());
        out.writeShort(warning.movers().size());
        for (MoverId mover : warning.movers()) {
            out.writeUTF(mover.text());
        }
        writeValue(warning.zone(), out);
        writeValue(warning.order(), out);
        out.writeLong(warning.onsetMillis());
        out.writeLong(warning.detectedMillis());
        out.writeLong(warning.closedMillis());
        writeValue(warning.reason(), out);
        out.writeDouble(warning.latitude());
        out.writeDouble(warning.longitude());
        out.writeDouble(warning.speedMps());
        writeExplain(warning.explain(), out);
        out.writeUTF(warning.messageZh());
        out.writeUTF(warning.messageEn());
        out.writeBoolean(warning.late());
    }

    /** Reads what {@link #write} wrote. */
    public static Warning read(DataInput in) throws IOException {
        return new Warning(
                in.readUTF(),
                in.readInt(),
                TRANSITIONS[in.readUnsignedByte()],
                in.readLong(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                TIERS[in.readUnsignedByte()],
                STATES[in.readUnsignedByte()],
                readMovers(in),
                readText(in),
                readText(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                readText(in),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                readExplain(in),
                in.readUTF(),
                in.readUTF(),
                in.readBoolean());
    }

    private static void writeExplain(Warning.Explain explain, DataOutput out) throws IOException {
        writeValue(explain.params(), out);
        writeValue(explain.measured(), out);
        writeValue(explain.threshold(), out);
        EventCodec.writePosition(explain.first(), out);
        EventCodec.writePosition(explain.last(), out);
        out.writeLong(explain.registryVersion());
        writeValue(explain.exemption(), out);
    }

    private static Warning.Explain readExplain(DataInput in) throws IOException {
        return new Warning.Explain(
                readMap(in),
                readMap(in),
                readMap(in),
                EventCodec.readPosition(in),
                EventCodec.readPosition(in),
                in.readLong(),
                readText(in));
    }

    private static List<MoverId> readMovers(DataInput in) throws IOException {
        int count = in.readUnsignedShort();
        List<MoverId> movers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            movers.add(new MoverId(in.readUTF()));
        }
        return movers;
    }

    private static void writeValue(@Nullable Object value, DataOutput out) throws IOException {
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof Double number) {
            out.writeByte(DOUBLE);
            out.writeDouble(number);
        } else if (value instanceof Long || value instanceof Integer) {
            out.writeByte(WHOLE);
            out.writeLong(((Number) value).longValue());
        } else if (value instanceof Boolean flag) {
            out.writeByte(FLAG);
            out.writeBoolean(flag);
        } else if (value instanceof Map<?, ?> map) {
            out.writeByte(MAP);
            out.writeShort(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeUTF(String.valueOf(entry.getKey()));
                writeValue(entry.getValue(), out);
            }
        } else if (value instanceof List<?> list) {
            out.writeByte(LIST);
            out.writeShort(list.size());
            for (Object item : list) {
                writeValue(item, out);
            }
        } else {
            out.writeByte(TEXT);
            out.writeUTF(value.toString());
        }
    }

    private static @Nullable Object readValue(DataInput in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case NULL -> null;
            case TEXT -> in.readUTF();
            case DOUBLE -> in.readDouble();
            case WHOLE -> in.readLong();
            case FLAG -> in.readBoolean();
            case MAP -> readEntries(in);
            case LIST -> readItems(in);
            default -> throw new IOException("value kind " + kind + " is not known");
        };
    }

    private static Map<String, @Nullable Object> readEntries(DataInput in) throws IOException {
        int count = in.readUnsignedShort();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            map.put(name, readValue(in));
        }
        return Collections.unmodifiableMap(map);
    }

    private static List<@Nullable Object> readItems(DataInput in) throws IOException {
        int count = in.readUnsignedShort();
        List<@Nullable Object> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(readValue(in));
        }
        return Collections.unmodifiableList(list);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> readMap(DataInput in) throws IOException {
        if (readValue(in) instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IOException("a warning without a map where there must be one");
    }

    private static @Nullable String readText(DataInput in) throws IOException {
        return (String) readValue(in);
    }
}

package io.vigil.feeds.days;

import io.vigil.model.EventCodec;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Some thousand events in columns: movers, drivers and sources by number, times, places and what else a report says as numbers.
 * What is no position stands in its place in the order, in the form of {@link EventCodec}.
 */
final class EventBlock {
    /** So many events are a block; enough that columns pay, few enough that a reader's memory stays small. */
    static final int MOST_EVENTS = 4096;

    private static final long ABSENT = Long.MIN_VALUE;

    /** An event and the mover it is laid out by. */
    private final MoverEvent[] events = new MoverEvent[MOST_EVENTS];

    private final MoverId[] movers = new MoverId[MOST_EVENTS];
    private final long[] longs = new long[MOST_EVENTS];
    private final long[] more = new long[MOST_EVENTS];
    private final double[][] numbers = new double[NUMBERS][MOST_EVENTS];
    private final long[][] wholes = new long[WHOLES][MOST_EVENTS];
    private int count;

    private static final int NUMBERS = 7;
    private static final io.vigil.history.Scale[][] SCALES = {
        NumberColumn.PLACES,
        NumberColumn.PLACES,
        NumberColumn.SPEEDS,
        NumberColumn.ANGLES,
        NumberColumn.ANGLES,
        NumberColumn.ANGLES,
        NumberColumn.ODOMETERS
    };

    private static final int MOVER = 0;
    private static final int OWN_MOVER = 1;
    private static final int TIME = 2;
    private static final int LAG = 3;
    private static final int STATUS = 4;
    private static final int ALARM = 5;
    private static final int NAV_STATUS = 6;
    private static final int SAFETY = 7;
    private static final int SOURCE = 8;
    private static final int DRIVER = 9;
    private static final int WHOLES = 10;

    int count() {
        return count;
    }

    boolean isFull() {
        return count == MOST_EVENTS;
    }

    MoverEvent event(int index) {
        return events[index];
    }

    /** The mover an event is laid out by: whose it is by the registry of the time of writing. */
    MoverId mover(int index) {
        return movers[index];
    }

    void clear() {
        count = 0;
    }

    void add(MoverId mover, MoverEvent event) {
        movers[count] = mover;
        events[count++] = event;
    }

    /** The events as bytes. */
    byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        Map<String, Integer> texts = new LinkedHashMap<>();
        int positions = 0;
        ByteArrayOutputStream others = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            longs[i] = 0;
            if (events[i] instanceof PositionReport report) {
                take(report, movers[i], positions++, texts);
            } else {
                longs[i] = 1 + number(movers[i].text(), texts);
                writeOther(events[i], others);
            }
        }
        LongColumn.writeSigned(texts.size(), out);
        texts.keySet().forEach(text -> writeText(text, out));
        LongColumn.write(longs, count, out);
        LongColumn.writeSigned(others.size(), out);
        out.writeBytes(others.toByteArray());
        LongColumn.writeSigned(positions, out);
        if (positions > 0) {
            for (long[] column : wholes) {
                LongColumn.write(column, positions, out);
            }
            for (int column = 0; column < NUMBERS; column++) {
                NumberColumn.write(numbers[column], positions, SCALES[column], more, out);
            }
        }
        return out.toByteArray();
    }

    private void take(PositionReport report, MoverId mover, int row, Map<String, Integer> texts) {
        wholes[MOVER][row] = number(mover.text(), texts);
        wholes[OWN_MOVER][row] = report.mover().equals(mover)
                ? wholes[MOVER][row]
                : number(report.mover().text(), texts);
        wholes[TIME][row] = report.eventTimeMillis();
        wholes[LAG][row] = report.receivedTimeMillis() == PositionReport.NO_TIME
                ? ABSENT
                : report.receivedTimeMillis() - report.eventTimeMillis();
        wholes[STATUS][row] = report.statusBits();
        wholes[ALARM][row] = report.alarmBits();
        wholes[NAV_STATUS][row] = report.navStatus();
        wholes[SAFETY][row] = report.safetyBits();
        wholes[SOURCE][row] = number(report.source(), texts);
        wholes[DRIVER][row] = report.driver() == null ? -1 : number(report.driver(), texts);
        numbers[0][row] = report.latitude();
        numbers[1][row] = report.longitude();
        numbers[2][row] = report.speedMps();
        numbers[3][row] = report.courseDegrees();
        numbers[4][row] = report.headingDegrees();
        numbers[5][row] = report.altitudeMeters();
        numbers[6][row] = report.odometerMeters();
    }

    private static int number(String text, Map<String, Integer> texts) {
        Integer known = texts.get(text);
        if (known == null) {
            known = texts.size();
            texts.put(text, known);
        }
        return known;
    }

    private static void writeText(String text, ByteArrayOutputStream out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        LongColumn.writeSigned(bytes.length, out);
        out.writeBytes(bytes);
    }

    private static void writeOther(MoverEvent event, ByteArrayOutputStream out) {
        try {
            EventCodec.write(event, new DataOutputStream(out));
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    /**
     * Takes the events that {@link #toBytes} wrote, in place of those it has.
     *
     * @throws RuntimeException or IOException if the bytes are not such
     */
    void read(byte[] bytes, int eventCount) throws IOException {
        LongColumn.Reader in = new LongColumn.Reader(bytes, 0);
        String[] texts = readTexts(in, bytes);
        in.read(longs, eventCount);
        int othersLength = (int) in.readSigned();
        DataInputStream others = new DataInputStream(new ByteArrayInputStream(bytes, in.place(), othersLength));
        in.skip(othersLength);
        int positions = (int) in.readSigned();
        if (positions > 0) {
            for (long[] column : wholes) {
                in.read(column, positions);
            }
            for (int column = 0; column < NUMBERS; column++) {
                NumberColumn.read(in, numbers[column], positions, SCALES[column], more);
            }
        }
        @Nullable MoverId[] ids = new MoverId[texts.length];
        int row = 0;
        for (int i = 0; i < eventCount; i++) {
            if (longs[i] == 0) {
                movers[i] = mover((int) wholes[MOVER][row], texts, ids);
                events[i] = position(row++, texts, ids);
            } else {
                movers[i] = mover((int) longs[i] - 1, texts, ids);
                events[i] = EventCodec.read(others);
            }
        }
        if (row != positions || others.available() > 0) {
            throw new IOException(positions + " positions where the order has " + row);
        }
        count = eventCount;
    }

    private static String[] readTexts(LongColumn.Reader in, byte[] bytes) {
        String[] texts = new String[(int) in.readSigned()];
        for (int i = 0; i < texts.length; i++) {
            int length = (int) in.readSigned();
            texts[i] = new String(bytes, in.place(), length, StandardCharsets.UTF_8);
            in.skip(length);
        }
        return texts;
    }

    private static MoverId mover(int number, String[] texts, @Nullable MoverId[] ids) {
        MoverId known = ids[number];
        if (known == null) {
            known = new MoverId(texts[number]);
            ids[number] = known;
        }
        return known;
    }

    private PositionReport position(int row, String[] texts, @Nullable MoverId[] ids) {
        long time = wholes[TIME][row];
        long lag = wholes[LAG][row];
        int driver = (int) wholes[DRIVER][row];
        return new PositionReport(
                mover((int) wholes[OWN_MOVER][row], texts, ids),
                time,
                lag == ABSENT ? PositionReport.NO_TIME : time + lag,
                numbers[0][row],
                numbers[1][row],
                numbers[2][row],
                numbers[3][row],
                numbers[4][row],
                numbers[5][row],
                wholes[STATUS][row],
                (int) wholes[ALARM][row],
                numbers[6][row],
                driver < 0 ? null : texts[driver],
                texts[(int) wholes[SOURCE][row]],
                (int) wholes[NAV_STATUS][row],
                wholes[SAFETY][row]);
    }

    /** For tests and messages. */
    List<MoverEvent> events() {
        return List.of(events).subList(0, count);
    }
}

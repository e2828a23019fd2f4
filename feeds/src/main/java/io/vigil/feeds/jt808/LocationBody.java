package io.vigil.feeds.jt808;

import static io.vigil.model.Units.kphToMps;

import io.vigil.model.PositionReport;
import io.vigil.model.StatusFlag;

/**
 * The body of a location report (0x0200): 28 bytes, then additional items of one
 * byte id, one byte length and a value. The time stands at offset 22; the tables of both editions misprint 21.
 *
 * <p>A report without a fix is kept while its coordinates could be a place: terminals repeat the last known one. The
 * status word says so, see {@link PositionReport#isLocated()}.
 */
final class LocationBody {
    /** Bytes before the additional items. */
    static final int BASE_LENGTH = 28;

    /** Nothing on a road is faster; a terminal that says so has no speed, km/h. */
    static final double MAX_SPEED_KPH = 500;

    /** No road is higher; a terminal that says so has no altitude, m. */
    static final int MAX_ALTITUDE_METERS = 9_000;

    static final int ITEM_MILEAGE = 0x01;
    private static final int ITEM_SIGNALS = 0x25;

    private static final int STATUS_SOUTH = 1 << 2;
    private static final int STATUS_WEST = 1 << 3;
    private static final double DEGREES_PER_UNIT = 1e6;
    private static final double METERS_PER_MILEAGE_UNIT = 100;

    private LocationBody() {}

    /**
     * The position of a body.
     *
     * @param receivedTimeMillis when it came, or {@link PositionReport#NO_TIME}
     * @param source what the report is marked with
     */
    static Reading<PositionReport> read(Body body, Terminal terminal, long receivedTimeMillis, String source) {
        if (body.length() < BASE_LENGTH) {
            return new Reading.Refused<>(
                    "body-too-short", "location of " + body.length() + " bytes, at least " + BASE_LENGTH);
        }
        long eventTimeMillis = CivilTime.ofBcd(body, 22);
        if (eventTimeMillis == CivilTime.INVALID) {
            return new Reading.Refused<>("bad-time", "BCD time " + body.hex(22, CivilTime.BCD_LENGTH));
        }
        long status = body.u32(4);
        double latitude = signed(body.u32(8), status, STATUS_SOUTH);
        double longitude = signed(body.u32(12), status, STATUS_WEST);
        boolean isPlace = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
        boolean isLocated = (status >> StatusFlag.LOCATED.bit() & 1) != 0;
        if (!isPlace || !isLocated && latitude == 0 && longitude == 0) {
            return new Reading.Refused<>(
                    isLocated ? "position-out-of-range" : "not-located",
                    "latitude " + latitude + " longitude " + longitude);
        }
        double speedKph = body.u16(18) / 10.0;
        PositionReport.Builder report = PositionReport.at(terminal.mover(), eventTimeMillis, latitude, longitude)
                .receivedTimeMillis(receivedTimeMillis)
                .speedMps(speedKph > MAX_SPEED_KPH ? Double.NaN : kphToMps(speedKph))
                .courseDegrees(courseDegrees(body.u16(20)))
                .altitudeMeters(altitudeMeters(body.u16(16)))
                .alarmBits((int) body.u32(0))
                .source(source);
        readItems(body, status, report);
        return new Reading.Of<>(report.build());
    }

    /** Coordinates are unsigned millionths of a degree; a bit of the word beside them makes them south or west. */
    static double signed(long millionths, long word, int negativeBit) {
        double degrees = millionths / DEGREES_PER_UNIT;
        return (word & negativeBit) != 0 && millionths != 0 ? -degrees : degrees;
    }

    private static double courseDegrees(int degrees) {
        return degrees > 360 ? Double.NaN : degrees % 360;
    }

    private static double altitudeMeters(int meters) {
        return meters > MAX_ALTITUDE_METERS ? Double.NaN : meters;
    }

    /**
     * What is taken from the additional items; of mileage and signals the first counts. An item that runs over the end
     * ends them: what came before it counts.
     */
    private static void readItems(Body body, long status, PositionReport.Builder report) {
        boolean hasMileage = false;
        long signalBits = 0;
        long safetyBits = 0;
        int at = BASE_LENGTH;
        while (at + 2 <= body.length() && at + 2 + body.u8(at + 1) <= body.length()) {
            int id = body.u8(at);
            int length = body.u8(at + 1);
            if (id == ITEM_MILEAGE && length == 4 && !hasMileage) {
                hasMileage = true;
                report.odometerMeters(body.u32(at + 2) * METERS_PER_MILEAGE_UNIT);
            } else if (id == ITEM_SIGNALS && length == 4 && signalBits == 0) {
                signalBits = StatusFlag.signalBits(body.u32(at + 2));
            } else if (SafetyItems.isOne(id)) {
                safetyBits = SafetyItems.add(safetyBits, id, body.slice(at + 2, length));
            }
            at += 2 + length;
        }
        report.statusBits(status | signalBits).safetyBits(safetyBits);
    }
}

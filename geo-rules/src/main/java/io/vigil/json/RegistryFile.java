package io.vigil.json;

import io.vigil.model.InvalidInputException;
import io.vigil.model.MoverId;
import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads registry records: JSON lines, or CSV with the same names in its header (contracts, section 4) where the file's name
 * ends in {@code .csv}. Every fault of a file is reported at once, with its line.
 *
 * <p>In CSV a list is written with semicolons; permits and relay points with places need JSON. Every field is kept as it is
 * given. {@code validFrom} and the periods of permits are instants: a date alone means the begin of that day in China, as
 * an end the end of that day. Fields that end in {@code ValidUntil} must be such a time too, and a date alone there means
 * the end of that day.
 *
 * <p>Lines about drivers have {@code driver}, the licence number, instead of {@code mover}; they become the records of the
 * movers {@code driver:LICENCE}.
 *
 * <p>Limits of a file: 256 MiB, lines of 1 MiB, 10,000,000 values; at the limits that is about 1.5 GB in memory.
 */
public final class RegistryFile {
    /** More values of one file are refused. */
    static final long MAX_VALUES = 10_000_000;

    private static final Set<String> KEY_COLUMNS = Set.of("mover", "driver");
    private static final Set<String> LIST_COLUMNS =
            Set.of("status", "routes", "relayPoints", "certificates", "accidents");
    private static final Set<String> NUMBER_COLUMNS =
            Set.of("lengthM", "beamM", "draughtM", "oneWayKm", "windRatingBft");
    private static final double MAX_NUMBER = 1e6;
    private static final double MAX_WIND_BFT = 17;
    private static final int MOST_SHARED = 100_000;
    private static final String END_OF_VALIDITY = "ValidUntil";

    private final List<RegistryRecord> records = new ArrayList<>();
    private final Map<Object, Object> pool = new HashMap<>();
    private int drivers;
    private long values;

    private RegistryFile() {}

    /**
     * What a file holds.
     *
     * @param registry the records of movers, drivers included
     * @param drivers how many lines are about drivers
     */
    public record Contents(Registry registry, int drivers) {}

    /**
     * The records of a file.
     *
     * @throws InvalidInputException with every fault
     */
    public static Registry read(Path file) {
        return readContents(file).registry();
    }

    /**
     * The records of a file in their order, drivers included.
     *
     * @throws InvalidInputException with every fault
     */
    public static List<RegistryRecord> readRecords(Path file) {
        FaultList faults = new FaultList(file.toString());
        RegistryFile contents = new RegistryFile();
        contents.read(file, faults);
        faults.throwIfAny();
        return contents.records;
    }

    /**
     * The records of a file and how many lines are about drivers.
     *
     * @throws InvalidInputException with every fault
     */
    public static Contents readContents(Path file) {
        FaultList faults = new FaultList(file.toString());
        RegistryFile contents = new RegistryFile();
        contents.read(file, faults);
        faults.throwIfAny();
        return new Contents(new Registry(contents.records), contents.drivers);
    }

    private void read(Path file, FaultList faults) {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            CsvLines.read(file, KEY_COLUMNS, LIST_COLUMNS, NUMBER_COLUMNS, faults, this::take);
        } else {
            JsonLines.read(file, faults, this::take);
        }
    }

    private void take(JsonFields fields) {
        boolean hadRoom = values <= MAX_VALUES;
        values += fields.values();
        if (values > MAX_VALUES) {
            if (hadRoom) {
                fields.fault("is where the file comes to more than " + MAX_VALUES + " values", "split it");
            }
            return;
        }
        if (fields.has("driver") && !fields.has("mover")) {
            drivers++;
            keep(driver(fields));
        } else {
            keep(record(fields));
        }
    }

    private void keep(@Nullable RegistryRecord record) {
        if (record != null) {
            records.add(record);
        }
    }

    private @Nullable RegistryRecord driver(JsonFields fields) {
        String licence = fields.requiredText("driver");
        fields.texts("status");
        checkValidities(fields);
        long validFrom = fields.from("validFrom");
        if (licence == null) {
            return null;
        }
        MoverId driver = MoverId.ofDriver(licence);
        if (driver == null) {
            fields.fault("driver=\"" + JsonFields.cut(licence) + "\" is no licence number", null);
            return null;
        }
        return new RegistryRecord(driver, validFrom, null, null, List.of(), List.of(), fieldsOf(fields, driver));
    }

    private @Nullable RegistryRecord record(JsonFields fields) {
        MoverId mover = fields.mover(fields.requiredText("mover"));
        String moverClass = fields.text("class");
        if (moverClass != null) {
            fields.checkClass(moverClass);
        }
        String terminal = fields.text("terminal");
        if (terminal != null && !terminal.matches("[0-9]{1,20}")) {
            fields.fault("terminal=\"" + JsonFields.cut(terminal) + "\" must be 1 to 20 digits", null);
        }
        checkNumber("mmsi", "[0-9]{9}", "9 digits", fields);
        checkNumber("beidou", "[0-9A-Za-z]{1,32}", "1 to 32 digits or letters", fields);
        List<String> routes = fields.texts("routes");
        fields.texts("status");
        fields.texts("accidents").forEach(date -> checkDate("accidents", date, fields));
        fields.checkList("relayPoints");
        for (String name : NUMBER_COLUMNS) {
            fields.checkNumber(name, 0, name.equals("windRatingBft") ? MAX_WIND_BFT : MAX_NUMBER);
        }
        checkValidities(fields);
        List<RegistryRecord.Permit> permits = permits(fields);
        long validFrom = fields.from("validFrom");
        return mover == null
                ? null
                : new RegistryRecord(mover, validFrom, moverClass, terminal, permits, routes, fieldsOf(fields, mover));
    }

    private static void checkNumber(String name, String pattern, String form, JsonFields fields) {
        String number = fields.text(name);
        if (number != null && !number.matches(pattern)) {
            fields.fault(name + "=\"" + JsonFields.cut(number) + "\" must be " + form, null);
        }
    }

    /** Millions of records say the same few things: what is equal is kept once. */
    private Map<String, Object> fieldsOf(JsonFields fields, MoverId mover) {
        Map<String, Object> shared = new HashMap<>();
        JsonFields.fieldsOf(fields.node()).forEach((name, value) -> shared.put(name, shared(value, mover)));
        return shared;
    }

    private Object shared(Object value, MoverId mover) {
        if (value.equals(mover.text())) {
            return mover.text();
        }
        Object known = pool.size() < MOST_SHARED ? pool.putIfAbsent(value, value) : pool.get(value);
        return known == null ? value : known;
    }

    private static void checkValidities(JsonFields fields) {
        for (Iterator<String> names = fields.node().fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (name.endsWith(END_OF_VALIDITY)) {
                fields.to(name);
            }
        }
    }

    private static void checkDate(String name, String date, JsonFields fields) {
        try {
            LocalDate.parse(date);
        } catch (DateTimeException e) {
            fields.fault(
                    name + " holds \"" + JsonFields.cut(date) + "\", which is not a date such as 2026-03-31", null);
        }
    }

    private static List<RegistryRecord.Permit> permits(JsonFields fields) {
        List<RegistryRecord.Permit> permits = new ArrayList<>();
        for (JsonFields permit : fields.objects("permits")) {
            String zone = permit.requiredText("zone");
            String type = permit.text("type");
            long from = permit.from("from");
            long to = permit.to("to");
            if (from >= to) {
                permit.fault("to is not after from", null);
            }
            if (zone != null) {
                permits.add(new RegistryRecord.Permit(zone, type, from, to));
            }
        }
        return permits;
    }
}

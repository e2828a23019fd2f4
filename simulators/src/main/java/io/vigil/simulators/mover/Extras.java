package io.vigil.simulators.mover;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is special about a vehicle beyond its record and its errands.
 *
 * @param watch what it breaks by being on the road at all, or null
 * @param laterRecords what its registry record says from later moments on
 * @param records registry records of others that belong to it, such as of its driver
 * @param crew how many drivers take turns; 0: its card reader is broken and nobody knows who drives
 * @param ruling what the control room finds of each of its offences, or null: it does not look
 * @param ghost a second vehicle under its plate, or null
 */
record Extras(
        @Nullable Watch watch,
        List<LaterRecord> laterRecords,
        List<Map<String, Object>> records,
        int crew,
        @Nullable String ruling,
        @Nullable Ghost ghost) {
    /** Four drivers take turns, so that nobody drives too long. */
    static final Extras NONE = new Extras(null, List.of(), List.of(), 4, null, null);

    /**
     * What a record says besides the ordinary from some moment on.
     *
     * @param fromMillis from when on
     * @param fields what it says then, over the first record's
     */
    record LaterRecord(long fromMillis, Map<String, Object> fields) {}

    /**
     * A vehicle without a terminal under somebody's plate, seen by cameras alone.
     *
     * @param plate its own false plate, or null for that of the vehicle it copies
     * @param looks what cameras take it for, or null: like the vehicle it copies
     * @param home junction it lives at
     * @param offence whether it is one: a control stays within what one misreading explains
     * @param behaviour what it does
     */
    record Ghost(
            @Nullable String plate,
            @Nullable String looks,
            String home,
            boolean offence,
            java.util.function.Function<Dice, Behaviour> behaviour) {}

    /**
     * A rule that is broken by all it does, such as by driving while wanted.
     *
     * @param rule the rule's id
     * @param fromMillis from when on
     */
    public record Watch(String rule, long fromMillis) {}

    Extras watching(String rule, long fromMillis) {
        return new Extras(new Watch(rule, fromMillis), laterRecords, records, crew, ruling, ghost);
    }

    Extras later(LaterRecord... more) {
        return new Extras(watch, List.of(more), records, crew, ruling, ghost);
    }

    Extras withRecord(Map<String, Object> record) {
        return new Extras(watch, laterRecords, List.of(record), crew, ruling, ghost);
    }

    Extras withoutCards() {
        return new Extras(watch, laterRecords, records, 0, ruling, ghost);
    }

    Extras ruledAs(String outcome) {
        return new Extras(watch, laterRecords, records, crew, outcome, ghost);
    }

    Extras copiedBy(Ghost other) {
        return new Extras(watch, laterRecords, records, crew, ruling, other);
    }
}

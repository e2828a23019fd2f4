package io.vigil.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who moves: a kind and the identity the mover reports by.
 *
 * <p>A vehicle's identity is {@code plate|colour} where the registry knows it, else its terminal number; a vessel's is its
 * MMSI (nine digits) or its BeiDou number; a driver's is his licence number. No feed reports drivers: their events are
 * those of the vehicles they drive. A company's is the owner's name in the registry; it has no reports at all. Movers are ordered by their text.
 *
 * @param text the canonical form, {@code vehicle:津A12345|yellow} or {@code vessel:412345678}; at most 80 characters
 */
public record MoverId(String text) implements Comparable<MoverId> {
    /** The longest text accepted; a longer one is a damaged or hostile record. */
    public static final int MAX_LENGTH = 80;

    private static final String VEHICLE = "vehicle:";
    private static final String VESSEL = "vessel:";
    private static final String DRIVER = "driver:";

    private static final String COMPANY = "company:";

    private static final List<String> KINDS = List.of(VEHICLE, VESSEL, DRIVER, COMPANY);

    public MoverId {
        int identityStart = identityStart(text);
        if (identityStart < 0 || text.length() == identityStart || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("mover \"" + abbreviate(text)
                    + "\" must be vehicle:ID or vessel:ID, at most " + MAX_LENGTH + " characters");
        }
        for (int i = identityStart; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw new IllegalArgumentException("mover id holds a control character at position " + i);
            }
        }
    }

    /** The mover of that kind and identity. */
    public static MoverId of(MoverKind kind, String identity) {
        return new MoverId(kind.word() + ':' + identity);
    }

    /** The vessel with that MMSI, written with nine digits. */
    public static MoverId ofMmsi(int mmsi) {
        String digits = Integer.toString(mmsi);
        return new MoverId(VESSEL + "0".repeat(Math.max(0, 9 - digits.length())) + digits);
    }

    /** The driver with that licence, or null where there is none or the text cannot name anybody. */
    public static @Nullable MoverId ofDriver(@Nullable String licence) {
        return named(DRIVER, licence);
    }

    /** The company of that name, or null where there is none or the text cannot name anybody. */
    public static @Nullable MoverId ofCompany(@Nullable String owner) {
        return named(COMPANY, owner);
    }

    private static @Nullable MoverId named(String prefix, @Nullable String name) {
        if (name == null || name.isBlank() || name.length() > MAX_LENGTH - prefix.length()) {
            return null;
        }
        return name.chars().anyMatch(Character::isISOControl) ? null : new MoverId(prefix + name);
    }

    /** Vehicle, vessel, driver or company. */
    public MoverKind kind() {
        if (text.startsWith(VEHICLE)) {
            return MoverKind.VEHICLE;
        }
        if (text.startsWith(VESSEL)) {
            return MoverKind.VESSEL;
        }
        return text.startsWith(DRIVER) ? MoverKind.DRIVER : MoverKind.COMPANY;
    }

    /** What follows the kind: plate and colour, terminal number, MMSI, BeiDou or licence number, or name. */
    public String identity() {
        return text.substring(text.indexOf(':') + 1);
    }

    @Override
    public int compareTo(MoverId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    private static int identityStart(String text) {
        for (String kind : KINDS) {
            if (text.startsWith(kind)) {
                return kind.length();
            }
        }
        return -1;
    }

    private static String abbreviate(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    }
}

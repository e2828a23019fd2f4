package io.vigil.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a mover says of itself: name, call sign, class, dimensions, driver. It is a claim, not a fact; the registry wins.
 *
 * @param mover who says it
 * @param eventTimeMillis when it was said (received time where the message carries none), milliseconds since the epoch
 * @param receivedTimeMillis when it reached us, or {@link PositionReport#NO_TIME}
 * @param facts only what was available, by name: {@code class} (a class of the registry contract), {@code name},
 *     {@code callSign}, {@code imo}, {@code shipType} (ITU-R M.1371 number), {@code lengthM}, {@code beamM},
 *     {@code draughtM}, {@code destination}, {@code plate}, {@code plateColour}, {@code driver}, {@code driverCard}
 *     ({@code in} or {@code out}), {@code terminal}, {@code session} ({@code logged-out} when the terminal logs out); and
 *     what was declared for it, see {@link #isDeclared}
 */
public record IdentityReport(
        MoverId mover, long eventTimeMillis, long receivedTimeMillis, SortedMap<String, String> facts)
        implements MoverEvent {
    /** The fact that tells of the terminal's session. */
    public static final String SESSION = "session";

    /** The fact that tells which vessel the track of a radar is taken for: its mover, or empty for none. */
    public static final String ASSOCIATED = "associated";

    /** The fact that tells when the radar last said so, milliseconds since the epoch: an association is not for ever. */
    public static final String ASSOCIATED_AT = "associatedAt";

    /** Its value when the terminal has logged out in good order. */
    public static final String LOGGED_OUT = "logged-out";

    /** When a departure was declared, milliseconds since the epoch. */
    public static final String DEPARTURE = "departureReport";

    /** When an arrival was declared, milliseconds since the epoch. */
    public static final String ARRIVAL = "arrivalReport";

    /** How many hands on board were declared. */
    public static final String CREW = "declaredCrew";

    /** Ids of the orders that were acknowledged last, with blanks between. */
    public static final String ACKNOWLEDGED = "acknowledged";

    private static final List<String> DECLARED = List.of(DEPARTURE, ARRIVAL, ACKNOWLEDGED);

    public IdentityReport {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    /** An identity report from facts in any order. */
    public static IdentityReport of(
            MoverId mover, long eventTimeMillis, long receivedTimeMillis, Map<String, String> facts) {
        return new IdentityReport(mover, eventTimeMillis, receivedTimeMillis, new TreeMap<>(facts));
    }

    /** Whether it was declared by people, not sent by the terminal: it then has a way of its own and may come later. */
    public boolean isDeclared() {
        return DECLARED.stream().anyMatch(facts::containsKey);
    }

    @Override
    public String word() {
        return "identity";
    }

    @Override
    public IdentityReport withMover(MoverId other) {
        return new IdentityReport(other, eventTimeMillis, receivedTimeMillis, facts);
    }
}

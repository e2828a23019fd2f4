package io.vigil.console.world;

import io.vigil.model.MoverId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose a mover or a warning is: of the jurisdiction where the mover is registered, of that of the zone, and of every one
 * in whose area it lies.
 */
public final class Jurisdictions {
    private final MoverCards cards;
    private final Ground ground;

    public Jurisdictions(MoverCards cards, Ground ground) {
        this.cards = cards;
        this.ground = ground;
    }

    /** The codes of a mover at a place; latitude and longitude may be NaN. */
    public Set<String> of(MoverId mover, double latitude, double longitude) {
        return of(List.of(mover), null, latitude, longitude);
    }

    /** The codes of a warning about movers, at a place and perhaps in a zone. */
    public Set<String> of(Collection<MoverId> movers, @Nullable String zone, double latitude, double longitude) {
        Set<String> codes = new TreeSet<>(ground.jurisdictionsAt(latitude, longitude));
        for (MoverId mover : movers) {
            cards.jurisdictionOf(mover).ifPresent(codes::add);
        }
        if (zone != null) {
            ground.jurisdictionOf(zone).ifPresent(codes::add);
        }
        return codes;
    }
}

package io.vigil.jobs;

import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.MoverKind;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import org.jspecify.annotations.Nullable;

/**
 * Says whose terminal it is: a report of a vehicle known only by its terminal number becomes one of the registered
 * vehicle, so that all that is known of it is found under one name.
 */
final class Identities {
    private final Registry registry;

    Identities(Registry registry) {
        this.registry = registry;
    }

    /** The event of the registered mover, or the same event where the registry does not know the terminal. */
    MoverEvent resolve(MoverEvent event) {
        MoverId mover = event.mover();
        if (mover.kind() != MoverKind.VEHICLE || !isTerminalNumber(mover.identity())) {
            return event;
        }
        @Nullable MoverId registered = registry.moverOfTerminal(mover.identity(), event.eventTimeMillis());
        if (registered == null || registered.equals(mover)) {
            return event;
        }
        if (event instanceof PositionReport position) {
            return position.withMover(registered);
        }
        if (event instanceof IdentityReport identity) {
            return new IdentityReport(
                    registered, identity.eventTimeMillis(), identity.receivedTimeMillis(), identity.facts());
        }
        throw new IllegalStateException("no way to rename " + event.getClass());
    }

    private static boolean isTerminalNumber(String identity) {
        for (int i = 0; i < identity.length(); i++) {
            char digit = identity.charAt(i);
            if (digit < '0' || digit > '9') {
                return false;
            }
        }
        return true;
    }
}

package io.vigil.jobs;

import io.vigil.model.Disposition;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.MoverKind;
import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says whose terminal it is: a report of a vehicle known only by its terminal number becomes one of the registered
 * vehicle, one by a vessel's MMSI or BeiDou number one of the registered vessel, so that all that is known of a mover is
 * found under one name. The source of each report tells by what it came.
 */
final class Identities {
    private final Supplier<Registry> registry;

    Identities(Registry registry) {
        this(() -> registry);
    }

    /** What is asked for the registry may answer another one each time. */
    Identities(Supplier<Registry> registry) {
        this.registry = registry;
    }

    /** The event of the registered mover, or the same event where the registry does not know the terminal. */
    MoverEvent resolve(MoverEvent event) {
        MoverId mover = event.mover();
        if (mover.kind() == MoverKind.VESSEL) {
            MoverId vessel = registry.get().moverOfAlias(mover, event.eventTimeMillis());
            return vessel == null ? event : event.withMover(vessel);
        }
        if (mover.kind() != MoverKind.VEHICLE || !isTerminalNumber(mover.identity())) {
            return event;
        }
        @Nullable MoverId registered = registry.get().moverOfTerminal(mover.identity(), event.eventTimeMillis());
        if (registered == null || registered.equals(mover)) {
            return event;
        }
        return event.withMover(registered);
    }

    /** The company that owns the vehicle an operator's word is about, as the registry knew it then, or null. */
    @Nullable
    MoverId ownerOf(Disposition disposition) {
        if (disposition.mover().kind() != MoverKind.VEHICLE) {
            return null;
        }
        RegistryRecord record = registry.get().at(disposition.mover(), disposition.eventTimeMillis());
        return record != null && record.fields().get("owner") instanceof String owner ? MoverId.ofCompany(owner) : null;
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

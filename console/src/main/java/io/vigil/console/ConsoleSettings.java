package io.vigil.console;

import io.vigil.console.access.OidcIssuer;
import io.vigil.console.access.Role;
import io.vigil.console.out.WebhookTarget;
import io.vigil.console.track.TrackStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a console needs to know to start.
 *
 * @param bootstrap brokers of Kafka, {@code HOST:PORT[,HOST:PORT]}
 * @param bindAddress address to listen on
 * @param port port to listen on; 0 takes any free one
 * @param behindTls whether browsers reach it through TLS, so that cookies may demand it
 * @param database where warnings and users are kept
 * @param tracks folder of the tracks
 * @param keep how much of the tracks is kept
 * @param out what other systems are told
 * @param desk what the desk is shown and held to
 */
record ConsoleSettings(
        String bootstrap,
        String bindAddress,
        int port,
        boolean behindTls,
        DatabaseAddress database,
        Path tracks,
        TrackStore.Keep keep,
        Out out,
        Desk desk) {
    /** A server of PostgreSQL and who we are there. */
    record DatabaseAddress(String url, String user, String password) {}

    /**
     * What other systems are told.
     *
     * @param webhooks where warnings go by HTTP
     * @param sender who sends CAP alerts
     * @param exercise whether the data is simulated or replayed
     * @param metricsToken what Prometheus must send as a bearer token, or an empty text
     * @param openMetrics whether anybody may read metrics where there is no token, as on a loopback address
     */
    record Out(
            List<WebhookTarget> webhooks, String sender, boolean exercise, String metricsToken, boolean openMetrics) {
        static final Out NOBODY = new Out(List.of(), "vigil", true, "", true);
    }

    /**
     * What the desk is shown and held to.
     *
     * @param engineSilentSeconds without a position for so long the engine counts as silent, seconds, above 0
     * @param mostPerHour what would raise more warnings an hour is not published, above 0
     * @param tiles the user's own map tiles, or null
     * @param issuer who else says who users are, or null
     * @param masked roles from which plates and licences are hidden
     */
    record Desk(
            int engineSilentSeconds,
            double mostPerHour,
            @Nullable TileSource tiles,
            OidcIssuer.@Nullable Settings issuer,
            Set<Role> masked) {
        static final Desk PLAIN = new Desk(60, 200, null, null, Set.of());
    }

    /** The same with another desk. */
    ConsoleSettings withDesk(Desk other) {
        return new ConsoleSettings(bootstrap, bindAddress, port, behindTls, database, tracks, keep, out, other);
    }

    /** The same on another port. */
    ConsoleSettings withPort(int other) {
        return new ConsoleSettings(bootstrap, bindAddress, other, behindTls, database, tracks, keep, out, desk);
    }
}

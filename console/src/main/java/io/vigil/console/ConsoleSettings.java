package io.vigil.console;

import io.vigil.console.track.TrackStore;
import java.nio.file.Path;

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
 */
record ConsoleSettings(
        String bootstrap,
        String bindAddress,
        int port,
        boolean behindTls,
        DatabaseAddress database,
        Path tracks,
        TrackStore.Keep keep) {
    /** A server of PostgreSQL and who we are there. */
    record DatabaseAddress(String url, String user, String password) {}

    /** The same on another port. */
    ConsoleSettings withPort(int other) {
        return new ConsoleSettings(bootstrap, bindAddress, other, behindTls, database, tracks, keep);
    }
}

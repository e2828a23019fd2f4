package io.vigil.console;

/**
 * What a console needs to know to start.
 *
 * @param bootstrap brokers of Kafka, {@code HOST:PORT[,HOST:PORT]}
 * @param bindAddress address to listen on
 * @param port port to listen on; 0 takes any free one
 */
record ConsoleSettings(String bootstrap, String bindAddress, int port) {
    /** The same on another port. */
    ConsoleSettings withPort(int other) {
        return new ConsoleSettings(bootstrap, bindAddress, other);
    }
}

package io.vigil.jobs.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Finds TCP ports nobody listens on. Another process may take one before it is used: a small race that is accepted. */
public final class FreePorts {
    private static final int HIGHEST = 65_535;

    private FreePorts() {}

    /** So many different free ports of the loopback interface. */
    public static List<Integer> take(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                sockets.add(socket);
                ports.add(socket.getLocalPort());
            }
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
        return ports;
    }

    /**
     * The first port from {@code wanted} on that is free on all interfaces.
     *
     * @throws IOException if none of the next hundred is
     */
    public static int from(int wanted) throws IOException {
        int last = Math.min(HIGHEST, wanted + 100);
        for (int port = wanted; port <= last; port++) {
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no free port from " + wanted + " to " + last);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException busy) {
            return false;
        }
    }
}

package io.vigil.console.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * A PostgreSQL server of our own, for a demo and for small desks: unpacked from a jar of the build, with its data in a
 * folder, at a free port of the loopback address with a password of its own. It is a child that ends when its
 * standard input does, so it cannot be left behind, not even when this process is killed.
 *
 * <p>PostgreSQL refuses to run as root. Where we are root it runs in a user namespace in which nobody is
 * ({@code unshare -U}); where the system forbids those, a server has to be given.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final String USER = "vigil";
    private static final String DATABASE = "vigil";
    private static final int START_SECONDS = 60;
    /** Ends the server with this script, and this script with the process that holds its standard input. */
    private static final String KEEPER =
            """
            "$@" </dev/null &
            server=$!
            trap 'kill -INT $server 2>/dev/null' TERM INT HUP
            (cat >/dev/null; kill -INT $server 2>/dev/null) <&3 &
            reader=$!
            wait $server
            kill $reader 2>/dev/null
            """;

    private final Process process;
    private final int port;
    private final String password;

    private EmbeddedPostgres(Process process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts a server with its data below that folder, which is made if it is not there.
     *
     * @param programs folder to unpack the programs into, unless they are there already; several servers may share it
     * @param lasting whether what is stored must survive a power cut; without it the server is faster
     * @throws IOException saying what does not work and what to do
     */
    public static EmbeddedPostgres start(Path programs, Path folder, boolean lasting) throws IOException {
        return start(programs, folder, lasting, freePort());
    }

    /** The same at that port, as a server has that is stopped and started again. */
    public static EmbeddedPostgres start(Path programs, Path folder, boolean lasting, int port) throws IOException {
        Files.createDirectories(folder);
        unpackOnce(programs);
        Path data = folder.resolve("data");
        Files.deleteIfExists(data.resolve("postmaster.pid")); // its owner ends with its keeper
        String password = passwordOf(folder);
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(programs, data, folder);
        }
        List<String> command = new ArrayList<>(ownSession());
        command.addAll(List.of("sh", "-c", "exec 3<&0; " + KEEPER, "postgres-keeper"));
        command.addAll(asNobodyIfRoot());
        command.addAll(List.of(
                programs.resolve("bin/postgres").toString(), "-D", data.toString(), "-p", Integer.toString(port)));
        command.addAll(options(lasting));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("postgres.log").toFile())
                .start();
        EmbeddedPostgres server = new EmbeddedPostgres(process, port, password);
        try {
            server.awaitAnswer(folder.resolve("postgres.log"));
            server.createDatabase();
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** The address of its database. */
    public String url() {
        return url(DATABASE);
    }

    /** The address of another database of it, for tests that want one each. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Its port at the loopback address. */
    public int port() {
        return port;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** Stops it: connections end, what was committed stays. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroy();
                process.waitFor(5, TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> options(boolean lasting) {
        List<String> options = new ArrayList<>(List.of(
                "-c", "listen_addresses=127.0.0.1",
                "-c", "unix_socket_directories=",
                "-c", "max_connections=40",
                "-c", "shared_buffers=32MB",
                "-c", "max_wal_size=256MB"));
        if (!lasting) {
            options.addAll(List.of("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"));
        }
        return options;
    }

    private static void initialise(Path programs, Path data, Path folder) throws IOException {
        Path log = folder.resolve("initdb.log");
        List<String> command = new ArrayList<>(asNobodyIfRoot());
        command.addAll(List.of(
                programs.resolve("bin/initdb").toString(),
                "-D",
                data.toString(),
                "-U",
                USER,
                "-E",
                "UTF8",
                "--locale=C",
                "--auth=scram-sha-256",
                "--pwfile=" + folder.resolve("password"),
                "--no-sync"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("PostgreSQL cannot lay out its data: " + lastLine(log)
                        + "; give a server with --database, or start as another user than root");
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL lays out its data", e);
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        return lines.isEmpty() ? "it says nothing" : lines.get(lines.size() - 1);
    }

    /** In a user namespace without a mapping nobody is root, and the files of root are still one's own. */
    private static List<String> asNobodyIfRoot() {
        return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
    }

    private void awaitAnswer(Path log) throws IOException {
        long giveUpNanos = System.nanoTime() + START_SECONDS * 1_000_000_000L;
        while (true) {
            try (Connection connection = DriverManager.getConnection(url("postgres"), USER, password)) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException e) {
                if (!process.isAlive() || System.nanoTime() > giveUpNanos) {
                    throw new IOException("PostgreSQL does not start: " + lastLine(log), e);
                }
            }
            try {
                process.waitFor(50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while PostgreSQL starts", e);
            }
        }
    }

    private void createDatabase() throws IOException {
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, password)) {
            boolean there = !Sql.query(
                            connection, "select 1 from pg_database where datname = ?", row -> row.getInt(1), DATABASE)
                    .isEmpty();
            if (!there) {
                Sql.update(connection, "create database " + DATABASE);
            }
        } catch (SQLException e) {
            throw new IOException("the database cannot be created: " + e.getMessage(), e);
        }
    }

    /** Unpacks beside the folder and moves it into place whole, since another start may do the same now. */
    private static void unpackOnce(Path programs) throws IOException {
        if (Files.exists(programs.resolve("bin/postgres"))) {
            return;
        }
        Path parent = Objects.requireNonNull(programs.toAbsolutePath().getParent());
        Path unpacked = Files.createTempDirectory(Files.createDirectories(parent), "unpacking");
        Files.setPosixFilePermissions(unpacked, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (InputStream packed = EmbeddedPostgres.class.getResourceAsStream(resource())) {
            if (packed == null) {
                throw new IOException("no PostgreSQL comes along for this system (" + resource()
                        + "); give a server with --database");
            }
            try (TarArchiveInputStream tar =
                    new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, unpacked);
                }
            }
            Files.move(unpacked, programs, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.exists(programs.resolve("bin/postgres"))) {
                throw e;
            }
        } finally {
            deleteTree(unpacked);
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** A session of its own, so that an interrupt from the terminal does not reach the server before us. */
    private static List<String> ownSession() {
        return Files.isExecutable(Path.of("/usr/bin/setsid")) ? List.of("/usr/bin/setsid") : List.of();
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path programs) throws IOException {
        Path file = programs.resolve(entry.getName()).normalize();
        if (!file.startsWith(programs)) {
            throw new IOException(entry.getName() + " would leave " + programs);
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.deleteIfExists(file);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            if ((entry.getMode() & 0100) != 0) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static String resource() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String arch = System.getProperty("os.arch");
        boolean arm = arch.equals("aarch64");
        return "/postgres-" + system + '-' + (arm ? "arm_64" : "x86_64") + ".txz";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The password of the first start, which only the owner of the folder can read. */
    private static String passwordOf(Path folder) throws IOException {
        Path file = folder.resolve("password");
        if (!Files.exists(file)) {
            byte[] bytes = new byte[16];
            new SecureRandom().nextBytes(bytes);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(bytes));
        }
        return Files.readString(file);
    }
}

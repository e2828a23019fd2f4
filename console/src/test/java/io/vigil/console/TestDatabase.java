package io.vigil.console;

import io.vigil.console.store.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL for all tests of a process, and a database of its own for each that asks. */
public final class TestDatabase {
    /** Unpacked once for all processes of a build. */
    static final Path PROGRAMS = Path.of(System.getProperty("java.io.tmpdir"), "postgres-programs");

    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger LAST = new AtomicInteger();

    private TestDatabase() {}

    /** Where a database is, for tests of other packages. */
    public record Address(String url, String user, String password) {}

    /** A new, empty database. */
    public static Address createAddress() {
        ConsoleSettings.DatabaseAddress address = create();
        return new Address(address.url(), address.user(), address.password());
    }

    /** A new, empty database. */
    static ConsoleSettings.DatabaseAddress create() {
        String name = "test" + LAST.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(SERVER.url(), SERVER.user(), SERVER.password())) {
            connection.createStatement().execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new ConsoleSettings.DatabaseAddress(SERVER.url(name), SERVER.user(), SERVER.password());
    }

    /** Runs SQL that returns nothing. */
    static void execute(ConsoleSettings.DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password())) {
            connection.createStatement().execute(sql);
        }
    }

    /** The first value of the first row. */
    static long number(ConsoleSettings.DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            Path folder = Files.createTempDirectory("test-postgres");
            EmbeddedPostgres server = EmbeddedPostgres.start(PROGRAMS, folder, false);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                delete(folder);
            }));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.vigil.console.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to PostgreSQL, which may go away and come back at any time. Brings the schema up to date before the first
 * use. Every use is one transaction. Safe for use by several threads.
 */
public final class Database implements AutoCloseable {
    /** What to do in one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int CONNECTIONS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HikariDataSource pool;
    private boolean migrated;
    private volatile @Nullable String awayReason = "not yet connected";

    /**
     * A connection to that database; nothing is asked of it yet.
     *
     * @param url such as {@code jdbc:postgresql://localhost:5432/vigil}
     */
    public Database(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("console");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setAutoCommit(false);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setValidationTimeout(PATIENCE.toMillis());
        // A server that went without a goodbye must not hold a reader for ever.
        config.addDataSourceProperty("socketTimeout", "20");
        config.addDataSourceProperty("connectTimeout", "3");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", "vigil-console");
        pool = new HikariDataSource(config);
    }

    /**
     * Does the work in one transaction and commits it.
     *
     * @throws StoreAwayException when the database does not answer; then nothing is known to have happened
     * @throws IllegalStateException when it refuses
     */
    public <T> T inTransaction(Work<T> work) {
        migrateOnce();
        try (Connection connection = pool.getConnection()) {
            T result;
            try {
                result = work.in(connection);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                rollback(connection);
                throw e;
            }
            awayReason = null;
            return result;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Why the database does not answer, or null when it did the last time. */
    public @Nullable String awayReason() {
        return awayReason;
    }

    /** Asks the database whether it is there; {@link #awayReason} tells. */
    public void ping() {
        try {
            inTransaction(connection -> Sql.query(connection, "select 1", row -> row.getInt(1)));
        } catch (StoreAwayException e) {
            LOG.debug("the database is away", e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private synchronized void migrateOnce() {
        if (migrated) {
            return;
        }
        try {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:io/vigil/console/migration")
                    .connectRetries(0)
                    .load()
                    .migrate();
            migrated = true;
        } catch (FlywayException e) {
            SQLException cause = sqlCause(e);
            if (cause != null && isAway(cause)) {
                throw failure(cause);
            }
            awayReason = String.valueOf(e.getMessage());
            throw new IllegalStateException("the schema of the database cannot be brought up to date", e);
        }
    }

    private RuntimeException failure(SQLException e) {
        if (isAway(e)) {
            awayReason = reason(e);
            return new StoreAwayException(reason(e), e);
        }
        return new IllegalStateException("the database refuses: " + e.getMessage(), e);
    }

    /** Whether the database may do it later: no connection (08), no resources (53), being stopped or started (57P). */
    static boolean isAway(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return e instanceof SQLTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P")
                || state.startsWith("40")
                || e.getCause() instanceof InterruptedException;
    }

    private static @Nullable SQLException sqlCause(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private static String reason(SQLException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("a lost connection cannot be rolled back, and need not be", e);
        }
    }
}

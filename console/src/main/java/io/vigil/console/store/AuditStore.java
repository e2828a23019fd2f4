package io.vigil.console.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Who did what and when. Rows can be added and read; the database refuses to change or delete them. */
public final class AuditStore {
    /**
     * One thing done.
     *
     * @param id its number, counting up
     * @param at when, by the database's clock
     * @param by name of the user, or an empty text where nobody was logged in
     * @param action what, such as {@code login}
     * @param subject to what, such as the id of a warning
     * @param detail more of it
     */
    public record Entry(long id, Instant at, String by, String action, String subject, String detail) {}

    private static final int MAX_TEXT = 1_000;

    private final Database database;

    public AuditStore(Database database) {
        this.database = database;
    }

    /** Adds an entry in a transaction of its own. */
    public void add(String by, String action, String subject, String detail) {
        database.inTransaction(connection -> {
            add(connection, by, action, subject, detail);
            return true;
        });
    }

    /** Adds an entry in the transaction of what it tells of. */
    static void add(Connection connection, String by, String action, String subject, String detail)
            throws SQLException {
        Sql.update(
                connection,
                "insert into audit (by_user, action, subject, detail) values (?, ?, ?, ?)",
                cut(by),
                action,
                cut(subject),
                cut(detail));
    }

    /** The newest entries before that number, newest first. */
    public List<Entry> before(long id, int max) {
        return database.inTransaction(connection -> Sql.query(
                connection,
                "select * from audit where id < ? order by id desc limit ?",
                row -> new Entry(
                        row.getLong("id"),
                        Sql.instant(row, "at"),
                        row.getString("by_user"),
                        row.getString("action"),
                        row.getString("subject"),
                        row.getString("detail")),
                id,
                max));
    }

    private static String cut(String text) {
        String whole = text.replace('\0', ' ');
        return whole.length() <= MAX_TEXT ? whole : whole.substring(0, MAX_TEXT);
    }
}

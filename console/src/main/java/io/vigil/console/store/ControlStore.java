package io.vigil.console.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Versions of zones and rules as they were published from here: who, when, why, and what it said. */
public final class ControlStore {
    /**
     * One version.
     *
     * @param kind {@code zone} or {@code rule}
     * @param subject id of the zone or rule
     * @param version 1 for the first, then counting up
     * @param body its JSON, or null where it was deleted
     * @param by who published it
     * @param at when
     * @param note why
     */
    public record Version(
            String kind, String subject, int version, @Nullable String body, String by, Instant at, String note) {}

    private final Database database;

    public ControlStore(Database database) {
        this.database = database;
    }

    /**
     * Stores the next version and sends it to a topic.
     *
     * @param expected the version it is made from, 0 for a new subject
     * @return the new version, or nothing when somebody else was faster
     */
    public Optional<Version> publish(Version next, int expected, String topic) {
        return database.inTransaction(connection -> {
            Sql.query(
                    connection,
                    "select pg_advisory_xact_lock(hashtext(?))",
                    row -> true,
                    next.kind() + '/' + next.subject());
            int newest = Sql.query(
                            connection,
                            "select coalesce(max(version), 0) from control_version where kind = ? and subject = ?",
                            row -> row.getInt(1),
                            next.kind(),
                            next.subject())
                    .get(0);
            if (newest != expected) {
                return Optional.empty();
            }
            Version stored = new Version(
                    next.kind(), next.subject(), newest + 1, next.body(), next.by(), next.at(), next.note());
            Sql.update(
                    connection,
                    "insert into control_version (kind, subject, version, body, by_user, at, note)"
                            + " values (?, ?, ?, ?, ?, ?, ?)",
                    stored.kind(),
                    stored.subject(),
                    stored.version(),
                    stored.body(),
                    stored.by(),
                    stored.at(),
                    stored.note());
            DeskStore.send(connection, topic, stored.subject(), stored.body());
            AuditStore.add(
                    connection,
                    stored.by(),
                    stored.body() == null ? stored.kind() + "-delete" : stored.kind() + "-publish",
                    stored.subject(),
                    "version " + stored.version() + ": " + stored.note());
            return Optional.of(stored);
        });
    }

    /** All versions of a subject, newest first. */
    public List<Version> versions(String kind, String subject) {
        return database.inTransaction(connection -> Sql.query(
                connection,
                "select * from control_version where kind = ? and subject = ? order by version desc",
                ControlStore::version,
                kind,
                subject));
    }

    /** The newest version of every subject of a kind. */
    public List<Version> newest(String kind) {
        return database.inTransaction(connection -> Sql.query(
                connection,
                "select distinct on (subject) * from control_version where kind = ? order by subject, version desc",
                ControlStore::version,
                kind));
    }

    private static Version version(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Version(
                row.getString("kind"),
                row.getString("subject"),
                row.getInt("version"),
                row.getString("body"),
                row.getString("by_user"),
                Sql.instant(row, "at"),
                row.getString("note"));
    }
}

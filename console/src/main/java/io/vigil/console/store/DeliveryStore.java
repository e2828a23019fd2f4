package io.vigil.console.store;

import java.time.Instant;
import java.util.List;

/** Webhooks that are still to be delivered. A row is added with the transition it tells of, and goes once it is taken. */
public final class DeliveryStore {
    /**
     * One delivery.
     *
     * @param id its number
     * @param target address it goes to
     * @param warningId the warning
     * @param event the transition as it came
     * @param tries how often it was tried
     */
    public record Delivery(long id, String target, String warningId, String event, int tries) {}

    private final Database database;

    public DeliveryStore(Database database) {
        this.database = database;
    }

    /** What is to be delivered now, oldest first. */
    public List<Delivery> due(Instant now, int max) {
        return database.inTransaction(connection -> Sql.query(
                connection,
                "select d.id, d.target, d.warning_id, t.event, d.tries from delivery d"
                        + " join transition t using (warning_id, sequence) where d.next_try <= ? order by d.id limit ?",
                row -> new Delivery(
                        row.getLong("id"),
                        row.getString("target"),
                        row.getString("warning_id"),
                        row.getString("event"),
                        row.getInt("tries")),
                now,
                max));
    }

    /** Forgets what was taken. */
    public void delivered(long id) {
        database.inTransaction(connection -> Sql.update(connection, "delete from delivery where id = ?", id));
    }

    /** Tries it again later. */
    public void failed(long id, Instant nextTry) {
        database.inTransaction(connection -> Sql.update(
                connection, "update delivery set tries = tries + 1, next_try = ? where id = ?", nextTry, id));
    }

    /** How many wait. */
    public long waiting() {
        return database.inTransaction(
                connection -> Sql.query(connection, "select count(*) from delivery", row -> row.getLong(1))
                        .get(0));
    }
}

package io.vigil.console.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the desk did with warnings, and what of it still has to be told to the engine. */
public final class DeskStore {
    /**
     * One step.
     *
     * @param warningId the warning
     * @param mover one of its movers
     * @param rule its rule
     * @param word {@code ack}, {@code dispatch} or an outcome
     * @param by name of the user
     * @param at when, by the console's clock
     * @param note what he wrote, or an empty text
     */
    public record Step(String warningId, String mover, String rule, String word, String by, Instant at, String note) {}

    /**
     * A rule that is silent for a mover.
     *
     * @param id its number, 0 before it is stored
     * @param rule id of the rule
     * @param mover whom
     * @param until event time up to which
     * @param exemption whether it is an exemption, which is longer and given by somebody who may
     * @param reason why
     * @param by who gave it
     * @param at when
     * @param endedBy who ended it early, or null
     * @param endedAt when, or null
     */
    public record Silence(
            long id,
            String rule,
            String mover,
            Instant until,
            boolean exemption,
            String reason,
            String by,
            Instant at,
            @Nullable String endedBy,
            @Nullable Instant endedAt) {}

    /** A record that still has to go to Kafka; a value of null deletes the key. */
    public record Outgoing(long id, String topic, String key, @Nullable String value) {}

    private final Database database;

    public DeskStore(Database database) {
        this.database = database;
    }

    /** Stores a step and what the engine must be told of it. */
    public void add(Step step, String topic, String json) {
        database.inTransaction(connection -> {
            Sql.update(
                    connection,
                    "insert into step (warning_id, mover, rule, word, by_user, at, note) values (?, ?, ?, ?, ?, ?, ?)",
                    step.warningId(),
                    step.mover(),
                    step.rule(),
                    step.word(),
                    step.by(),
                    step.at(),
                    step.note());
            send(connection, topic, step.warningId(), json);
            AuditStore.add(connection, step.by(), step.word(), step.warningId(), step.note());
            return true;
        });
    }

    /** The steps of one warning, oldest first. */
    public List<Step> steps(String warningId) {
        return database.inTransaction(connection -> Sql.query(
                connection, "select * from step where warning_id = ? order by id", DeskStore::step, warningId));
    }

    /** All steps of the newest so many warnings, oldest first. */
    public List<Step> newestSteps(int warnings) {
        return database.inTransaction(connection -> Sql.query(
                connection,
                "select s.* from step s where warning_id in (select warning_id from warning"
                        + " order by state = 'open' desc, detected desc limit ?) order by s.id",
                DeskStore::step,
                warnings));
    }

    /** Stores that a rule is silent for a mover, and what the engine must be told of it; returns its number. */
    public long add(Silence silence, String topic, String json) {
        return database.inTransaction(connection -> {
            long id = Sql.query(
                            connection,
                            "insert into silence (rule, mover, until, exemption, reason, by_user, at)"
                                    + " values (?, ?, ?, ?, ?, ?, ?) returning id",
                            row -> row.getLong(1),
                            silence.rule(),
                            silence.mover(),
                            silence.until(),
                            silence.exemption(),
                            silence.reason(),
                            silence.by(),
                            silence.at())
                    .get(0);
            send(connection, topic, silence.rule() + '/' + silence.mover(), json);
            AuditStore.add(
                    connection,
                    silence.by(),
                    silence.exemption() ? "exempt" : "silence",
                    silence.rule() + ' ' + silence.mover(),
                    "until " + silence.until() + ": " + silence.reason());
            return id;
        });
    }

    /** Ends a silence early; false when it is not there or has ended. */
    public boolean end(Silence silence, String by, Instant at, String topic, String json) {
        return database.inTransaction(connection -> {
            int ended = Sql.update(
                    connection,
                    "update silence set ended_by = ?, ended_at = ? where id = ? and ended_at is null",
                    by,
                    at,
                    silence.id());
            if (ended > 0) {
                send(connection, topic, silence.rule() + '/' + silence.mover(), json);
                AuditStore.add(connection, by, "silence-end", silence.rule() + ' ' + silence.mover(), "");
            }
            return ended > 0;
        });
    }

    /** Silences that were not ended early, newest first. */
    public List<Silence> silences() {
        return database.inTransaction(connection -> Sql.query(
                connection,
                "select * from silence where ended_at is null order by id desc limit 5000",
                row -> new Silence(
                        row.getLong("id"),
                        row.getString("rule"),
                        row.getString("mover"),
                        Sql.instant(row, "until"),
                        row.getBoolean("exemption"),
                        row.getString("reason"),
                        row.getString("by_user"),
                        Sql.instant(row, "at"),
                        row.getString("ended_by"),
                        Sql.instantOrNull(row, "ended_at"))));
    }

    /** Stores that one shift handed over to the next. */
    public void handOver(Instant from, Instant to, String by, String takenBy, String note) {
        database.inTransaction(connection -> {
            Sql.update(
                    connection,
                    "insert into handover (shift_from, shift_to, by_user, taken_by, note, at) values (?, ?, ?, ?, ?, now())",
                    from,
                    to,
                    by,
                    takenBy,
                    note);
            AuditStore.add(connection, by, "handover", takenBy, from + " to " + to + ": " + note);
            return true;
        });
    }

    /** What has to go to Kafka first. */
    public List<Outgoing> outgoing(int max) {
        return database.inTransaction(connection -> Sql.query(
                connection,
                "select * from outbox order by id limit ?",
                row -> new Outgoing(
                        row.getLong("id"), row.getString("topic"), row.getString("key"), row.getString("value")),
                max));
    }

    /** Forgets what Kafka has taken. */
    public void sent(List<Long> ids) {
        database.inTransaction(connection -> {
            for (long id : ids) {
                Sql.update(connection, "delete from outbox where id = ?", id);
            }
            return true;
        });
    }

    static void send(java.sql.Connection connection, String topic, String key, @Nullable String json)
            throws SQLException {
        Sql.update(connection, "insert into outbox (topic, key, value) values (?, ?, ?)", topic, key, json);
    }

    private static Step step(ResultSet row) throws SQLException {
        return new Step(
                row.getString("warning_id"),
                row.getString("mover"),
                row.getString("rule"),
                row.getString("word"),
                row.getString("by_user"),
                Sql.instant(row, "at"),
                row.getString("note"));
    }
}

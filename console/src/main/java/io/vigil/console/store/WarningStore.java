package io.vigil.console.store;

import io.vigil.console.record.WarningTransition;
import io.vigil.model.MoverId;
import io.vigil.model.Tier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The warnings with all their transitions, and how far the topic was read. Both are stored in one transaction, so that a
 * process that is killed at any moment reads again what it had not stored and nothing else; and a transition that comes
 * twice changes nothing, so that a topic may be read again from its beginning.
 */
public final class WarningStore {
    /**
     * A transition as it is stored.
     *
     * @param transition what came
     * @param codes the jurisdictions it belongs to
     */
    public record Stored(WarningTransition transition, Set<String> codes) {}

    /**
     * A partition of a topic.
     *
     * @param topic its topic
     * @param partition its number, from 0
     */
    public record Partition(String topic, int partition) {}

    private static final String ADD_TRANSITION =
            "insert into transition (warning_id, sequence, event) values (?, ?, ?) on conflict do nothing";

    private static final String FOLD =
            """
            insert into warning (warning_id, sequence, type, time, tier, state, stage, rule, kind, movers, zone, codes,
                                 onset, detected)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (warning_id) do update set
              sequence = excluded.sequence, type = excluded.type, time = excluded.time, tier = excluded.tier,
              state = excluded.state, stage = excluded.stage, movers = excluded.movers, zone = excluded.zone,
              codes = excluded.codes, onset = excluded.onset, detected = excluded.detected
            where warning.sequence < excluded.sequence""";

    private static final String KEEP_OFFSET =
            """
            insert into topic_offset (cluster, topic, partition, next_offset) values (?, ?, ?, ?)
            on conflict (cluster, topic, partition) do update set next_offset = excluded.next_offset""";

    private static final String NEWEST =
            """
            select t.event, w.codes from transition t join warning w using (warning_id)
            where warning_id in (select warning_id from warning order by state = 'open' desc, detected desc limit ?)
            order by warning_id, t.sequence""";

    private static final String ADD_DELIVERY = "insert into delivery (target, warning_id, sequence) values (?, ?, ?)";

    private final Database database;
    private final Function<Tier, List<String>> deliveries;

    /**
     * The warnings of that database.
     *
     * @param deliveries addresses to which a transition of that tier has to be delivered
     */
    public WarningStore(Database database, Function<Tier, List<String>> deliveries) {
        this.database = database;
        this.deliveries = deliveries;
    }

    /**
     * Stores transitions and, with them, from where the topic has to be read next.
     *
     * @param cluster id of the Kafka cluster, since the offsets of another one mean other records
     */
    public void store(List<Stored> transitions, String cluster, Map<Partition, Long> nextOffsets) {
        database.inTransaction(connection -> {
            addTransitions(connection, transitions);
            fold(connection, transitions);
            for (Map.Entry<Partition, Long> next : nextOffsets.entrySet()) {
                Sql.update(
                        connection,
                        KEEP_OFFSET,
                        cluster,
                        next.getKey().topic(),
                        next.getKey().partition(),
                        next.getValue());
            }
            return transitions.size();
        });
    }

    /** From where the partitions of a topic have to be read next; absent where nothing was stored. */
    public Map<Integer, Long> nextOffsets(String cluster, String topic) {
        return database.inTransaction(connection -> {
            Map<Integer, Long> offsets = new HashMap<>();
            Sql.query(
                    connection,
                    "select partition, next_offset from topic_offset where cluster = ? and topic = ?",
                    row -> offsets.put(row.getInt(1), row.getLong(2)),
                    cluster,
                    topic);
            return offsets;
        });
    }

    /** The events of all transitions of so many warnings, open ones and then the newest, each warning's in order. */
    public List<StoredEvent> newest(int warnings) {
        return database.inTransaction(connection ->
                Sql.query(connection, NEWEST, row -> new StoredEvent(row.getString(1), codes(row)), warnings));
    }

    /** The events of all transitions of one warning in order; empty when it is not known. */
    public List<StoredEvent> transitions(String warningId) {
        return database.inTransaction(connection -> Sql.query(
                connection,
                "select t.event, w.codes from transition t join warning w using (warning_id)"
                        + " where warning_id = ? order by t.sequence",
                row -> new StoredEvent(row.getString(1), codes(row)),
                warningId));
    }

    /**
     * The events with which the warnings of a time were left, newest first.
     *
     * @param from earliest {@code detected}
     * @param to first {@code detected} no longer wanted
     * @param mover a mover they must be about, or an empty text
     */
    public List<StoredEvent> history(Instant from, Instant to, String mover, int max) {
        return database.inTransaction(connection -> Sql.query(
                connection,
                """
                select t.event, w.codes from warning w join transition t using (warning_id, sequence)
                where w.detected >= ? and w.detected < ? and (? = '' or w.movers @> array[?]::text[])
                order by w.detected desc, warning_id limit ?""",
                row -> new StoredEvent(row.getString(1), codes(row)),
                from,
                to,
                mover,
                mover,
                max));
    }

    /**
     * An event as it came.
     *
     * @param event the CloudEvent, valid JSON
     * @param codes the jurisdictions its warning belongs to
     */
    public record StoredEvent(String event, Set<String> codes) {}

    private static Set<String> codes(java.sql.ResultSet row) throws SQLException {
        return new TreeSet<>(Sql.texts(row, "codes"));
    }

    private void addTransitions(Connection connection, List<Stored> transitions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD_TRANSITION)) {
            for (Stored stored : transitions) {
                WarningTransition transition = stored.transition();
                Sql.set(statement, transition.warningId(), transition.sequence(), transition.cloudEvent());
                statement.addBatch();
            }
            int[] added = statement.executeBatch();
            for (int i = 0; i < added.length; i++) {
                if (added[i] > 0) {
                    addDeliveries(connection, transitions.get(i).transition());
                }
            }
        }
    }

    private void addDeliveries(Connection connection, WarningTransition transition) throws SQLException {
        for (String target : deliveries.apply(transition.tier())) {
            Sql.update(connection, ADD_DELIVERY, target, transition.warningId(), transition.sequence());
        }
    }

    private static void fold(Connection connection, List<Stored> transitions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FOLD)) {
            for (Stored stored : transitions) {
                WarningTransition last = stored.transition();
                List<String> movers = new ArrayList<>();
                for (MoverId mover : last.movers()) {
                    movers.add(mover.text());
                }
                Sql.set(
                        statement,
                        last.warningId(),
                        last.sequence(),
                        last.transition().word(),
                        Instant.ofEpochMilli(last.timeMillis()),
                        last.tier().word(),
                        last.state().word(),
                        last.stage(),
                        last.rule(),
                        last.kind(),
                        movers,
                        last.zone(),
                        stored.codes(),
                        Instant.ofEpochMilli(last.onsetMillis()),
                        Instant.ofEpochMilli(last.detectedMillis()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}

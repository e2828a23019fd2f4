package io.vigil.console.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.console.TestDatabase;
import io.vigil.console.record.MalformedRecordException;
import io.vigil.console.record.RecordFields;
import io.vigil.console.record.SampleRecords;
import io.vigil.console.record.WarningTransition;
import io.vigil.console.store.WarningStore.Partition;
import io.vigil.console.store.WarningStore.Stored;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Warnings in a real PostgreSQL. */
class WarningStoreITCase {
    private static final Instant NOON = Instant.parse("2026-09-12T04:00:00Z");
    private static final String COACH = "vehicle:津A12345|yellow";
    private static final Partition FIRST = new Partition("vigil.warnings", 0);
    private static final TestDatabase.Address ADDRESS = TestDatabase.createAddress();
    private static final Database DATABASE = new Database(ADDRESS.url(), ADDRESS.user(), ADDRESS.password());
    private final WarningStore store = new WarningStore(DATABASE, tier -> List.of());

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void empty() {
        DATABASE.inTransaction(connection -> Sql.update(connection, "truncate warning, transition, topic_offset"));
    }

    @Test
    void leavesTheSameWhateverIsDeliveredAgainAndInWhateverOrder() throws Exception {
        long seed = 5;
        Random random = new Random(seed);
        List<Stored> topic = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ObjectNode opened = opened("w" + i);
            ObjectNode red = SampleRecords.next(opened, "escalated", "red", "open", NOON.plusSeconds(60));
            ObjectNode closed = SampleRecords.next(red, "closed", "red", "closed", NOON.plusSeconds(90));
            for (ObjectNode event : List.of(opened, red, closed)) {
                topic.add(new Stored(parsed(event), Set.of("120116")));
            }
        }
        store.store(topic, "c", Map.of(FIRST, 60L));
        List<WarningStore.StoredEvent> once = store.newest(100);

        for (int i = 0; i < 30; i++) {
            int from = random.nextInt(topic.size());
            List<Stored> again = new ArrayList<>(topic.subList(from, from + random.nextInt(topic.size() - from + 1)));
            java.util.Collections.shuffle(again, random);
            store.store(again, "c", Map.of(FIRST, 60L));
        }

        assertThat(store.newest(100)).as("seed %d", seed).isEqualTo(once).hasSize(60);
        assertThat(store.history(NOON.minusSeconds(1), NOON.plusSeconds(1), COACH, 100))
                .hasSize(20)
                .allMatch(event -> event.event().contains("\"state\":\"closed\""));
        assertThat(store.history(NOON.minusSeconds(1), NOON.plusSeconds(1), "vessel:412345678", 100))
                .isEmpty();
    }

    @Test
    void storesNoOffsetWithoutItsRecordsAndNoRecordsWithoutTheirOffset() throws Exception {
        store.store(List.of(new Stored(parsed(opened("a")), Set.of())), "c", Map.of(FIRST, 1L));
        Stored refused = new Stored(parsed(opened("b")), Set.of());
        DATABASE.inTransaction(connection ->
                Sql.update(connection, "alter table topic_offset add constraint small check (next_offset < 10)"));
        try {
            assertThatThrownBy(() -> store.store(List.of(refused), "c", Map.of(FIRST, 10L)))
                    .isInstanceOf(IllegalStateException.class);
        } finally {
            DATABASE.inTransaction(
                    connection -> Sql.update(connection, "alter table topic_offset drop constraint small"));
        }

        assertThat(store.transitions("b")).isEmpty();
        assertThat(store.nextOffsets("c", "vigil.warnings")).containsExactly(Map.entry(0, 1L));
        assertThat(store.nextOffsets("another cluster", "vigil.warnings")).isEmpty();
    }

    @Test
    void storesTextsThatNoDatabaseHolds() throws Exception {
        ObjectNode event = opened("z");
        ((ObjectNode) event.at("/data/message")).put("zh", "零\0半\uD800尾").put("en", "nul \0");

        store.store(List.of(new Stored(parsed(event), Set.of())), "c", Map.of(FIRST, 1L));

        assertThat(store.transitions("z").get(0).event()).contains("零\\ufffd半").doesNotContain("\\u0000", "\uD800");
    }

    @Test
    void refusesToChangeOrDeleteWhatWasDone() {
        AuditStore audit = new AuditStore(DATABASE);
        audit.add("li", "login", "li", "");
        audit.add("li", "ack", "w1", "called");

        for (String forbidden : List.of(
                "update audit set by_user = 'x'",
                "delete from audit",
                "truncate audit",
                "delete from step",
                "truncate step")) {
            assertThatThrownBy(() -> DATABASE.inTransaction(
                            connection -> Sql.update(connection, forbidden + matching(forbidden))))
                    .as(forbidden)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("refused");
        }

        assertThat(audit.before(Long.MAX_VALUE, 10))
                .extracting(AuditStore.Entry::action)
                .containsExactly("ack", "login");
    }

    /** A trigger for each row fires only where there is one. */
    private static String matching(String statement) throws SQLException {
        if (statement.startsWith("delete from step")) {
            DATABASE.inTransaction(connection -> Sql.update(
                    connection,
                    "insert into step (warning_id, mover, rule, word, by_user, at, note)"
                            + " values ('w', 'm', 'r', 'ack', 'li', now(), '')"));
        }
        return "";
    }

    @Test
    void saysThatADatabaseIsAwayAndThatItIsBack() throws Exception {
        try (Database away = new Database("jdbc:postgresql://127.0.0.1:9/vigil", "vigil", "x")) {
            assertThatThrownBy(() -> new WarningStore(away, tier -> List.of()).newest(1))
                    .isInstanceOf(StoreAwayException.class);
            assertThat(away.awayReason()).isNotNull();
        }
        DATABASE.ping();
        assertThat(DATABASE.awayReason()).isNull();
    }

    private static ObjectNode opened(String id) {
        return SampleRecords.opened(id, "coach-night-run", "night-run", "yellow", COACH, NOON);
    }

    private static WarningTransition parsed(ObjectNode event) throws MalformedRecordException {
        return WarningTransition.parse(
                RecordFields.JSON.createObjectNode().setAll(event).toString().getBytes(StandardCharsets.UTF_8));
    }
}

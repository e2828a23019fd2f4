package io.vigil.console;

import static io.vigil.console.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.console.record.RecordFields;
import io.vigil.console.record.SampleRecords;
import io.vigil.console.store.EmbeddedPostgres;
import io.vigil.console.track.TrackStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Scanner;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console killed, and its database gone, in the middle of a burst: nothing is lost and nothing doubled. */
class ConsoleCrashITCase {
    private static final Instant NOON = Instant.parse("2026-09-12T04:00:00Z");
    private static final int WARNINGS = 1_500;

    @TempDir
    Path directory;

    private KafkaBroker broker;
    private Process process;

    @BeforeEach
    void startBroker() throws Exception {
        broker = KafkaBroker.start(directory);
        for (String topic :
                List.of(ConsoleServer.POSITIONS_TOPIC, ConsoleServer.WARNINGS_TOPIC, DeskApi.DISPOSITIONS_TOPIC)) {
            broker.createTopic(topic);
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
        broker.close();
    }

    @Test
    void losesAndDoublesNothingWhenItIsKilledInTheMiddleOfABurst() throws Exception {
        ConsoleSettings.DatabaseAddress database = TestDatabase.create();
        start(database);
        sendBurst(0, WARNINGS / 2);
        eventually(() -> stored(database), count -> count > WARNINGS / 10);
        sendBurst(WARNINGS / 2, WARNINGS);

        process.destroyForcibly().waitFor(); // SIGKILL
        long atDeath = stored(database);
        start(database);

        assertThat(eventually(() -> stored(database), count -> count == 2 * WARNINGS))
                .isEqualTo(2 * WARNINGS);
        assertThat(atDeath).as("the kill came before the end").isLessThan(2 * WARNINGS);
        assertThat(TestDatabase.number(
                        database, "select count(*) from warning where sequence = 2 and state = 'closed'"))
                .isEqualTo(WARNINGS);
        assertThat(TestDatabase.number(database, "select sum(next_offset) from topic_offset"))
                .isEqualTo(2 * WARNINGS);
    }

    @Test
    void goesOnShowingWhileTheDatabaseIsAwayAndStoresEverythingOnceItIsBack() throws Exception {
        Path folder = directory.resolve("postgres");
        EmbeddedPostgres postgres = EmbeddedPostgres.start(TestDatabase.PROGRAMS, folder, true);
        ConsoleSettings.DatabaseAddress database =
                new ConsoleSettings.DatabaseAddress(postgres.url(), postgres.user(), postgres.password());
        ConsoleSettings settings = new ConsoleSettings(
                broker.bootstrap(),
                "127.0.0.1",
                0,
                false,
                database,
                directory.resolve("tracks"),
                new TrackStore.Keep(24, 1L << 30),
                ConsoleSettings.Out.NOBODY,
                ConsoleSettings.Desk.PLAIN);
        try (TestConsole console = TestConsole.start(settings, TestConsole.world())) {
            TestConsole.Client client = console.admin();
            eventually(() -> client.get("/api/health").path("status").asText(), "ok"::equals);
            String first = sendBurst(0, 1);
            eventually(() -> client.get("/api/warnings").path("count").asInt(), count -> count == 1);

            postgres.close();
            sendBurst(1, 200);

            assertThat(eventually(
                            () -> client.get("/api/health")
                                    .at("/database/state")
                                    .asText(),
                            "lost"::equals))
                    .isEqualTo("lost");
            assertThat(eventually(
                            () -> client.get("/api/warnings").path("count").asInt(), count -> count == 200))
                    .as("the desk is told while the database is away")
                    .isEqualTo(200);
            ObjectNode ack = RecordFields.JSON.createObjectNode().put("word", "ack");
            assertThat(client.send("POST", "/api/warnings/" + first + "/steps", ack)
                            .statusCode())
                    .as("what cannot be stored is not taken")
                    .isEqualTo(503);

            postgres = EmbeddedPostgres.start(TestDatabase.PROGRAMS, folder, true, postgres.port());

            assertThat(eventually(() -> stored(database), count -> count == 400))
                    .isEqualTo(400);
            assertThat(eventually(
                            () -> client.get("/api/health")
                                    .at("/database/state")
                                    .asText(),
                            "ok"::equals))
                    .isEqualTo("ok");
        } finally {
            postgres.close();
        }
    }

    @Test
    void tellsTheEngineWhatWasDoneWhileTheBrokerWasAwayOnceItIsBack() throws Exception {
        try (TestConsole console = TestConsole.start(broker.bootstrap(), directory)) {
            TestConsole.Client client = console.admin();
            eventually(() -> client.get("/api/health").path("status").asText(), "ok"::equals);
            String id = sendBurst(0, 1);
            eventually(() -> client.get("/api/warnings").path("count").asInt(), count -> count == 1);

            broker.stop();
            for (String word : List.of("ack", "dispatch", "confirmed")) {
                ObjectNode step = RecordFields.JSON.createObjectNode().put("word", word);
                step.put("note", "=HYPERLINK(\"x\") " + word);
                assertThat(client.send("POST", "/api/warnings/" + id + "/steps", step)
                                .statusCode())
                        .isEqualTo(201);
            }
            broker.startAgain();

            List<String> told = eventually(() -> broker.values(DeskApi.DISPOSITIONS_TOPIC), seen -> seen.size() >= 3);
            assertThat(told.stream().distinct().toList())
                    .hasSize(3)
                    .allMatch(
                            json -> json.contains("\"warningId\":\"" + id + "\"") && json.contains("\"by\":\"admin\""));
            assertThat(told.get(0)).contains("\"outcome\":\"ack\"", "\"mover\":\"vehicle:津A00000|yellow\"");
            assertThat(eventually(
                            () -> client.get("/api/health")
                                    .at("/database/unsent")
                                    .asInt(),
                            count -> count == 0))
                    .isZero();
        }
    }

    /** Sends the opening and the closing of warnings from that number on, and returns the id of the first. */
    private String sendBurst(int from, int to) {
        try (KafkaProducer<String, String> producer = broker.producer()) {
            for (int i = from; i < to; i++) {
                ObjectNode opened = SampleRecords.opened(
                        id(i), "overspeed", "overspeed", "blue", String.format("vehicle:津A%05d|yellow", i), NOON);
                ObjectNode closed = SampleRecords.next(opened, "closed", "blue", "closed", NOON.plusSeconds(60));
                producer.send(new ProducerRecord<>(ConsoleServer.WARNINGS_TOPIC, id(i), opened.toString()));
                producer.send(new ProducerRecord<>(ConsoleServer.WARNINGS_TOPIC, id(i), closed.toString()));
            }
        }
        return id(from);
    }

    private static String id(int number) {
        return String.format("%016x", number);
    }

    private static long stored(ConsoleSettings.DatabaseAddress database) throws Exception {
        return TestDatabase.number(database, "select count(*) from transition");
    }

    private void start(ConsoleSettings.DatabaseAddress database) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                ConsoleMain.class.getName(),
                "--bootstrap",
                broker.bootstrap(),
                "--port",
                "0",
                "--data",
                directory.resolve("data").toString(),
                "--database",
                database.url(),
                "--database-user",
                database.user());
        builder.environment().put("VIGIL_DATABASE_PASSWORD", database.password());
        process = builder.redirectError(directory.resolve("stderr").toFile()).start();
        new Scanner(process.getInputStream(), java.nio.charset.StandardCharsets.UTF_8).nextLine();
    }
}

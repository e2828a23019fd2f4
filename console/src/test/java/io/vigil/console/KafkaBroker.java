package io.vigil.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;

/** A real Kafka broker in this process, on a port of its own, which can be stopped and started again. */
final class KafkaBroker implements AutoCloseable {
    private final Properties settings = new Properties();
    private final int port;
    private KafkaRaftServer server;

    private KafkaBroker(Path directory, int port, int controllerPort) {
        this.port = port;
        String listener = "PLAINTEXT://127.0.0.1:" + port;
        settings.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "listeners", listener + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners", listener,
                "controller.listener.names", "CONTROLLER",
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs", directory.toString(),
                "auto.create.topics.enable", "false"));
        settings.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "log.cleaner.dedupe.buffer.size", "2097152"));
    }

    /** Formats the directory and starts a broker that stores there. */
    static KafkaBroker start(Path directory) throws IOException {
        List<Integer> ports = freePorts(2);
        KafkaBroker broker =
                new KafkaBroker(Files.createDirectories(directory.resolve("log")), ports.get(0), ports.get(1));
        Path file = directory.resolve("server.properties");
        try (var out = Files.newOutputStream(file)) {
            broker.settings.store(out, null);
        }
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        int exit = StorageTool.execute(
                new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()},
                new PrintStream(told, true, StandardCharsets.UTF_8));
        if (exit != 0) {
            throw new IllegalStateException("format exits " + exit + ": " + told.toString(StandardCharsets.UTF_8));
        }
        broker.startAgain();
        return broker;
    }

    /** Starts it on the same port with what it stored. */
    void startAgain() {
        server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        server.startup();
    }

    /** Stops it; what it stored stays. */
    void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    void createTopic(String topic) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        }
    }

    KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap(), "linger.ms", "5", "acks", "all"),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Sends the values and waits until the broker has them. */
    void send(String topic, String key, String... values) throws InterruptedException, ExecutionException {
        try (KafkaProducer<String, String> producer = producer()) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, key, value)).get();
            }
        }
    }

    /** All values of a topic so far, partition by partition. */
    List<String> values(String topic) {
        List<String> values = new ArrayList<>();
        Map<String, Object> reading = Map.of("bootstrap.servers", bootstrap(), "enable.auto.commit", "false");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(2))) {
                values.add(record.value());
            }
        }
        return values;
    }

    @Override
    public void close() {
        stop();
    }

    static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                sockets.add(socket);
                ports.add(socket.getLocalPort());
            }
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
        return ports;
    }
}

package io.vigil.jobs.embedded;

import io.vigil.jobs.FolderTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;

/**
 * One KRaft node (broker and controller) in this process, bound to the loopback interface, with its data in one folder.
 *
 * <p>It shares the Kafka client library with everything else in the process. Trimmed for small memory; nothing is
 * replicated, so what it holds is as safe as that folder.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private final KafkaRaftServer server;
    private final String bootstrap;

    private EmbeddedKafka(KafkaRaftServer server, String bootstrap) {
        this.server = server;
        this.bootstrap = bootstrap;
    }

    /**
     * Formats the folder and starts the broker; returns when it answers.
     *
     * @param folder its data; emptied first
     * @throws IOException if the folder cannot be written or no port is free
     */
    public static EmbeddedKafka start(Path folder) throws IOException {
        FolderTree.delete(folder);
        Files.createDirectories(folder);
        List<Integer> ports = FreePorts.take(2);
        String bootstrap = "127.0.0.1:" + ports.get(0);
        Properties settings = settings(folder.resolve("log"), bootstrap, "127.0.0.1:" + ports.get(1));
        format(folder, settings);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        server.startup();
        EmbeddedKafka kafka = new EmbeddedKafka(server, bootstrap);
        kafka.awaitAnswer();
        return kafka;
    }

    /** Where clients connect, {@code host:port}. */
    public String bootstrap() {
        return bootstrap;
    }

    /** Creates topics that are not there yet, one replica each. */
    public void createTopics(Collection<String> names, int partitions) {
        createTopics(names, partitions, Map.of());
    }

    /** Creates compacted topics that are not there yet, one partition each. */
    public void createCompactedTopics(Collection<String> names) {
        createTopics(names, 1, Map.of("cleanup.policy", "compact"));
    }

    private void createTopics(Collection<String> names, int partitions, Map<String, String> configs) {
        try (Admin admin = admin()) {
            for (String name : names) {
                try {
                    admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(configs)))
                            .all()
                            .get();
                } catch (ExecutionException failure) {
                    if (!(failure.getCause() instanceof TopicExistsException)) {
                        throw new IllegalStateException("topic " + name + " could not be created", failure);
                    }
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", interrupted);
        }
    }

    /** Stops the broker; the folder stays. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrap, "request.timeout.ms", "30000"));
    }

    private void awaitAnswer() throws IOException {
        try (Admin admin = admin()) {
            admin.describeCluster().nodes().get();
        } catch (ExecutionException failure) {
            close();
            throw new IOException("the embedded Kafka does not answer at " + bootstrap, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the embedded Kafka", interrupted);
        }
    }

    private static Properties settings(Path logFolder, String broker, String controller) {
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@" + controller);
        settings.put("listeners", "PLAINTEXT://" + broker + ",CONTROLLER://" + controller);
        settings.put("advertised.listeners", "PLAINTEXT://" + broker);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", logFolder.toString());
        settings.put("num.partitions", "2");
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "2");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "2");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("auto.create.topics.enable", "false");
        settings.put("log.cleaner.dedupe.buffer.size", "2097152");
        settings.put("log.segment.bytes", "67108864");
        settings.put("log.index.size.max.bytes", "1048576");
        settings.put("log.retention.bytes", "536870912");
        // Records carry simulated and recorded times: neither old nor future ones may be refused or swept away.
        settings.put("log.retention.ms", "-1");
        settings.put("log.message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE));
        settings.put("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        settings.put("num.replica.fetchers", "1");
        settings.put("controlled.shutdown.enable", "false");
        return settings;
    }

    private static void format(Path folder, Properties settings) throws IOException {
        Path file = folder.resolve("server.properties");
        // To a stream, not to a writer: it escapes what is not Latin-1, as whoever loads the file expects.
        try (OutputStream out = Files.newOutputStream(file)) {
            settings.store(out, "written at each start");
        }
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        String[] arguments = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
        int status;
        try (PrintStream stream = new PrintStream(messages, true, StandardCharsets.UTF_8)) {
            status = StorageTool.execute(arguments, stream);
        }
        if (status != 0) {
            throw new IOException("the folder of the embedded Kafka could not be formatted: "
                    + messages.toString(StandardCharsets.UTF_8));
        }
    }
}

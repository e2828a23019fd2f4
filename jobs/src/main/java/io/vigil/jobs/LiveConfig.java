package io.vigil.jobs;

import io.vigil.evaluate.RevisionSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an operator says of the live job; read from YAML by {@link LiveConfigReader}.
 *
 * @param bootstrap where Kafka answers, {@code host:port[,host:port]}
 * @param prefix what all topic names begin with, such as {@code vigil}
 * @param group consumer group under which offsets are committed, for people to see the lag
 * @param client further Kafka client settings, such as security
 * @param control rules and control data
 * @param checkpointDir folder of the checkpoints
 * @param checkpointInterval time between two checkpoints
 * @param stateBackend where the movers' memory is kept
 * @param parallelism subtasks of each operator, 1 to {@link WarningTopology#MAX_PARALLELISM}
 * @param guarantee what readers of the warnings can rely on
 * @param disorderBound how long an event is held for earlier ones of its mover; zero publishes at once
 * @param watermarkDelay how far behind the newest event silence is judged
 * @param idleAfter after which time without any event a subtask no longer holds the others back
 * @param revision how far back the past is judged again where events come late, or null for not at all
 * @param start where a job that has neither checkpoint nor committed offsets begins
 * @param resume whether the newest checkpoint in the folder is taken up
 */
public record LiveConfig(
        String bootstrap,
        String prefix,
        String group,
        Map<String, String> client,
        EngineSpec control,
        String checkpointDir,
        Duration checkpointInterval,
        Backend stateBackend,
        int parallelism,
        Guarantee guarantee,
        Duration disorderBound,
        Duration watermarkDelay,
        Duration idleAfter,
        @Nullable RevisionSettings revision,
        Start start,
        boolean resume)
        implements Serializable {
    private static final long serialVersionUID = 1;

    public LiveConfig {
        client = new TreeMap<>(client);
    }

    /** Where the movers' memory is kept. */
    public enum Backend {
        /** On the heap: fast, as large as the heap. */
        HEAP("heap", "hashmap"),
        /** In RocksDB on disk. */
        ROCKSDB("rocksdb", "rocksdb");

        private final String word;
        private final String flinkName;

        Backend(String word, String flinkName) {
            this.word = word;
            this.flinkName = flinkName;
        }

        String word() {
            return word;
        }

        String flinkName() {
            return flinkName;
        }
    }

    /** What readers of the warnings can rely on. */
    public enum Guarantee {
        /** Visible at once; repeats after a failure carry equal ids and bytes, so readers fold them. */
        AT_LEAST_ONCE("at-least-once"),
        /** Visible after the next checkpoint, for readers that cannot fold and read committed records only. */
        EXACTLY_ONCE("exactly-once");

        private final String word;

        Guarantee(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** Where to begin without checkpoint and committed offsets. */
    public enum Start {
        EARLIEST("earliest"),
        LATEST("latest");

        private final String word;

        Start(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** The same with other rules and control data. */
    LiveConfig withControl(EngineSpec other) {
        return copy(other, guarantee);
    }

    /** The same with another guarantee. */
    LiveConfig withGuarantee(Guarantee other) {
        return copy(control, other);
    }

    private LiveConfig copy(EngineSpec newControl, Guarantee newGuarantee) {
        return new LiveConfig(
                bootstrap,
                prefix,
                group,
                client,
                newControl,
                checkpointDir,
                checkpointInterval,
                stateBackend,
                parallelism,
                newGuarantee,
                disorderBound,
                watermarkDelay,
                idleAfter,
                revision,
                start,
                resume);
    }

    /** The full name of a topic. */
    public String topic(String name) {
        return prefix + '.' + name;
    }
}

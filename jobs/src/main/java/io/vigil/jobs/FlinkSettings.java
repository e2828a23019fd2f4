package io.vigil.jobs;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.BatchShuffleMode;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/** Every Flink option the jobs rely on, spelt out. */
final class FlinkSettings {
    /** How often a bounded run tells how far it is. */
    static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(2);

    private FlinkSettings() {}

    /** What both jobs have in common: nothing is left to reflection, objects are handed over, not copied. */
    private static Configuration common(int parallelism) {
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(PipelineOptions.MAX_PARALLELISM, WarningTopology.MAX_PARALLELISM);
        settings.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        settings.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        return settings;
    }

    /** The live job: never ends, restarts from its checkpoints, publishes at once. */
    static Configuration live(LiveConfig config) {
        Configuration settings = common(config.parallelism());
        settings.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        settings.set(ExecutionOptions.BUFFER_TIMEOUT_ENABLED, true);
        settings.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(10));
        settings.set(StateBackendOptions.STATE_BACKEND, config.stateBackend().flinkName());
        settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, config.stateBackend() == LiveConfig.Backend.ROCKSDB);
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, config.checkpointInterval());
        settings.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        settings.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(2));
        settings.set(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS, 1);
        settings.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofMillis(500));
        settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 10);
        settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 3);
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, flinkPath(Path.of(config.checkpointDir())));
        if (config.resume()) {
            LatestCheckpoint.find(Path.of(config.checkpointDir()))
                    .ifPresent(path -> settings.set(StateRecoveryOptions.SAVEPOINT_PATH, flinkPath(path)));
        }
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofMillis(500));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(10));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, 2.0);
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                Duration.ofMinutes(2));
        long managedMebiBytes = config.stateBackend() == LiveConfig.Backend.ROCKSDB ? 256 : 16;
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(managedMebiBytes));
        return settings;
    }

    /** Flink takes what follows the scheme literally: a URI with blanks written as %20 would name another folder. */
    private static String flinkPath(Path path) {
        return "file://" + path.toAbsolutePath().normalize();
    }

    /** A bounded run: fails at once, keeps its temporary files where the results go. */
    static Configuration replay(RuntimeExecutionMode mode, int parallelism, Path temporary) {
        Configuration settings = common(parallelism);
        settings.set(ExecutionOptions.RUNTIME_MODE, mode);
        // All tasks fit into the slots, so nothing need be written to disk between them; the batch scheduler insists on
        // it.
        settings.set(ExecutionOptions.BATCH_SHUFFLE_MODE, BatchShuffleMode.ALL_EXCHANGES_PIPELINED);
        settings.set(JobManagerOptions.SCHEDULER, JobManagerOptions.SchedulerType.Default);
        settings.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        // Heartbeats carry the count of events for whoever watches.
        settings.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, PROGRESS_INTERVAL);
        settings.set(CoreOptions.TMP_DIRS, temporary.toString());
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128L * parallelism));
        return settings;
    }
}

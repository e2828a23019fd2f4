package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** Waits for checkpoints in tests. */
final class Checkpoints {
    private Checkpoints() {}

    /** The second checkpoint to complete from now on began after now. */
    static void awaitOneAfterNow(LiveConfig config) throws InterruptedException {
        Path checkpoints = Path.of(config.checkpointDir());
        String now = LatestCheckpoint.find(checkpoints).map(Path::toString).orElse("");
        int changes = 0;
        for (int i = 0; i < 600 && changes < 2; i++) {
            Thread.sleep(50);
            String latest =
                    LatestCheckpoint.find(checkpoints).map(Path::toString).orElse("");
            if (!latest.equals(now)) {
                now = latest;
                changes++;
            }
        }
        assertThat(changes).as("checkpoints that completed").isEqualTo(2);
    }
}

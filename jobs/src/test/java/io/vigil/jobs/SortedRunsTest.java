package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedRunsTest {
    @TempDir
    private Path folder;

    @Test
    void mergesManySmallRunsIntoTheOrderOfOneSort() throws IOException {
        List<WarningRecord> warnings = random(3, 5_000);
        SortedRuns.Writer writer = new SortedRuns.Writer(folder, 20_000);
        for (WarningRecord warning : warnings) {
            writer.add(warning);
        }
        writer.finish();

        List<String> merged = new ArrayList<>();
        SortedRuns.merge(folder, warning -> merged.add(key(warning)));

        assertThat(folder.toFile().list()).as("runs").hasSizeGreaterThan(20);
        warnings.sort(WarningOrder.RESULT);
        assertThat(merged).isEqualTo(warnings.stream().map(SortedRunsTest::key).toList());
    }

    @Test
    void mergesNothingIntoNothing() throws IOException {
        new SortedRuns.Writer(folder, 1_000).finish();

        SortedRuns.merge(folder, warning -> {
            throw new AssertionError(warning);
        });

        assertThat(folder).isEmptyDirectory();
    }

    private static List<WarningRecord> random(long seed, int count) {
        Random random = new Random(seed);
        List<WarningRecord> warnings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] json = new byte[random.nextInt(100)];
            random.nextBytes(json);
            warnings.add(new WarningRecord(
                    "lane" + random.nextInt(3),
                    Integer.toHexString(random.nextInt(500)),
                    random.nextInt(4),
                    "opened",
                    random.nextInt(10) == 0 ? WarningRecord.Outlet.PERMITTED : WarningRecord.Outlet.WARNING,
                    "rule",
                    "red",
                    random.nextInt(50),
                    random.nextInt(50),
                    i,
                    random.nextInt(3),
                    random.nextInt(2) == 0 ? "" : "ais",
                    random.nextBoolean() ? "v1" : "",
                    random.nextBoolean() ? "taxi" : "",
                    json));
        }
        return warnings;
    }

    private static String key(WarningRecord warning) {
        return warning.lane()
                + ' '
                + warning.permitted()
                + ' '
                + warning.detectedMillis()
                + ' '
                + warning.warningId()
                + ' '
                + warning.sequence()
                + ' '
                + warning.timeMillis();
    }
}

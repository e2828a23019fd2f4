package io.vigil.jobs.patterns;

import io.vigil.jobs.EngineShare;
import io.vigil.jobs.FolderTree;
import io.vigil.jobs.ReplayJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * Finds out how vehicles usually travel: one batch job over recorded feeds, that sorts by vehicle and time, cuts tracks into trips and
 * adds up. What it holds in memory is one vehicle at a time, and at the end one sum for each class, area and hour, each pair of
 * places and each cell. Equal input gives equal bytes at any parallelism.
 */
public final class PatternsJob {
    private PatternsJob() {}

    /** Runs to the end in a mini cluster of this process and writes the folder of results. */
    public static PatternsResult run(PatternsOptions options) throws Exception {
        Path out = Files.createDirectories(options.replay().out());
        Path temporary = Files.createTempDirectory(out, ReplayJob.temporaryName("patterns"));
        EngineShare.acquire(options.replay().control());
        try {
            List<PatternSum> sums = sums(options, temporary);
            return PatternFiles.write(options, sums, temporary, out);
        } finally {
            EngineShare.release(options.replay().control());
            FolderTree.delete(temporary);
        }
    }

    private static List<PatternSum> sums(PatternsOptions options, Path temporary) throws Exception {
        StreamExecutionEnvironment environment = ReplayJob.batch(options.replay(), temporary.resolve("flink"));
        TypeInformation<PatternSum> type = TypeInformation.of(PatternSum.class);
        List<PatternSum> sums = new ArrayList<>();
        try (CloseableIterator<PatternSum> found = ReplayJob.keyedByMover(environment, options.replay())
                .process(new PatternFunction(options.replay().control(), options.areaTypes(), options.timeZone()))
                .returns(type)
                .uid("patterns")
                .name("cut into trips")
                .keyBy(PatternSum::groupKey, Types.STRING)
                .reduce(PatternSum::plus)
                .returns(type)
                .uid("sums")
                .name("add up")
                .executeAndCollect("vigil patterns")) {
            for (Iterator<PatternSum> each = found; each.hasNext(); ) {
                PatternSum sum = each.next();
                boolean isRare = sum.what() == PatternSum.What.TRIP && sum.count() < options.leastTrips();
                sums.add(isRare ? withoutSamples(sum) : sum);
            }
        }
        sums.sort(Comparator.comparing(PatternSum::groupKey));
        return sums;
    }

    private static PatternSum withoutSamples(PatternSum sum) {
        return new PatternSum(sum.what(), sum.key(), sum.count(), sum.millis(), sum.meters(), sum.movers(), List.of());
    }
}

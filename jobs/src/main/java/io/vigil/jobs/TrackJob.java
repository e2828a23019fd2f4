package io.vigil.jobs;

import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;

/** Reads the feeds of a replay a second time for the tracks of a few movers. */
public final class TrackJob {
    private TrackJob() {}

    /**
     * A stretch of a track that is wanted.
     *
     * @param mover whose
     * @param fromMillis first event time
     * @param toMillis last event time
     */
    public record Stretch(String mover, long fromMillis, long toMillis) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /**
     * What was found.
     *
     * @param points by time, a time of a mover once
     * @param seen those of the movers asked for that report at all
     */
    public record Found(List<TrackPoint> points, Set<String> seen) {}

    /**
     * Runs to the end in a mini cluster of this process.
     *
     * @param stretches what is wanted
     * @param movers of these is asked whether they report at all
     */
    public static Found run(ReplayOptions options, List<Stretch> stretches, Set<String> movers, Path temporary)
            throws Exception {
        Path flink = Files.createDirectories(temporary.resolve("tracks"));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(
                options.parallelism(), FlinkSettings.replay(options.mode(), options.parallelism(), flink));
        environment.setParallelism(options.parallelism());
        TreeSet<String> seen = new TreeSet<>();
        Set<TrackPoint> points = new HashSet<>();
        try (CloseableIterator<TrackPoint> found = ReplayJob.events(environment, options)
                .process(new TrackFunction(stretches, movers))
                .returns(TypeInformation.of(TrackPoint.class))
                .uid("tracks")
                .name("tracks")
                .executeAndCollect("vigil tracks")) {
            for (Iterator<TrackPoint> each = found; each.hasNext(); ) {
                TrackPoint point = each.next();
                if (Double.isNaN(point.latitude())) {
                    seen.add(point.mover());
                } else {
                    points.add(point);
                }
            }
        }
        List<TrackPoint> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingLong(TrackPoint::timeMillis)
                .thenComparing(TrackPoint::mover)
                .thenComparingDouble(TrackPoint::latitude)
                .thenComparingDouble(TrackPoint::longitude));
        return new Found(sorted, seen);
    }

    /** Lets through what is wanted; a point without a place says that a mover reports. */
    private static final class TrackFunction extends ProcessFunction<MoverEvent, TrackPoint> {
        private static final long serialVersionUID = 1;

        private final HashMap<String, ArrayList<Stretch>> stretches = new HashMap<>();
        private final HashSet<String> unseen;

        private TrackFunction(List<Stretch> wanted, Set<String> movers) {
            wanted.forEach(stretch -> stretches
                    .computeIfAbsent(stretch.mover(), key -> new ArrayList<>())
                    .add(stretch));
            unseen = new HashSet<>(movers);
        }

        @Override
        public void processElement(MoverEvent event, Context context, Collector<TrackPoint> out) {
            String mover = event.mover().text();
            if (!unseen.isEmpty() && unseen.remove(mover)) {
                out.collect(new TrackPoint(mover, 0, Double.NaN, Double.NaN, Double.NaN));
            }
            List<Stretch> wanted = stretches.get(mover);
            if (wanted != null && event instanceof PositionReport report && report.isLocated()) {
                for (Stretch stretch : wanted) {
                    if (report.eventTimeMillis() >= stretch.fromMillis()
                            && report.eventTimeMillis() <= stretch.toMillis()) {
                        out.collect(new TrackPoint(
                                mover,
                                report.eventTimeMillis(),
                                report.latitude(),
                                report.longitude(),
                                report.speedMps()));
                        break;
                    }
                }
            }
        }
    }

    /** Those of the points of one stretch, at most so many, evenly chosen. */
    public static List<TrackPoint> thinned(List<TrackPoint> points, Stretch stretch, int most) {
        List<TrackPoint> own = points.stream()
                .filter(point -> point.mover().equals(stretch.mover())
                        && point.timeMillis() >= stretch.fromMillis()
                        && point.timeMillis() <= stretch.toMillis())
                .toList();
        int every = Math.max(1, (own.size() + most - 1) / most);
        List<TrackPoint> thinned = new ArrayList<>();
        for (int i = 0; i < own.size(); i += every) {
            thinned.add(own.get(i));
        }
        return thinned;
    }
}

package io.vigil.jobs;

import io.vigil.evaluate.Lane;
import io.vigil.model.Disposition;
import io.vigil.model.MoverEvent;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/** What a live job tells of its own rules: how many of their warnings were right, and how a rule that is tried compares. */
final class Learning {
    /** Transitions that begin, end, move or undo an episode. */
    private static final Set<String> BOUNDS = Set.of("opened", "closed", "amended", "retracted");

    private Learning() {}

    /** By rule, tier, area and shift, from what the desk found. */
    static DataStream<KeyedRecord> precision(DataStream<WarningRecord> warnings, DataStream<MoverEvent> events) {
        DataStream<MoverEvent> found = events.filter(event -> event instanceof Disposition)
                .uid("precision-dispositions")
                .name("dispositions");
        return warnings.filter(warning -> warning.lane().equals(Lane.LIVE))
                .uid("precision-warnings")
                .name("warnings of the desk")
                .keyBy(WarningRecord::warningId, Types.STRING)
                .connect(found.keyBy(event -> ((Disposition) event).warningId(), Types.STRING))
                .process(new PrecisionCaseFunction())
                .returns(TypeInformation.of(PrecisionCount.class))
                .uid("precision-cases")
                .name("warnings and what was found")
                .<PrecisionCount>flatMap((count, out) -> {
                    out.collect(count);
                    out.collect(count.ofRule());
                })
                .returns(TypeInformation.of(PrecisionCount.class))
                .uid("precision-groups")
                .name("groups")
                .keyBy(PrecisionCount::group, Types.STRING)
                .process(new PrecisionSumFunction())
                .returns(TypeInformation.of(KeyedRecord.class))
                .uid("precision-sums")
                .name("precision");
    }

    /** By rule and hour, of the rules that are tried in the shadow. */
    static DataStream<KeyedRecord> comparison(DataStream<WarningRecord> warnings, EngineSpec spec) {
        return warnings.filter(new TriedFunction(spec))
                .uid("compare-warnings")
                .name("rules in the shadow")
                .filter(warning -> BOUNDS.contains(warning.transition()))
                .uid("compare-bounds")
                .name("begins and ends")
                .map(LaneEpisode::of)
                .returns(TypeInformation.of(LaneEpisode.class))
                .uid("compare-episodes")
                .name("episodes")
                .keyBy(LaneEpisode::key, Types.STRING)
                .process(new LaneCompareFunction())
                .returns(TypeInformation.of(LaneCount.class))
                .uid("compare-lanes")
                .name("compare lanes")
                .keyBy(LaneCount::key, Types.STRING)
                .process(new LaneSumFunction())
                .returns(TypeInformation.of(KeyedRecord.class))
                .uid("compare-sums")
                .name("agreement");
    }
}

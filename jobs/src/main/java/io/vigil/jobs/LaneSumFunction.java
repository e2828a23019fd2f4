package io.vigil.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.json.Rfc3339;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Adds up how the lanes agree, by rule and hour; an hour is forgotten when it is final. */
final class LaneSumFunction extends KeyedProcessFunction<String, LaneCount, KeyedRecord> {
    private static final long serialVersionUID = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private transient @Nullable ValueState<LaneCount> sums;

    @Override
    public void open(OpenContext context) {
        sums = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", TypeInformation.of(LaneCount.class)));
    }

    @Override
    public void processElement(LaneCount count, Context context, Collector<KeyedRecord> out) throws Exception {
        if (sums == null) {
            throw new IllegalStateException("not open");
        }
        LaneCount before = sums.value();
        LaneCount now = before == null ? count : before.plus(count);
        sums.update(now);
        context.timerService().registerEventTimeTimer(now.hourMillis() + LaneCompareFunction.FINAL_MILLIS);
        out.collect(new KeyedRecord(now.rule() + '/' + Rfc3339.format(now.hourMillis()), json(now)));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<KeyedRecord> out) {
        if (sums != null) {
            sums.clear();
        }
    }

    private static byte[] json(LaneCount sum) {
        try {
            return JSON.writeValueAsBytes(JSON.createObjectNode()
                    .put("rule", sum.rule())
                    .put("hour", Rfc3339.format(sum.hourMillis()))
                    .put("same", sum.same())
                    .put("onlyLive", sum.onlyLive())
                    .put("onlyShadow", sum.onlyShadow()));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}

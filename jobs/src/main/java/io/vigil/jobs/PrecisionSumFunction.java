package io.vigil.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.model.Wilson;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what the desk found, group by group, and says how many of the warnings were right, with the 95 % interval. Rules as
 * a whole are also a metric, {@code vigil.rule.ID.precision}.
 */
final class PrecisionSumFunction extends KeyedProcessFunction<String, PrecisionCount, KeyedRecord> {
    private static final long serialVersionUID = 1;
    private static final int MOST_METRICS = 256;
    private static final ObjectMapper JSON = new ObjectMapper();

    private transient @Nullable ValueState<PrecisionCount> sums;
    private transient @Nullable Map<String, Double> shares;

    @Override
    public void open(OpenContext context) {
        sums = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("sum", TypeInformation.of(PrecisionCount.class)));
        shares = new HashMap<>();
    }

    @Override
    public void processElement(PrecisionCount count, Context context, Collector<KeyedRecord> out) throws Exception {
        if (sums == null) {
            throw new IllegalStateException("not open");
        }
        PrecisionCount before = sums.value();
        PrecisionCount now = before == null ? count : before.plus(count);
        sums.update(now);
        Wilson precision = Wilson.of((int) now.confirmed(), (int) (now.confirmed() + now.wrong()));
        if (now.tier().equals("*")) {
            measure(now.rule(), precision.share());
        }
        out.collect(new KeyedRecord(now.group(), json(now, precision)));
    }

    private void measure(String rule, double share) {
        Map<String, Double> known = shares;
        if (known != null && (known.containsKey(rule) || known.size() < MOST_METRICS)) {
            if (known.put(rule, share) == null) {
                Gauge<Double> gauge = () -> known.getOrDefault(rule, Double.NaN);
                getRuntimeContext()
                        .getMetricGroup()
                        .addGroup("vigil")
                        .addGroup("rule", rule)
                        .gauge("precision", gauge);
            }
        }
    }

    private static byte[] json(PrecisionCount sum, Wilson precision) {
        ObjectNode json = JSON.createObjectNode()
                .put("rule", sum.rule())
                .put("tier", sum.tier())
                .put("area", sum.area())
                .put("shift", sum.shift())
                .put("confirmed", sum.confirmed())
                .put("false", sum.wrong())
                .put("other", sum.other());
        if (!Double.isNaN(precision.share())) {
            json.put("precision", precision.share()).put("low", precision.low()).put("high", precision.high());
        }
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}

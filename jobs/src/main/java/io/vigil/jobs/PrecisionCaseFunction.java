package io.vigil.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.model.Disposition;
import io.vigil.model.MoverEvent;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Joins each warning with what the desk found of it, whichever comes first. Where the desk changes its mind, the case changes
 * its column. A case is remembered for {@value #KEPT_DAYS} days.
 */
final class PrecisionCaseFunction extends KeyedCoProcessFunction<String, WarningRecord, MoverEvent, PrecisionCount> {
    private static final long serialVersionUID = 1;
    private static final int KEPT_DAYS = 30;
    private static final long KEPT_MILLIS = KEPT_DAYS * 86_400_000L;
    private static final long CHINA_MILLIS = 8 * 3_600_000L;
    private static final long SHIFT_MILLIS = 8 * 3_600_000L;
    private static final String[] SHIFTS = {"00-08", "08-16", "16-24"};
    private static final ObjectMapper JSON = new ObjectMapper();

    private transient @Nullable ValueState<PrecisionCase> cases;

    @Override
    public void open(OpenContext context) {
        cases = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("case", TypeInformation.of(PrecisionCase.class)));
    }

    @Override
    public void processElement1(WarningRecord warning, Context context, Collector<PrecisionCount> out)
            throws Exception {
        PrecisionCase before = before(context, warning.detectedMillis());
        String area = before.rule().isEmpty() ? area(warning) : before.area();
        change(
                before,
                new PrecisionCase(
                        warning.rule(), warning.tier(), area, shift(warning.detectedMillis()), before.outcome()),
                out);
    }

    @Override
    public void processElement2(MoverEvent event, Context context, Collector<PrecisionCount> out) throws Exception {
        if (event instanceof Disposition disposition && disposition.outcome().isFinal()) {
            PrecisionCase before = before(context, disposition.eventTimeMillis());
            change(before, before.withOutcome(disposition.outcome().word()), out);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<PrecisionCount> out) throws Exception {
        if (cases != null) {
            cases.clear();
        }
    }

    private PrecisionCase before(Context context, long timeMillis) throws IOException {
        PrecisionCase before = cases == null ? null : cases.value();
        if (before == null) {
            context.timerService().registerEventTimeTimer(timeMillis + KEPT_MILLIS);
            return PrecisionCase.NOTHING;
        }
        return before;
    }

    private void change(PrecisionCase before, PrecisionCase after, Collector<PrecisionCount> out) throws IOException {
        if (cases == null || after.equals(before)) {
            return;
        }
        cases.update(after);
        if (before.counts()) {
            out.collect(PrecisionCount.of(before, -1));
        }
        if (after.counts()) {
            out.collect(PrecisionCount.of(after, 1));
        }
    }

    private static String area(WarningRecord warning) throws IOException {
        JsonNode zone = JSON.readTree(warning.json()).path("data").path("zone");
        return zone.isTextual() ? zone.asText() : "-";
    }

    private static String shift(long detectedMillis) {
        return SHIFTS[(int) (Math.floorMod(detectedMillis + CHINA_MILLIS, 86_400_000L) / SHIFT_MILLIS)];
    }
}

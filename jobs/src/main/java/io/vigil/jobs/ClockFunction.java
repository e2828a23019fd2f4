package io.vigil.jobs;

import io.vigil.model.MoverEvent;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Tells how far event time has come, at most ten times a second of it. */
final class ClockFunction extends ProcessFunction<MoverEvent, Long> {
    private static final long serialVersionUID = 1;
    private static final long STEP_MILLIS = 100;

    private transient long toldMillis;
    private transient boolean hasTold;

    @Override
    public void processElement(MoverEvent event, Context context, Collector<Long> out) {
        Long time = context.timestamp();
        if (time != null && (!hasTold || time >= toldMillis + STEP_MILLIS)) {
            hasTold = true;
            toldMillis = time;
            out.collect(time);
        }
    }
}

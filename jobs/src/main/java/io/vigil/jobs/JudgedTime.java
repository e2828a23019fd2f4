package io.vigil.jobs;

import io.vigil.evaluate.Engine;
import io.vigil.model.MoverEvent;
import org.apache.flink.api.common.eventtime.TimestampAssigner;

/**
 * The time an event is judged at. Batch mode sorts by it and the watermark of a bounded run follows it, so a terminal with a
 * wrong clock disturbs nobody else.
 */
final class JudgedTime implements TimestampAssigner<MoverEvent> {
    private final Engine engine;

    JudgedTime(EngineSpec spec) {
        engine = EngineShare.acquire(spec).engine();
        // The operators that judge hold the shared engine for as long as the job runs.
        EngineShare.release(spec);
    }

    @Override
    public long extractTimestamp(MoverEvent event, long recordTimestamp) {
        return engine.judgedAtMillis(event);
    }
}

package io.vigil.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.vigil.json.PositionJson;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;
import io.vigil.model.Withdrawal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The message form of an event that came after a newer one of its mover had been judged. */
final class LateJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LateJson() {}

    static byte[] bytes(MoverEvent event, long newestEvaluatedMillis) {
        ObjectNode late = JSON.createObjectNode();
        late.put("mover", event.mover().text());
        late.put("time", Instant.ofEpochMilli(event.eventTimeMillis()).toString());
        late.put("newestEvaluated", Instant.ofEpochMilli(newestEvaluatedMillis).toString());
        putContent(event, late);
        try {
            return JSON.writeValueAsBytes(late);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void putContent(MoverEvent event, ObjectNode late) {
        if (event instanceof Withdrawal withdrawal) {
            late.put("withdrawn", true);
            putContent(withdrawal.of(), late);
        } else if (event instanceof PositionReport position) {
            byte[] report = PositionJson.toJson(position);
            late.putRawValue("report", new RawValue(new String(report, StandardCharsets.UTF_8)));
        } else if (event instanceof IdentityReport identity) {
            ObjectNode facts = late.putObject("identity");
            identity.facts().forEach(facts::put);
        } else {
            throw new IllegalStateException("no message form for " + event.getClass());
        }
    }
}

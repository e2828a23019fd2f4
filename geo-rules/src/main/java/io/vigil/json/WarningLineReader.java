package io.vigil.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Tier;
import io.vigil.model.Warning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads one CloudEvents line of a warning; all that is wrong with it goes into one message. */
final class WarningLineReader {
    private static final String TYPE_PREFIX = "vigil.warning.";
    private static final ObjectMapper MAPPER =
            new ObjectMapper(PositionJson.FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final FaultList faults = new FaultList("warning");
    private final JsonFields event;
    private final JsonFields data;

    private WarningLineReader(JsonNode root) {
        event = new JsonFields(root, "event", faults);
        JsonNode body = root.get("data");
        if (body == null || !body.isObject()) {
            faults.add("event", "data is missing", null);
            body = JsonNodeFactory.instance.objectNode();
        }
        data = new JsonFields(body, "data", faults);
    }

    static WarningLine read(byte[] json) {
        try {
            JsonNode root = MAPPER.readTree(json);
            if (root == null || !root.isObject()) {
                throw new JsonFormatException("is not a JSON object");
            }
            return new WarningLineReader(root).line();
        } catch (JsonProcessingException e) {
            throw new JsonFormatException("is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new JsonFormatException("is not JSON: " + e.getMessage());
        } catch (InvalidInputException e) {
            throw new JsonFormatException(e.faults().stream().map(Fault::reason).collect(Collectors.joining("; ")));
        }
    }

    private WarningLine line() {
        String type = Optional.ofNullable(event.requiredText("type")).orElse("");
        Warning.Transition transition = one(
                "type",
                type,
                Warning.Transition.values(),
                value -> TYPE_PREFIX + value.word(),
                Warning.Transition.OPENED);
        double sequence = data.checkNumber("sequence", 1, Integer.MAX_VALUE);
        if (!(sequence == Math.rint(sequence))) {
            data.fault("sequence must be a whole number from 1", null);
        }
        long time = event.requiredTime("time");
        String warningId = text("warningId");
        String lane = text("lane");
        String rule = text("rule");
        String kind = text("kind");
        String stage = text("stage");
        Tier tier = one("tier", text("tier"), Tier.values(), Tier::word, Tier.BLUE);
        Warning.State state =
                one("state", text("state"), Warning.State.values(), Warning.State::word, Warning.State.OPEN);
        List<MoverId> movers = movers();
        long onset = data.requiredTime("onset");
        long detected = data.requiredTime("detected");
        long closed = data.has("closed") ? data.requiredTime("closed") : PositionReport.NO_TIME;
        String zone = data.text("zone");
        String order = data.text("order");
        String reason = data.text("reason");
        boolean late = data.node().path("late").asBoolean(false);
        faults.throwIfAny();
        return new WarningLine(
                warningId,
                (int) sequence,
                transition,
                time,
                lane,
                rule,
                kind,
                stage,
                tier,
                state,
                movers,
                zone,
                order,
                onset,
                detected,
                closed,
                reason,
                late);
    }

    private String text(String name) {
        return Optional.ofNullable(data.requiredText(name)).orElse("");
    }

    private List<MoverId> movers() {
        List<MoverId> movers = new ArrayList<>();
        for (String text : data.texts("movers")) {
            MoverId mover = data.mover(text);
            if (mover != null) {
                movers.add(mover);
            }
        }
        if (movers.isEmpty()) {
            data.fault("movers is missing or empty", null);
        }
        return movers;
    }

    /** The value of that word; another is a fault and gives a stand-in, since nothing is returned then. */
    private <T> T one(String name, String text, T[] values, Function<T, String> wordOf, T standIn) {
        for (T value : values) {
            if (wordOf.apply(value).equals(text)) {
                return value;
            }
        }
        if (!text.isEmpty()) {
            data.fault(name + "=\"" + JsonFields.cut(text) + "\" is not known", null);
        }
        return standIn;
    }
}

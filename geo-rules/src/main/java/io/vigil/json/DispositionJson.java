package io.vigil.json;

import static io.vigil.json.FieldValues.require;
import static io.vigil.json.FieldValues.text;
import static io.vigil.json.FieldValues.time;
import static io.vigil.json.FieldValues.wrong;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vigil.model.Disposition;
import io.vigil.model.Grant;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What operators did about warnings, as JSON (contracts, section 8). Needed are {@code warningId}, {@code mover} (one the
 * warning is about), {@code outcome} and {@code at}; {@code rule}, {@code by}, {@code note}, {@code received} and
 * {@code driver}, the licence number of who drove (of the warning's {@code explain.measured.driver}), are as far as known. Unknown fields are ignored; null and absent are the same. Limits as for {@link PositionJson}.
 *
 * <p>On the same way come grants: {@code outcome} is then {@code silence} or {@code exempt} with {@code rule}, or
 * {@code permit} with {@code zone}, and {@code until} says how long; no {@code warningId} is needed.
 */
public final class DispositionJson {
    private static final String OUTCOMES = Stream.concat(
                    Arrays.stream(Disposition.Outcome.values()).map(Disposition.Outcome::word),
                    Arrays.stream(Grant.Kind.values()).map(Grant.Kind::word))
            .collect(Collectors.joining(", "));

    private DispositionJson() {}

    /**
     * Reads one disposition.
     *
     * @param json UTF-8
     * @param length how many bytes of it count
     * @throws JsonFormatException saying what is wrong
     */
    public static MoverEvent read(byte[] json, int length) {
        return FieldValues.object(json, length, parser -> new Fields().read(parser));
    }

    /**
     * Reads one disposition, and the same once more of the driver where it names one besides the mover.
     *
     * @param json UTF-8
     * @param length how many bytes of it count
     * @throws JsonFormatException saying what is wrong
     */
    public static List<MoverEvent> readAll(byte[] json, int length) {
        Fields fields = new Fields();
        MoverEvent event = FieldValues.object(json, length, fields::read);
        MoverId driver = MoverId.ofDriver(fields.driver);
        return driver == null || event instanceof Grant || driver.equals(event.mover())
                ? List.of(event)
                : List.of(event, event.withMover(driver));
    }

    /** One grant as JSON. */
    public static byte[] toJson(Grant grant) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(200);
        try (JsonGenerator json = PositionJson.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("mover", grant.mover().text());
            json.writeStringField("outcome", grant.kind().word());
            json.writeStringField(grant.kind() == Grant.Kind.PERMIT ? "zone" : "rule", grant.subject());
            json.writeStringField("until", Rfc3339.format(grant.untilMillis()));
            json.writeStringField("by", grant.by());
            json.writeStringField("at", Rfc3339.format(grant.eventTimeMillis()));
            if (grant.receivedTimeMillis() != PositionReport.NO_TIME) {
                json.writeStringField("received", Rfc3339.format(grant.receivedTimeMillis()));
            }
            PassJson.writeText(json, "note", grant.note());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** One disposition as JSON. */
    public static byte[] toJson(Disposition disposition) {
        return toJson(disposition, null);
    }

    /** The same, with the licence number of who drove. */
    public static byte[] toJson(Disposition disposition, @Nullable String driver) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(200);
        try (JsonGenerator json = PositionJson.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("warningId", disposition.warningId());
            json.writeStringField("mover", disposition.mover().text());
            PassJson.writeText(json, "driver", driver);
            PassJson.writeText(json, "rule", disposition.rule());
            json.writeStringField("outcome", disposition.outcome().word());
            json.writeStringField("by", disposition.by());
            json.writeStringField("at", Rfc3339.format(disposition.eventTimeMillis()));
            if (disposition.receivedTimeMillis() != PositionReport.NO_TIME) {
                json.writeStringField("received", Rfc3339.format(disposition.receivedTimeMillis()));
            }
            PassJson.writeText(json, "note", disposition.note());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Collects the fields as the parser comes by them. */
    private static final class Fields {
        private @Nullable String warningId;
        private @Nullable String mover;
        private @Nullable String rule;
        private @Nullable String note;
        private @Nullable String driver;
        private @Nullable String zone;
        private Grant.@Nullable Kind grant;
        private Disposition.@Nullable Outcome outcome;
        private long untilMillis = PositionReport.NO_TIME;
        private String by = "";
        private long eventTimeMillis = PositionReport.NO_TIME;
        private long receivedTimeMillis = PositionReport.NO_TIME;

        MoverEvent read(JsonParser parser) throws IOException {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                if (parser.nextToken() != JsonToken.VALUE_NULL) {
                    field(name, parser);
                }
            }
            if (grant != null) {
                return grant(grant);
            }
            require(warningId != null, "warningId");
            require(mover != null, "mover");
            require(eventTimeMillis != PositionReport.NO_TIME, "at");
            if (outcome == null) {
                throw new JsonFormatException("outcome is missing");
            }
            return new Disposition(
                    new MoverId(String.valueOf(mover)),
                    eventTimeMillis,
                    receivedTimeMillis,
                    String.valueOf(warningId),
                    rule,
                    outcome,
                    by,
                    note);
        }

        private Grant grant(Grant.Kind kind) {
            String subjectName = kind == Grant.Kind.PERMIT ? "zone" : "rule";
            String subject = kind == Grant.Kind.PERMIT ? zone : rule;
            require(mover != null, "mover");
            require(subject != null, subjectName);
            require(eventTimeMillis != PositionReport.NO_TIME, "at");
            require(untilMillis != PositionReport.NO_TIME, "until");
            return new Grant(
                    new MoverId(String.valueOf(mover)),
                    eventTimeMillis,
                    receivedTimeMillis,
                    kind,
                    String.valueOf(subject),
                    untilMillis,
                    by,
                    note);
        }

        private void field(String name, JsonParser parser) throws IOException {
            switch (name) {
                case "warningId" -> warningId = text(name, parser);
                case "mover" -> mover = text(name, parser);
                case "rule" -> rule = text(name, parser);
                case "zone" -> zone = text(name, parser);
                case "until" -> untilMillis = time(name, parser);
                case "outcome" -> {
                    grant = Grant.Kind.ofWord(text(name, parser));
                    outcome = grant == null ? outcome(name, parser) : null;
                }
                case "by" -> by = text(name, parser);
                case "at" -> eventTimeMillis = time(name, parser);
                case "received" -> receivedTimeMillis = time(name, parser);
                case "note" -> note = text(name, parser);
                case "driver" -> driver = text(name, parser);
                default -> parser.skipChildren();
            }
        }

        private static Disposition.Outcome outcome(String name, JsonParser parser) throws IOException {
            Disposition.Outcome outcome = Disposition.Outcome.ofWord(text(name, parser));
            if (outcome == null) {
                throw wrong(name, parser, "must be one of " + OUTCOMES);
            }
            return outcome;
        }
    }
}

package io.vigil.json;

import static io.vigil.json.FieldValues.require;
import static io.vigil.json.FieldValues.text;
import static io.vigil.json.FieldValues.time;
import static io.vigil.json.FieldValues.within;
import static io.vigil.json.FieldValues.wrong;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a skipper or a port declares, as JSON: a departure or an arrival, with the hands on board, or that orders have been
 * read. Needed are {@code mover}, {@code time} and {@code declares} ({@code departure}, {@code arrival},
 * {@code acknowledge}); the last needs {@code orders}. {@code crew} and {@code received} are optional. Unknown fields are
 * ignored; null and absent are the same. Limits as for {@link PositionJson}.
 */
public final class DeclarationJson {
    private static final int MOST_CREW = 10_000;

    private DeclarationJson() {}

    /**
     * Reads one declaration, as what the mover says of itself.
     *
     * @param json UTF-8
     * @param length how many bytes of it count
     * @throws JsonFormatException saying what is wrong
     */
    public static IdentityReport read(byte[] json, int length) {
        return FieldValues.object(json, length, parser -> new Fields().read(parser));
    }

    /** Collects the fields as the parser comes by them. */
    private static final class Fields {
        private @Nullable String mover;
        private @Nullable String declares;
        private final List<String> orders = new ArrayList<>();
        private long timeMillis = PositionReport.NO_TIME;
        private long receivedMillis = PositionReport.NO_TIME;
        private double crew = Double.NaN;

        IdentityReport read(JsonParser parser) throws IOException {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                if (parser.nextToken() != JsonToken.VALUE_NULL) {
                    field(name, parser);
                }
            }
            require(mover != null, "mover");
            require(timeMillis != PositionReport.NO_TIME, "time");
            require(declares != null, "declares");
            return new IdentityReport(new MoverId(String.valueOf(mover)), timeMillis, receivedMillis, facts());
        }

        private SortedMap<String, String> facts() {
            SortedMap<String, String> facts = new TreeMap<>();
            if (!Double.isNaN(crew)) {
                facts.put(IdentityReport.CREW, Integer.toString((int) crew));
            }
            switch (String.valueOf(declares)) {
                case "departure" -> facts.put(IdentityReport.DEPARTURE, Long.toString(timeMillis));
                case "arrival" -> facts.put(IdentityReport.ARRIVAL, Long.toString(timeMillis));
                case "acknowledge" -> {
                    require(!orders.isEmpty(), "orders");
                    facts.put(IdentityReport.ACKNOWLEDGED, String.join(" ", orders));
                }
                default -> throw new JsonFormatException(
                        "declares=\"" + declares + "\" must be departure, arrival or acknowledge");
            }
            return facts;
        }

        private void field(String name, JsonParser parser) throws IOException {
            switch (name) {
                case "mover" -> mover = text(name, parser);
                case "declares" -> declares = text(name, parser);
                case "time" -> timeMillis = time(name, parser);
                case "received" -> receivedMillis = time(name, parser);
                case "crew" -> crew = within(name, parser, 0, MOST_CREW);
                case "orders" -> orders(name, parser);
                default -> parser.skipChildren();
            }
        }

        private void orders(String name, JsonParser parser) throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw wrong(name, parser, "must be a list of ids of orders");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                String order = text(name, parser);
                if (order.isBlank() || order.indexOf(' ') >= 0) {
                    throw new JsonFormatException("orders holds \"" + order + "\", which is no id of an order");
                }
                orders.add(order);
            }
        }
    }
}

package io.vigil.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/** A count of an order as two lines for people: who is still out, and the boats with least time in hand. */
final class OrderBlock {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final int MOST_BOATS = 5;

    private final Map<String, String> shown = new HashMap<>();

    /** Whether it says something else than the last one of its order. */
    boolean isShown(JsonNode record) {
        if (!record.path("type").asText().equals("order")) {
            return false;
        }
        String now = record.path("outstanding").asText()
                + record.path("tiers")
                + record.path("acknowledged").asText();
        return !now.equals(shown.put(record.path("order").asText(), now));
    }

    /** The lines with their ends. */
    String text(JsonNode record) {
        String time =
                TIME.format(OffsetDateTime.parse(record.path("time").asText()).atZoneSameInstant(SHANGHAI));
        int addressed = record.path("addressed").asInt();
        int left = record.path("outstanding").asInt();
        StringBuilder lines = new StringBuilder();
        lines.append(time).append("  令 order  ").append(record.path("order").asText());
        lines.append("  未到位 ").append(left).append('/').append(addressed).append(" outstanding");
        lines.append(", 已确认 ").append(record.path("acknowledged").asInt()).append(" acknowledged");
        record.path("tiers").properties().forEach(tier -> lines.append(", ")
                .append(tier.getKey())
                .append(' ')
                .append(tier.getValue().asInt()));
        lines.append(System.lineSeparator());
        int boats = 0;
        for (JsonNode boat : record.path("left")) {
            if (boats++ == MOST_BOATS) {
                break;
            }
            lines.append(boats == 1 ? "  " : "; ").append(boat.path("mover").asText());
            if (boat.has("slackMinutes")) {
                lines.append(" 余量 ").append(boat.path("slackMinutes").asLong()).append(" min");
            }
        }
        return lines.append(System.lineSeparator())
                .append(System.lineSeparator())
                .toString();
    }
}

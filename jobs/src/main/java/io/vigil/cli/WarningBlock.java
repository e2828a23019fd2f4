package io.vigil.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** A warning as a few lines for people: local time, tier, rule, mover, and what it means in Chinese and English. */
final class WarningBlock {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Map<String, String> CHINESE = Map.of("red", "红", "orange", "橙", "yellow", "黄", "blue", "蓝");
    private static final Map<String, String> COLOURS =
            Map.of("red", "\u001b[1;31m", "orange", "\u001b[38;5;208m", "yellow", "\u001b[33m", "blue", "\u001b[34m");
    private static final String PLAIN = "\u001b[0m";

    private final boolean coloured;

    /** Colours only make sense on a terminal. */
    WarningBlock(boolean coloured) {
        this.coloured = coloured;
    }

    /** Whether people want to see it at once: what begins or becomes more urgent, or was wrong. */
    boolean isShown(JsonNode event) {
        String type = event.path("type").asText();
        return type.endsWith(".opened") || type.endsWith(".escalated") || type.endsWith(".retracted");
    }

    /** The block with its line ends. */
    String text(JsonNode event) {
        JsonNode data = event.path("data");
        String tier = data.path("tier").asText();
        String head = time(event.path("time").asText()) + "  " + CHINESE.getOrDefault(tier, "") + ' ' + tier + "  "
                + data.path("rule").asText() + "  " + event.path("subject").asText() + suffix(event, data);
        String colour = coloured ? COLOURS.getOrDefault(tier, "") : "";
        return printable(head, colour)
                + printable("  " + data.path("message").path("zh").asText(), "")
                + printable("  " + data.path("message").path("en").asText(), "")
                + System.lineSeparator();
    }

    private static String suffix(JsonNode event, JsonNode data) {
        String type = event.path("type").asText();
        String transition = type.substring(type.lastIndexOf('.') + 1);
        String stage = data.path("stage").asText("");
        return (stage.equals("pre") ? "  (pre-warning)" : "")
                + (transition.equals("opened") ? "" : "  (" + transition + ")");
    }

    private static String time(String rfc3339) {
        Instant instant = OffsetDateTime.parse(rfc3339).toInstant();
        return TIME.format(instant.atZone(SHANGHAI));
    }

    /** Names come from outside: control characters in them must not reach a terminal. */
    private static String printable(String line, String colour) {
        StringBuilder text = new StringBuilder(colour);
        line.codePoints().map(c -> Character.isISOControl(c) ? '?' : c).forEach(text::appendCodePoint);
        return text.append(colour.isEmpty() ? "" : PLAIN)
                .append(System.lineSeparator())
                .toString();
    }
}

package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.model.InvalidInputException;
import io.vigil.model.PositionReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever somebody puts on a control topic, it is refused with its faults or accepted; nothing else comes of it. */
class PoisonControlTest {
    private static final String RULES =
            "rules:\n  - {id: speed, kind: overspeed, applies: mover.kind == \"vehicle\", tier: yellow}\n"
                    + "  - {id: zone, kind: forbidden-zone, applies: mover.kind == \"vehicle\", tier: yellow}\n";
    private static final String ZONE =
            "{\"type\":\"Feature\",\"properties\":{\"id\":\"z\",\"type\":\"forbidden\"},\"geometry\":{\"type\":"
                    + "\"Polygon\",\"coordinates\":[[[117,38],[118,38],[118,40],[117,40],[117,38]]]}}";
    private static final String ROUTE =
            "{\"type\":\"Feature\",\"properties\":{\"id\":\"r\"},\"geometry\":{\"type\":\"LineString\","
                    + "\"coordinates\":[[117,38],[118,38],[118,40]]}}";
    private static final String RECORD =
            "{\"mover\":\"vehicle:V3\",\"class\":\"heavy-truck\",\"status\":[\"wanted\"],\"validFrom\":\"2026-09-12T00:00:00Z\"}";
    private static final String[] PIECES = {
        "null",
        "{}",
        "[]",
        "\"\"",
        "-1",
        "1e400",
        "NaN",
        "\u0000",
        "{",
        "]",
        ":",
        ",",
        "\"",
        "\ud800",
        "999999999999999999999",
        "\"9999-99-99T99:99:99Z\"",
        "\"-999999999-01-01T00:00:00Z\"",
        "PT-1S",
        "true",
        "command",
        "&a",
        "*a",
        "!!java.net.URL"
    };

    @Test
    void nothingButFaultsComesOfExcess() {
        ControlState first = ControlState.EMPTY.apply(new ControlVersion(
                1, Long.MIN_VALUE, List.of(record("rules", "live", RULES), record("zones", "z", ZONE))));
        String deep = "(".repeat(50_000) + "mover.kind" + ")".repeat(50_000) + " == \"vehicle\"";
        String not = "!".repeat(50_000) + "(mover.kind == \"vehicle\")";
        List<ControlRecord> excesses = List.of(
                record("rules", "live", RULES.replace("mover.kind == \"vehicle\"", deep)),
                record("rules", "live", RULES.replace("mover.kind == \"vehicle\"", not)),
                record("rules", "live", "[".repeat(50_000)),
                record(
                        "rules",
                        "live",
                        RULES.replace("tier: yellow", "tier: yellow, params: {hold: PT2562047788015H}")),
                record("rules", "live", RULES.replace("tier: yellow", "tier: yellow, onset: {hold: P106751991167D}")),
                record("rules", "x".repeat(100_000), RULES),
                record("zones", "z", "[".repeat(50_000)),
                record("zones", "z", ZONE.replace("117,38", "1e308,-1e308")),
                record("zones", "z", ZONE.replace("118,38", "117,38").replace("118,40", "117,38")),
                record("registry", "m", RECORD.replace("2026-09-12T00:00:00Z", "+999999999-12-31T23:59:59Z")),
                record("registry", "m", RECORD.replace("2026-09-12T00:00:00Z", "-999999999-01-01T00:00:00Z")));
        for (ControlRecord excess : excesses) {
            String what = new String(excess.value(), StandardCharsets.UTF_8);
            assertThatCode(() -> {
                        try {
                            first.apply(new ControlVersion(2, 0, List.of(excess)))
                                    .engine();
                        } catch (InvalidInputException refused) {
                            assertThat(refused.faults()).isNotEmpty();
                        }
                    })
                    .as(what.substring(0, Math.min(300, what.length())))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aChangeThatMeetsADefectOfOursIsRefusedAndKillsNothing() {
        ControlRecord strange = record("tides", "t", "{}");

        assertThatThrownBy(() -> Acceptor.next(ControlState.EMPTY, new ControlVersion(1, 0, List.of(strange))))
                .isInstanceOfSatisfying(InvalidInputException.class, refused -> assertThat(refused.faults())
                        .singleElement()
                        .satisfies(fault -> assertThat(fault.toString()).contains("tides t", "no control topic")));
    }

    @Test
    void nothingButFaultsComesOfBrokenRecords() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ControlState first = ControlState.EMPTY.apply(new ControlVersion(
                1, Long.MIN_VALUE, List.of(record("rules", "live", RULES), record("zones", "z", ZONE))));
        List<String> escaped = new ArrayList<>();
        for (int round = 0; round < 4_000; round++) {
            ControlRecord poison = poison(random);
            try {
                first.apply(new ControlVersion(2, 0, List.of(poison))).engine();
            } catch (InvalidInputException refused) {
                assertThat(refused.faults()).isNotEmpty();
            } catch (RuntimeException other) {
                escaped.add("seed " + seed + ", " + poison.topic() + " '" + poison.key() + "': "
                        + new String(poison.value(), StandardCharsets.UTF_8) + " gives " + other);
            }
        }
        assertThat(escaped).isEmpty();
    }

    private static ControlRecord poison(Random random) {
        String topic = ControlLog.TOPICS.get(random.nextInt(ControlLog.TOPICS.size()));
        String good =
                switch (topic) {
                    case "zones" -> ZONE;
                    case "routes" -> ROUTE;
                    case "registry" -> RECORD;
                    case "rules" -> RULES;
                    default -> "{\"id\":\"w1\",\"from\":\"2026-09-12T00:00:00Z\",\"until\":\"2026-09-13T00:00:00Z\"}";
                };
        String[] keys = {"live", "", "shadow", "command/1", "a b\n", "\u0000", "z"};
        StringBuilder value = new StringBuilder(random.nextInt(10) == 0 ? "" : good);
        for (int change = random.nextInt(4); change >= 0; change--) {
            int from = random.nextInt(value.length() + 1);
            int until = Math.min(value.length(), from + random.nextInt(12));
            value.replace(from, until, random.nextBoolean() ? "" : PIECES[random.nextInt(PIECES.length)]);
        }
        return record(topic, keys[random.nextInt(keys.length)], value.toString());
    }

    private static ControlRecord record(String topic, String key, String value) {
        return new ControlRecord(topic, key, value.getBytes(StandardCharsets.UTF_8), 0, 0, 0, PositionReport.NO_TIME);
    }
}

package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.scene.Scene;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeatherLimitRuleTest {
    private static final String BOAT = "vessel:412000001";
    private static final String RULE =
            """
            kind: weather-limit
            applies: mover.kind == "vessel"
            tier: blue
            """;

    /** Wind of a forecast for the whole bay: from the given hour of the day on, China time, until midnight. */
    private static String forecast(String issued, String bftByHour) {
        StringBuilder times = new StringBuilder();
        StringBuilder winds = new StringBuilder();
        for (String pair : bftByHour.split(" ")) {
            String[] parts = pair.split("=");
            times.append(times.length() == 0 ? "" : ",")
                    .append("\"2026-09-12T")
                    .append(parts[0])
                    .append(":00+08:00\"");
            winds.append(winds.length() == 0 ? "" : ",").append(parts[1]);
        }
        return "{\"id\":\"bay\",\"kind\":\"forecast\",\"issued\":\"2026-09-12T" + issued
                + ":00+08:00\",\"area\":{\"type\":\"Polygon\",\"coordinates\":[[[117,38],[119,38],[119,40],[117,40],[117,38]]]},"
                + "\"times\":[" + times + "],\"validTo\":\"2026-09-13T00:00:00+08:00\",\"windBft\":[" + winds + "]}\n";
    }

    /** A report every ten minutes at one place, from one hour to another. */
    private static String lying(int fromHour, int toHour) {
        StringBuilder table = new StringBuilder();
        for (int minute = fromHour * 60; minute < toHour * 60; minute += 10) {
            table.append(minute).append("m 5000,5000 1kn\n");
        }
        return table.toString();
    }

    private static Scene rated(int bft) {
        return Scene.withRule(RULE)
                .square("h", "harbour", 0, 0, 2_000, 2_000)
                .registered(BOAT, "fishing", List.of(), List.of(), Map.of("windRatingBft", bft));
    }

    @Test
    void warnsFromAfarThenNearThenNowThenFarOver() {
        Scene scene = rated(7).weather(forecast("00:00", "00:00=5 05:59=5 06:00=8 07:59=8 08:00=9"));

        Scene.Output output = scene.run(BOAT, lying(0, 9), Long.MIN_VALUE);

        assertThat(output.lines())
                .containsExactly(
                        "opened 00:00:00 blue",
                        "escalated 03:00:00 yellow",
                        "escalated 06:00:00 orange",
                        "escalated 08:00:00 red");
        assertThat(output.warnings.get(0).messageEn()).isEqualTo("wind 8 Bft within 6 h, rated for 7 Bft");
        assertThat(output.warnings.get(3).messageZh()).isEqualTo("当前风力9级,超过抗风等级7级");
    }

    @Test
    void windAtTheRatingIsInOrder() {
        assertThat(rated(8).weather(forecast("00:00", "00:00=8")).run(BOAT, lying(0, 3)))
                .isEmpty();
        assertThat(rated(7).weather(forecast("00:00", "00:00=8")).run(BOAT, lying(0, 3)))
                .hasSize(1);
    }

    @Test
    void clearsAnHourAtMoreThanOneBeaufortBelowTheRating() {
        Scene six = rated(7).weather(forecast("00:00", "00:00=8 01:00=8 01:01=7 03:00=7 03:01=6"));
        Scene five = rated(7).weather(forecast("00:00", "00:00=8 01:00=8 01:01=7 03:00=6 03:01=5"));

        assertThat(six.run(BOAT, lying(0, 6))).as("one below the rating").containsExactly("opened 00:00:00 orange");
        assertThat(five.run(BOAT, lying(0, 6)))
                .containsExactly("opened 00:00:00 orange", "closed 04:10:00 orange cleared");
    }

    @Test
    void unknownWavesDoNotClearWhatHighWavesHaveRaised() {
        String high = forecast("00:00", "00:00=3").replace("\"windBft\"", "\"waveM\":[3.0],\"windBft\"");
        String windOnly = forecast("01:00", "00:00=3");
        String low = forecast("01:00", "00:00=3").replace("\"windBft\"", "\"waveM\":[1.0],\"windBft\"");
        Map<String, Object> small = Map.of("lengthM", 10);

        Scene.Output unknown = Scene.withRule(RULE)
                .registered(BOAT, "fishing", List.of(), List.of(), small)
                .weather(high + windOnly)
                .run(BOAT, lying(0, 6), Long.MIN_VALUE);
        Scene.Output known = Scene.withRule(RULE)
                .registered(BOAT, "fishing", List.of(), List.of(), small)
                .weather(high + low)
                .run(BOAT, lying(0, 6), Long.MIN_VALUE);

        assertThat(unknown.lines()).containsExactly("opened 00:00:00 orange");
        assertThat(known.lines()).containsExactly("opened 00:00:00 orange", "closed 02:00:00 orange cleared");
    }

    @Test
    void aMissingForecastNeitherWarnsNorClears() {
        assertThat(rated(3).run(BOAT, lying(0, 2))).as("no weather at all").isEmpty();

        String ends = forecast("00:00", "00:00=8").replace("2026-09-13T00:00:00+08:00", "2026-09-12T01:00:00+08:00");
        assertThat(rated(7).weather(ends).run(BOAT, lying(0, 6)))
                .as("from 01:00 on nobody knows")
                .containsExactly("opened 00:00:00 orange");
    }

    @Test
    void aForecastIssuedWhileAtSeaCountsFromItsIssueOn() {
        Scene scene = rated(7).weather(forecast("00:00", "00:00=5") + forecast("02:00", "00:00=5 04:00=5 05:00=9"));

        assertThat(scene.run(BOAT, lying(0, 4)))
                .as("5 to 9 Bft pass 8 in the hour before 05:00")
                .containsExactly("opened 02:00:00 yellow");
    }

    @Test
    void aForecastTakenBackWhileAtSeaClears() {
        Scene scene = rated(7).weather(forecast("00:00", "00:00=5 05:00=9") + forecast("01:00", "00:00=5"));

        assertThat(scene.run(BOAT, lying(0, 4)))
                .containsExactly("opened 00:00:00 yellow", "closed 02:00:00 yellow cleared");
    }

    @Test
    void shelterEndsIt() {
        Scene scene = rated(7).weather(forecast("00:00", "00:00=8"));

        assertThat(scene.run(BOAT, lying(0, 1) + "60m 1000,1000 0kn\n"))
                .containsExactly("opened 00:00:00 orange", "closed 01:00:00 orange ended");
        assertThat(scene.run(BOAT, "0m 1000,1000 0kn\n10m 1000,1000 0kn\n")).isEmpty();
    }

    @Test
    void withoutACertificateTheLengthCounts() {
        String wind = forecast("00:00", "00:00=6");
        Scene twelve = Scene.withRule(RULE)
                .weather(wind)
                .registered(BOAT, "fishing", List.of(), List.of(), Map.of("lengthM", 12.0));
        Scene shorter = Scene.withRule(RULE)
                .weather(wind)
                .registered(BOAT, "fishing", List.of(), List.of(), Map.of("lengthM", 11.9));
        Scene unknown = Scene.withRule(RULE).weather(wind);

        assertThat(twelve.run(BOAT, lying(0, 1))).isEmpty();
        assertThat(shorter.run(BOAT, lying(0, 1))).containsExactly("opened 00:00:00 orange");
        Scene.Output assumed = unknown.run(BOAT, lying(0, 1), Long.MIN_VALUE);
        assertThat(assumed.lines()).containsExactly("opened 00:00:00 orange");
        assertThat(assumed.warnings.get(0).messageEn())
                .isEqualTo("wind 6 Bft now, rated for 5 Bft (length unknown, taken for the smallest)");
        assertThat(Scene.withRule(RULE).weather(forecast("00:00", "00:00=5")).run(BOAT, lying(0, 1)))
                .isEmpty();
    }

    @Test
    void wavesOverTheLimitOfTheLengthCountToo() {
        String calm = forecast("00:00", "00:00=3");
        Scene at = rated(9).weather(calm.replace("\"windBft\"", "\"waveM\":[1.5],\"windBft\""));
        Scene.Output over = Scene.withRule(RULE)
                .registered(BOAT, "fishing", List.of(), List.of(), Map.of("lengthM", 10))
                .weather(calm.replace("\"windBft\"", "\"waveM\":[1.51],\"windBft\""))
                .run(BOAT, lying(0, 1), Long.MIN_VALUE);

        assertThat(at.run(BOAT, lying(0, 1))).isEmpty();
        assertThat(over.lines()).containsExactly("opened 00:00:00 orange");
        assertThat(over.warnings.get(0).messageEn()).isEqualTo("waves of 1.5 m now, limit 1.5 m");
    }
}

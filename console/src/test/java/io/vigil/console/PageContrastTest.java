package io.vigil.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Contrast by WCAG 2.2: text at level AA stands at 4.5:1 or more on its ground (success criterion 1.4.3). */
class PageContrastTest {
    private static final double LEVEL_AA = 4.5;
    private static final List<String> TIERS = List.of("red", "orange", "yellow", "blue");
    private final Map<String, Integer> colours = colours();

    @Test
    void everyTextStandsOutFromItsGround() {
        for (String ground : List.of("ground", "panel", "raised")) {
            for (String text : List.of("text", "quiet", "focus", "good", "red", "orange", "yellow", "blue")) {
                assertThat(contrast(colour(text), colour(ground)))
                        .as("%s on %s", text, ground)
                        .isGreaterThan(LEVEL_AA);
            }
        }
    }

    @Test
    void everyTierIsReadableOnItsChipAndOnItsTintedGround() {
        for (String tier : TIERS) {
            assertThat(contrast(colour("on-tier"), colour(tier)))
                    .as("chip %s", tier)
                    .isGreaterThan(LEVEL_AA);
            int tinted = mixed(colour(tier), colour("panel"), 0.18);
            assertThat(contrast(colour(tier), tinted))
                    .as("%s on its tint", tier)
                    .isGreaterThan(LEVEL_AA);
            assertThat(contrast(colour("text"), tinted)).as("count on %s", tier).isGreaterThan(LEVEL_AA);
        }
        int pulse = mixed(colour("red"), colour("raised"), 0.45);
        assertThat(contrast(colour("text"), pulse)).as("a new red row").isGreaterThan(LEVEL_AA);
    }

    private int colour(String name) {
        return colours.get(name);
    }

    private static Map<String, Integer> colours() {
        String style =
                new String(new PageFiles().page("style.css").orElseThrow().content(), StandardCharsets.UTF_8);
        Map<String, Integer> colours = new HashMap<>();
        Matcher variables = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});").matcher(style);
        while (variables.find()) {
            colours.put(variables.group(1), Integer.parseInt(variables.group(2), 16));
        }
        return colours;
    }

    private static double contrast(int one, int other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16 & 0xFF)
                + 0.7152 * linear(colour >> 8 & 0xFF)
                + 0.0722 * linear(colour & 0xFF);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static int mixed(int one, int other, double shareOfOne) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double channel = shareOfOne * (one >> shift & 0xFF) + (1 - shareOfOne) * (other >> shift & 0xFF);
            mixed |= (int) Math.round(channel) << shift;
        }
        return mixed;
    }
}

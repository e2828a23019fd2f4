package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class WarningBlockTest {
    @Test
    void showsLocalTimeTierRuleMoverAndBothLanguages() {
        assertThat(new WarningBlock(false)
                        .text(event("opened", "breach", "津A12345|yellow"))
                        .lines())
                .containsExactly(
                        "2026-09-13 02:21:00  橙 orange  coach-night-run  vehicle:津A12345|yellow",
                        "  凌晨运行",
                        "  running at night",
                        "");
    }

    @Test
    void saysWhatKindOfTransitionItIsWhereItIsNotAFreshWarning() {
        WarningBlock block = new WarningBlock(false);

        assertThat(block.text(event("escalated", "breach", "x"))).contains("vehicle:x  (escalated)");
        assertThat(block.text(event("opened", "pre", "x"))).contains("vehicle:x  (pre-warning)");
        assertThat(block.isShown(event("opened", "breach", "x"))).isTrue();
        assertThat(block.isShown(event("closed", "breach", "x"))).isFalse();
    }

    @Test
    void coloursOnlyWhereAskedTo() {
        assertThat(new WarningBlock(true).text(event("opened", "breach", "x"))).contains("\u001b[38;5;208m");
        assertThat(new WarningBlock(false).text(event("opened", "breach", "x"))).doesNotContain("\u001b");
    }

    @Test
    void letsNoControlCharacterOfANameReachTheTerminal() {
        String text = new WarningBlock(false).text(event("opened", "breach", "A\\u001b[2J\\r\\n\\u0007B"));

        assertThat(text).contains("vehicle:A?[2J???B").doesNotContain("\u001b", "\u0007", "\r");
    }

    private static JsonNode event(String transition, String stage, String identity) {
        String json =
                """
                {"type":"vigil.warning.%s","subject":"vehicle:%s","time":"2026-09-12T18:21:00Z",
                 "data":{"tier":"orange","rule":"coach-night-run","stage":"%s",
                         "message":{"zh":"凌晨运行","en":"running at night"}}}
                """
                        .formatted(transition, identity, stage);
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }
}

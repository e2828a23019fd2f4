package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OrderBlockTest {
    private static JsonNode count(String time, int outstanding) throws IOException {
        return new ObjectMapper()
                .readTree(
                        "{\"type\":\"order\",\"order\":\"t12\",\"time\":\"" + time
                                + "\",\"addressed\":9,\"acknowledged\":7,\"outstanding\":" + outstanding
                                + ",\"tiers\":{\"red\":1},\"left\":[{\"mover\":\"vessel:412000001\",\"tier\":\"red\",\"slackMinutes\":-12},{\"mover\":\"vessel:412000002\",\"tier\":null}]}");
    }

    @Test
    void tellsWhoIsStillOutAndWhoHasLeastTime() throws IOException {
        assertThat(new OrderBlock().text(count("2026-09-12T01:05:00Z", 2)).lines())
                .containsExactly(
                        "2026-09-12 09:05:00  令 order  t12  未到位 2/9 outstanding, 已确认 7 acknowledged, red 1",
                        "  vessel:412000001 余量 -12 min; vessel:412000002",
                        "");
    }

    @Test
    void isShownWhenSomethingHasChanged() throws IOException {
        OrderBlock block = new OrderBlock();

        assertThat(block.isShown(count("2026-09-12T01:05:00Z", 2))).isTrue();
        assertThat(block.isShown(count("2026-09-12T01:10:00Z", 2))).isFalse();
        assertThat(block.isShown(count("2026-09-12T01:15:00Z", 1))).isTrue();
        assertThat(block.isShown(new ObjectMapper().readTree("{\"type\":\"boat\"}")))
                .isFalse();
    }
}

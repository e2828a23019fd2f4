package io.vigil.feeds.jt808;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MessageTypeTest {
    @Test
    void findsEveryTypeByItsNumberAndNothingBetween() {
        Set<Integer> ids =
                Arrays.stream(MessageType.values()).map(MessageType::id).collect(Collectors.toSet());

        assertThat(ids).hasSize(MessageType.values().length);
        for (int id = 0; id <= 0xFFFF; id++) {
            MessageType type = MessageType.of(id);
            assertThat(type != null).isEqualTo(ids.contains(id));
            if (type != null) {
                assertThat(type.id()).isEqualTo(id);
            }
        }
    }
}

package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a reader of warning lines is left with (docs/late-data.md): of each warning the transition with the highest number,
 * without those that were retracted, and without how the news came.
 */
final class FoldedLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FoldedLines() {}

    /** The folded warnings and permitted cases of CloudEvents lines in any order, sorted. */
    static List<String> of(Collection<String> lines) {
        Map<String, ObjectNode> last = new HashMap<>();
        for (String line : lines) {
            ObjectNode data = data(line);
            boolean permitted = !data.path("explain").path("exemption").isNull();
            String key = data.path("lane").asText() + data.path("warningId").asText() + permitted;
            ObjectNode before = last.get(key);
            if (before == null
                    || before.path("sequence").asInt() <= data.path("sequence").asInt()) {
                last.put(key, data);
            }
        }
        List<String> folded = new ArrayList<>();
        for (ObjectNode data : last.values()) {
            if (!data.path("state").asText().equals("retracted")) {
                data.remove(List.of("warningId", "sequence", "reason", "late"));
                folded.add(data.toString());
            }
        }
        folded.sort(null);
        return folded;
    }

    /** Says what differs, and not all that does not. */
    static void assertEqual(List<String> found, List<String> expected, String description) {
        List<String> missing = new ArrayList<>(expected);
        found.forEach(missing::remove);
        List<String> more = new ArrayList<>(found);
        expected.forEach(more::remove);
        assertThat(missing).as(description + ": missing").isEmpty();
        assertThat(more).as(description + ": not expected").isEmpty();
    }

    private static ObjectNode data(String line) {
        try {
            JsonNode event = JSON.readTree(line);
            return (ObjectNode) event.path("data");
        } catch (JsonProcessingException broken) {
            throw new AssertionError(line, broken);
        }
    }
}

package io.vigil.jobs;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vigil.evaluate.Lane;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives the line of a warning to every lane that shares its rule: the same line but for the names of the lane and the hash of its
 * ruleset. Written once and cut three times, a line costs next to nothing for two hundred lanes.
 */
final class LaneLines {
    private final Map<String, List<byte[]>> names = new HashMap<>();

    /** Writes the line of a warning as another lane gives it, with its line end. */
    void write(byte[] json, Lane.Version from, Lane.Version to, OutputStream out) throws IOException {
        if (!from.equals(to)) {
            List<byte[]> before = names(from);
            List<byte[]> after = names(to);
            int written = 0;
            for (int i = 0; i < before.size(); i++) {
                byte[] name = before.get(i);
                int at = indexOf(json, name, written);
                out.write(json, written, at - written);
                out.write(after.get(i));
                written = at + name.length;
            }
            out.write(json, written, json.length - written);
        } else {
            out.write(json);
        }
        out.write('\n');
    }

    /** What a line says of its lane, in the order in which it does; quotes within texts are escaped, so none looks like it. */
    private List<byte[]> names(Lane.Version version) {
        return names.computeIfAbsent(version.lane() + '\n' + version.ruleset(), key -> {
            String lane = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(version.lane()));
            return List.of(
                    bytes("\"source\":\"/vigil/" + lane + '"'),
                    bytes("\"lane\":\"" + lane + '"'),
                    bytes("\"ruleset\":\"" + version.ruleset() + '"'));
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int indexOf(byte[] in, byte[] what, int from) {
        for (int at = from; at <= in.length - what.length; at++) {
            int same = 0;
            while (same < what.length && in[at + same] == what[same]) {
                same++;
            }
            if (same == what.length) {
                return at;
            }
        }
        throw new IllegalStateException(
                "the line of a warning does not name its lane: " + new String(in, StandardCharsets.UTF_8));
    }
}

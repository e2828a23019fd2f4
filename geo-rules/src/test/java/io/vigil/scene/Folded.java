package io.vigil.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.Warning;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a reader of the warnings is left with: of each warning the last transition, without those that were retracted, and
 * without how the news came (id, number, kind and time of the change, its reason, whether it was late).
 */
public final class Folded {
    private Folded() {}

    /** The folded warnings and permitted cases, one line each, sorted. */
    public static List<String> of(Collection<Warning> transitions) {
        Map<String, Warning> last = new LinkedHashMap<>();
        for (Warning each : transitions) {
            last.put(key(each), each);
        }
        List<String> lines = new ArrayList<>();
        for (Warning each : last.values()) {
            if (each.state() != Warning.State.RETRACTED) {
                lines.add(content(each));
            }
        }
        lines.sort(null);
        return lines;
    }

    private static String content(Warning warning) {
        return warning.numbered("", 0)
                .correcting(Warning.Transition.AMENDED, 0, "")
                .toString();
    }

    private static String key(Warning each) {
        return each.lane() + each.warningId() + (each.explain().exemption() != null);
    }

    /** What holds for any run with late events: numbers count up from an opening, and a correction says why. */
    public static void assertSound(Collection<Warning> transitions, String description) {
        assertSound(transitions, description, "late-data");
    }

    /** The same where there were other reasons to correct. */
    public static void assertSound(Collection<Warning> transitions, String description, String... reasons) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (Warning each : transitions) {
            if (each.explain().exemption() == null) {
                int before = numbers.getOrDefault(key(each), 0);
                assertThat(each.sequence())
                        .as("%s: number of %s", description, each)
                        .isGreaterThan(before);
                if (before == 0) {
                    assertThat(each.transition())
                            .as("%s: first of %s", description, each)
                            .isEqualTo(Warning.Transition.OPENED);
                }
                numbers.put(key(each), each.sequence());
            }
            if (each.late()) {
                assertThat(each.reason())
                        .as("%s: reason of %s", description, each)
                        .isNotNull();
            }
            if (each.transition() == Warning.Transition.RETRACTED) {
                assertThat(each.reason()).isIn((Object[]) reasons);
                assertThat(each.late()).isTrue();
            }
        }
    }
}

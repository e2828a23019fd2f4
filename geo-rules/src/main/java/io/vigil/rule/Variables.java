package io.vigil.rule;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an {@link Expression} is evaluated over. */
interface Variables {
    /**
     * A field of {@code report}, {@code mover} or {@code registry}, as it stands in {@link #asMap}, or null where it is
     * absent.
     */
    @Nullable
    Object field(String root, String name);

    /**
     * A field of such a field, where that holds fields itself; null where either is absent, and
     * {@link SimpleCondition.Truth#DEFER} where the first is something else.
     */
    default @Nullable Object field(String root, String name, String sub) {
        Object value = field(root, name);
        return value == null ? null : value instanceof Map<?, ?> map ? map.get(sub) : SimpleCondition.Truth.DEFER;
    }

    /** All of it, for the interpreter. */
    Map<String, Object> asMap();

    /** Variables that have been put together already. */
    static Variables of(Map<String, Object> mover, Map<String, Object> registry) {
        return new Variables() {
            @Override
            public @Nullable Object field(String root, String name) {
                return root.equals("mover") ? mover.get(name) : root.equals("registry") ? registry.get(name) : null;
            }

            @Override
            public Map<String, Object> asMap() {
                return Map.of("mover", mover, "registry", registry);
            }
        };
    }
}

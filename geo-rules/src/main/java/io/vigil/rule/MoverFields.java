package io.vigil.rule;

import io.vigil.model.MoverId;
import io.vigil.model.RegistryRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code mover} and {@code registry} mean in expressions. */
public final class MoverFields {
    private MoverFields() {}

    /**
     * The mover: {@code id}, {@code kind}, {@code identity}, {@code class} ("unknown" where nobody knows) and its claims.
     *
     * @param facts what it says of itself
     */
    public static Map<String, Object> of(MoverId mover, @Nullable String moverClass, Map<String, String> facts) {
        Map<String, Object> fields = new HashMap<>(facts);
        fields.put("id", mover.text());
        fields.put("kind", mover.kind().word());
        fields.put("identity", mover.identity());
        fields.put("class", moverClass == null ? "unknown" : moverClass);
        return fields;
    }

    /** The registry record; the lists {@code routes}, {@code permits} and {@code status} are always there. */
    public static Map<String, Object> of(@Nullable RegistryRecord record) {
        Map<String, Object> fields = new HashMap<>(record == null ? Map.of() : record.fields());
        fields.putIfAbsent("routes", List.of());
        fields.putIfAbsent("permits", List.of());
        fields.putIfAbsent("status", List.of());
        return fields;
    }
}

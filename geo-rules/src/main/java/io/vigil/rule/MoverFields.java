package io.vigil.rule;

import io.vigil.model.MoverId;
import io.vigil.model.RegistryRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code mover} and {@code registry} mean in expressions. */
public final class MoverFields {
    /** Lists of the registry that are always there. */
    private static final List<String> LISTS = List.of("routes", "permits", "status");

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

    /** A mover and its registry record, for {@link Expression#overMover}. */
    public static Expression.Scope scope(
            MoverId mover, @Nullable String moverClass, Map<String, String> facts, @Nullable RegistryRecord record) {
        return new Expression.Scope(Variables.of(of(mover, moverClass, facts), of(record)));
    }

    /** The registry record; the lists {@code routes}, {@code permits} and {@code status} are always there. */
    public static Map<String, Object> of(@Nullable RegistryRecord record) {
        Map<String, Object> fields = new HashMap<>(record == null ? Map.of() : record.fields());
        LISTS.forEach(name -> fields.putIfAbsent(name, List.of()));
        return fields;
    }

    /** One field of the mover, as {@link #of} without claims has it, or null. */
    static @Nullable Object field(MoverId mover, @Nullable String moverClass, String name) {
        return switch (name) {
            case "id" -> mover.text();
            case "kind" -> mover.kind().word();
            case "identity" -> mover.identity();
            case "class" -> moverClass == null ? "unknown" : moverClass;
            default -> null;
        };
    }

    /** One field of the registry record, as {@link #of(RegistryRecord)} has it, or null. */
    static @Nullable Object field(@Nullable RegistryRecord record, String name) {
        Object value = record == null ? null : record.fields().get(name);
        return value == null && LISTS.contains(name) ? List.of() : value;
    }
}

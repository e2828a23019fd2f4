package io.vigil.zones;

import io.vigil.zones.read.RawFeature;
import io.vigil.zones.shape.Positions;
import io.vigil.zones.shape.RawShape;
import io.vigil.zones.shape.ShapeException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells which fields of a feature are its id, name and type, which are the contract's, and leaves the rest as attributes. */
final class FieldMapping {
    /** Ids are part of stored state and of every warning. */
    static final int MAX_ID_LENGTH = 200;

    private static final List<String> USUAL_NAMES = List.of("name", "Name", "NAME", "label", "名称");
    private static final Set<String> OF_CONTRACT =
            Set.of("classes", "schedule", "validFrom", "validTo", "speedLimitKmh");
    private static final Set<String> OF_SHAPE = Set.of("radiusM", "halfWidthM");
    private static final int DIGEST_BYTES = 5;

    private final ImportOptions.Fields wanted;
    private final String stem;

    /** @param stem the file's name without its extension, with which generated ids begin */
    FieldMapping(ImportOptions.Fields wanted, String stem) {
        this.wanted = wanted;
        this.stem = stem;
    }

    /**
     * What a feature says of itself.
     *
     * @param generated whether the id was made from name and geometry
     */
    record Mapped(
            String id,
            boolean generated,
            @Nullable String name,
            @Nullable String type,
            Map<String, Object> properties,
            Map<String, Object> attributes) {}

    /**
     * Maps a feature's fields.
     *
     * @throws ShapeException where the field of the id is missing or cannot be one
     */
    Mapped map(RawFeature feature) {
        Map<String, Object> rest = new LinkedHashMap<>(feature.fields());
        String given = id(feature, rest);
        String name = name(rest);
        String type = type(rest);
        Map<String, Object> properties = new LinkedHashMap<>();
        Map<String, Object> attributes = new LinkedHashMap<>();
        rest.forEach((field, value) -> {
            if (OF_CONTRACT.contains(field)) {
                properties.put(field, ofContract(field, value));
            } else if (field.equals("attributes") && value instanceof Map<?, ?> inner) {
                inner.forEach((key, item) -> attributes.put(String.valueOf(key), item));
            } else if (!OF_SHAPE.contains(field)) {
                attributes.put(field, value);
            }
        });
        String id = given == null ? generated(name, feature.shape()) : given;
        if (id.length() > MAX_ID_LENGTH) {
            throw new ShapeException("id has " + id.length() + " characters, allowed are " + MAX_ID_LENGTH, null);
        }
        return new Mapped(id, given == null, name, type, properties, attributes);
    }

    private @Nullable String id(RawFeature feature, Map<String, Object> rest) {
        String field = wanted.id();
        if (field == null) {
            // A number there is as often a column that nobody filled.
            if (rest.get("id") instanceof String own && !own.isBlank()) {
                rest.remove("id");
                return own;
            }
            return feature.id();
        }
        Object value = rest.remove(field);
        String id = value == null ? "" : text(value).strip();
        if (id.isEmpty()) {
            throw new ShapeException(
                    "has no " + field + ", the field of ids",
                    "it has the fields " + shown(feature.fields().keySet()));
        }
        return id;
    }

    private static String shown(Set<String> names) {
        return names.isEmpty()
                ? "(none)"
                : String.join(", ", names.stream().limit(30).toList());
    }

    private @Nullable String name(Map<String, Object> rest) {
        List<String> candidates = wanted.name() == null ? USUAL_NAMES : List.of(wanted.name());
        for (String field : candidates) {
            Object value = rest.get(field);
            boolean fits = value instanceof String || value != null && wanted.name() != null;
            if (fits && value != null && !text(value).isBlank()) {
                rest.remove(field);
                return text(value);
            }
        }
        return null;
    }

    private @Nullable String type(Map<String, Object> rest) {
        String field = wanted.typeField() == null ? "type" : wanted.typeField();
        if (wanted.type() != null && wanted.typeField() == null) {
            return wanted.type();
        }
        Object value = rest.remove(field);
        return value == null || text(value).isBlank() ? wanted.type() : text(value);
    }

    /** Tables have no lists: classes stand in one cell with semicolons between. */
    private static Object ofContract(String field, Object value) {
        return field.equals("classes") && value instanceof String text
                ? List.of(text.strip().split("\\s*;\\s*"))
                : value;
    }

    private static String text(Object value) {
        return value instanceof Double number
                ? new BigDecimal(number).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }

    /** The same for the same name and geometry, wherever the feature stands in its file. */
    private String generated(@Nullable String name, @Nullable RawShape shape) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((name == null ? "" : name).getBytes(StandardCharsets.UTF_8));
            for (Positions part : shape == null ? List.<Positions>of() : shape.parts()) {
                ByteBuffer bytes = ByteBuffer.allocate(16 * part.size() + 4);
                bytes.putInt(part.size());
                for (int i = 0; i < part.size(); i++) {
                    bytes.putDouble(part.x()[i]).putDouble(part.y()[i]);
                }
                digest.update(bytes.array());
            }
            return stem + "-" + HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

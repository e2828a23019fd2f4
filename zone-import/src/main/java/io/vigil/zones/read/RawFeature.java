package io.vigil.zones.read;

import io.vigil.zones.shape.RawShape;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One feature as it stands in a file.
 *
 * @param place where in the file, as its users count: {@code feature 0}, {@code record 1}, {@code line 2}
 * @param id what the format itself names the feature by, or null
 * @param fields attributes in the file's order: texts, longs, doubles, booleans, lists, maps; none is null
 * @param shape geometry, or null where it has none
 * @param crs {@code EPSG:nnnn}, a definition as well-known text, or empty where the file says none
 */
public record RawFeature(
        String place, @Nullable String id, Map<String, Object> fields, @Nullable RawShape shape, String crs) {}

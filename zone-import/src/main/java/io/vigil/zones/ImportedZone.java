package io.vigil.zones;

import io.vigil.model.ZoneShape;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A zone as it will be written.
 *
 * @param properties those of the contract besides the ones named here
 * @param attributes whatever else the file says
 */
record ImportedZone(
        String id,
        @Nullable String name,
        @Nullable String type,
        Map<String, Object> properties,
        Map<String, Object> attributes,
        ZoneShape shape) {}

package io.vigil.console.world;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.console.access.Scope;
import io.vigil.console.record.MalformedRecordException;
import io.vigil.console.record.RecordFields;
import io.vigil.geo.ZoneHits;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.Zone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The zones and routes there are now: those of the files, changed by what comes through the topics. A zone of type
 * {@code jurisdiction} is the area of the code in its attribute {@code jurisdiction} (else of its id); any other zone or
 * route with that attribute belongs to that jurisdiction, and one without it to all. Safe for use by several threads.
 */
public final class Ground {
    private static final String AREA_TYPE = "jurisdiction";
    private static final int MAX_BYTES = 4 << 20;

    private final Map<String, ObjectNode> byKey = new LinkedHashMap<>();
    private List<String> areaCodes = List.of();
    private ZoneIndex areas = ZoneIndex.build(List.of());
    private long version;

    /**
     * Begins with what files hold.
     *
     * @throws io.vigil.model.InvalidInputException when an area of a jurisdiction is not a valid zone
     */
    public Ground(MapLayers layers) {
        for (ObjectNode feature : layers.features()) {
            byKey.put(key(layerOf(feature), idOf(feature)), feature);
        }
        indexAreas();
    }

    /**
     * Takes a record of a topic of zones or routes; a value of null takes the feature away.
     *
     * @param layer {@code zone} or {@code route}
     */
    public synchronized void take(String layer, String id, byte @Nullable [] value) throws MalformedRecordException {
        ObjectNode feature = value == null ? null : feature(layer, value);
        if (feature != null && isArea(feature) && !ZoneCheck.faults(feature).isEmpty()) {
            throw new MalformedRecordException("an area that is no valid zone: "
                    + ZoneCheck.faults(feature).get(0));
        }
        ObjectNode known = feature == null ? byKey.remove(key(layer, id)) : byKey.put(key(layer, id), feature);
        version++;
        if (isArea(known) || isArea(feature)) {
            indexAreas();
        }
    }

    /** Takes what was published from here, without waiting for the topic; null takes the feature away. */
    public void put(String layer, String id, @Nullable ObjectNode feature) {
        try {
            take(layer, id, feature == null ? null : feature.toString().getBytes(StandardCharsets.UTF_8));
        } catch (MalformedRecordException e) {
            throw new IllegalStateException("only what was checked is published", e);
        }
    }

    /** Counts up with every change. */
    public synchronized long version() {
        return version;
    }

    /** The feature of a zone as it is now. */
    public synchronized Optional<ObjectNode> zone(String id) {
        return Optional.ofNullable(byKey.get(key("zone", id))).map(ObjectNode::deepCopy);
    }

    /** The features of a layer, {@code zone} or {@code route}, as they are now. */
    public synchronized List<ObjectNode> features(String layer) {
        return byKey.values().stream()
                .filter(feature -> layerOf(feature).equals(layer))
                .map(ObjectNode::deepCopy)
                .toList();
    }

    /** The name of a zone or route, or its id where it has none. */
    public synchronized String nameOf(String id) {
        ObjectNode feature = byKey.getOrDefault(key("zone", id), byKey.get(key("route", id)));
        return feature == null ? id : feature.path("properties").path("name").asText(id);
    }

    /** The jurisdiction a zone or route belongs to, or nothing. */
    public synchronized Optional<String> jurisdictionOf(String id) {
        ObjectNode feature = byKey.getOrDefault(key("zone", id), byKey.get(key("route", id)));
        return feature == null ? Optional.empty() : jurisdiction(feature);
    }

    /** The codes of the areas in which a place lies. */
    public synchronized Set<String> jurisdictionsAt(double latitude, double longitude) {
        Set<String> codes = new TreeSet<>();
        if (areas.size() > 0 && !Double.isNaN(latitude) && !Double.isNaN(longitude)) {
            ZoneHits hits = new ZoneHits();
            areas.find(latitude, longitude, hits);
            for (int i = 0; i < hits.size(); i++) {
                codes.add(areaCodes.get(hits.ordinal(i)));
            }
        }
        return codes;
    }

    /** Writes one FeatureCollection of what that scope sees; {@code properties.layer} is {@code zone} or {@code route}. */
    public void write(JsonGenerator out, Scope scope) throws IOException {
        List<ObjectNode> features;
        synchronized (this) {
            features = new ArrayList<>(byKey.values());
        }
        out.writeStartObject();
        out.writeStringField("type", "FeatureCollection");
        out.writeArrayFieldStart("features");
        for (ObjectNode feature : features) {
            Optional<String> code = jurisdiction(feature);
            if (code.isEmpty() || scope.sees(Set.of(code.get()))) {
                out.writeRawValue(feature.toString());
            }
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void indexAreas() {
        List<ObjectNode> features =
                byKey.values().stream().filter(Ground::isArea).toList();
        List<Zone> zones = ZoneCheck.zones(features);
        areas = ZoneIndex.build(zones);
        List<String> codes = new ArrayList<>();
        for (int ordinal = 0; ordinal < areas.size(); ordinal++) {
            Zone zone = areas.zone(ordinal);
            Object code = zone.attributes().get("jurisdiction");
            codes.add(code instanceof String text ? text : zone.id());
        }
        areaCodes = codes;
    }

    private static ObjectNode feature(String layer, byte[] value) throws MalformedRecordException {
        JsonNode node = RecordFields.object(value, MAX_BYTES);
        if (!(node instanceof ObjectNode feature)
                || !feature.path("geometry").path("type").isTextual()
                || !(feature.path("properties") instanceof ObjectNode properties)) {
            throw new MalformedRecordException("a feature must have a geometry and properties");
        }
        properties.put("layer", layer);
        return feature;
    }

    private static boolean isArea(@Nullable ObjectNode feature) {
        return feature != null
                && layerOf(feature).equals("zone")
                && feature.path("properties").path("type").asText().equals(AREA_TYPE);
    }

    private static Optional<String> jurisdiction(ObjectNode feature) {
        JsonNode properties = feature.path("properties");
        JsonNode code = properties.path("attributes").path("jurisdiction");
        if (code.isTextual()) {
            return Optional.of(code.textValue());
        }
        return isArea(feature) ? Optional.of(idOf(feature)) : Optional.empty();
    }

    private static String layerOf(ObjectNode feature) {
        return feature.path("properties").path("layer").asText();
    }

    private static String idOf(ObjectNode feature) {
        return feature.path("properties").path("id").asText(feature.path("id").asText());
    }

    private static String key(String layer, String id) {
        return layer + '/' + id;
    }
}

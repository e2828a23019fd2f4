package io.vigil.json;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sees to it that of the features with one id no two are valid at the same time. */
final class ZoneVersionCheck {
    private final Map<String, Version> versions = new HashMap<>();

    private record Version(long fromMillis, long toMillis, int feature, @Nullable Version before) {}

    /** Takes the next feature; adds a fault to it where it overlaps with one before. */
    void add(int feature, String id, long fromMillis, long toMillis, JsonFields fields) {
        Version before = versions.get(id);
        Version first = null;
        for (Version version = before; version != null; version = version.before()) {
            if (fromMillis < version.toMillis() && version.fromMillis() < toMillis) {
                first = version;
            }
        }
        if (first != null && !id.isEmpty()) {
            fields.fault(
                    "id is given twice, first by feature " + first.feature() + ", for the same time",
                    "ids are part of a warning's identity; versions of one zone need validFrom and validTo that do not"
                            + " overlap");
        }
        versions.put(id, new Version(fromMillis, toMillis, feature, before));
    }
}

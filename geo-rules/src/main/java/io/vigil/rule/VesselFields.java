package io.vigil.rule;

import io.vigil.model.RegistryRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What the registry, or else the vessel itself, says of a vessel. */
final class VesselFields {
    private VesselFields() {}

    /** Length over all, m, or NaN. */
    static double lengthMeters(ReportView view) {
        double registered = number(view, "lengthM");
        if (!Double.isNaN(registered)) {
            return registered;
        }
        String claimed = view.claim("lengthM");
        try {
            return claimed == null ? Double.NaN : Double.parseDouble(claimed);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** A number of the registry, or NaN. */
    static double number(ReportView view, String field) {
        RegistryRecord record = view.registry();
        return record != null && record.fields().get(field) instanceof Number number
                ? number.doubleValue()
                : Double.NaN;
    }

    /** A text of the registry, or each of a list of texts; empty where there is none. */
    static List<String> texts(ReportView view, String field) {
        RegistryRecord record = view.registry();
        Object value = record == null ? null : record.fields().get(field);
        List<String> texts = new ArrayList<>();
        if (value instanceof Collection<?> list) {
            list.forEach(item -> texts.add(String.valueOf(item)));
        } else if (value != null) {
            texts.add(String.valueOf(value));
        }
        return texts;
    }
}

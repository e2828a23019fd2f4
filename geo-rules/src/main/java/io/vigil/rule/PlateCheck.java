package io.vigil.rule;

import io.vigil.model.PassReport;
import io.vigil.model.PlateFormat;
import io.vigil.model.RegistryRecord;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one pass says of its plate when it is held against the registry and against the forms of plates. */
final class PlateCheck {
    /** Nothing to compare. */
    static final int NOTHING = -1;

    /** All that could be compared agrees. */
    static final int AGREES = 0;

    static final int OTHER_CLASS = 1;
    static final int OTHER_BRAND = 2;
    static final int OTHER_COLOUR = 4;

    static final int NO_SUCH_FORM = 1;
    static final int NOT_REGISTERED = 2;

    private final Map<String, Set<String>> classesBySeen = new HashMap<>();
    private final List<String> compared;
    private final boolean checksFormat;
    private final List<String> completeProvinces;

    PlateCheck(Parameters parameters) {
        for (String line : parameters.texts("seenClasses")) {
            int equals = line.indexOf('=');
            String[] registered = line.substring(equals + 1).strip().split("\\s+");
            classesBySeen.put(line.substring(0, equals).strip(), Set.copyOf(Arrays.asList(registered)));
        }
        compared = parameters.texts("compared");
        checksFormat = parameters.flag("checksFormat");
        completeProvinces = parameters.texts("completeProvinces");
    }

    /** Whether every line says {@code seen = registered registered ...}. */
    static boolean areSeenClasses(List<?> lines) {
        return lines.stream().allMatch(line -> line.toString().matches("[^=]*\\S[^=]*=\\s*\\S[^=]*"));
    }

    /** What does not look like the registered vehicle, as a sum; {@link #AGREES}, or {@link #NOTHING} to compare. */
    int mismatch(PassReport pass, @Nullable RegistryRecord record) {
        if (record == null) {
            return NOTHING;
        }
        int result = NOTHING;
        Set<String> possible = pass.seenClass() == null ? null : classesBySeen.get(pass.seenClass());
        if (compared.contains("class") && possible != null && record.moverClass() != null) {
            result = and(result, possible.contains(record.moverClass()), OTHER_CLASS);
        }
        if (compared.contains("brand")) {
            result = text(result, pass.seenBrand(), record.fields().get("brand"), OTHER_BRAND);
        }
        if (compared.contains("colour")) {
            result = text(result, pass.seenColour(), record.fields().get("colour"), OTHER_COLOUR);
        }
        return result;
    }

    /** Why the plate is false, as a sum; {@link #AGREES} where it is not. */
    int falsehood(PassReport pass, @Nullable RegistryRecord record) {
        String plate = pass.plate();
        int result = checksFormat && !PlateFormat.isPossible(plate, pass.plateColour()) ? NO_SUCH_FORM : AGREES;
        boolean isMissing = record == null && completeProvinces.contains(plate.substring(0, 1));
        return isMissing ? result + NOT_REGISTERED : result;
    }

    private static int text(int result, @Nullable String seen, @Nullable Object registered, int difference) {
        return seen != null && registered instanceof String text
                ? and(result, seen.strip().equalsIgnoreCase(text.strip()), difference)
                : result;
    }

    private static int and(int result, boolean agrees, int difference) {
        return Math.max(result, AGREES) + (agrees ? 0 : difference);
    }
}

package io.vigil.console.access;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The part of the world a user sees: everything, or what belongs to one of some jurisdictions. A code covers all codes
 * that begin with it, as the codes of GB/T 2260 do: {@code 1201} covers the districts {@code 120101} to {@code 120199}.
 *
 * @param everywhere whether everything is seen
 * @param codes the codes otherwise, sorted
 */
public record Scope(boolean everywhere, List<String> codes) {
    public static final Scope EVERYWHERE = new Scope(true, List.of());

    private static final Pattern CODE = Pattern.compile("[\\p{Alnum}-]{1,20}");

    /** Sorts the codes and leaves out repeats. */
    public Scope {
        codes = List.copyOf(new TreeSet<>(codes));
        for (String code : codes) {
            if (!CODE.matcher(code).matches()) {
                throw new IllegalArgumentException(
                        "jurisdiction " + code + " must be 1 to 20 letters, digits or dashes");
            }
        }
    }

    /** Those jurisdictions only. */
    public static Scope of(Collection<String> codes) {
        return new Scope(false, List.copyOf(codes));
    }

    /** Whether something that belongs to those jurisdictions is seen; what belongs to none is seen from everywhere only. */
    public boolean sees(Set<String> jurisdictions) {
        return everywhere || jurisdictions.stream().anyMatch(this::covers);
    }

    private boolean covers(String jurisdiction) {
        return codes.stream().anyMatch(jurisdiction::startsWith);
    }
}

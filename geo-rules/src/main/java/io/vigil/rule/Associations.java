package io.vigil.rule;

import io.vigil.model.IdentityReport;

/** Whose echo the track of a radar is, as its station says. */
final class Associations {
    private Associations() {}

    /** When the station last took the track for a vessel, event time, or NaN where it takes it for nobody. */
    static double lastMillis(ReportView view) {
        String vessel = view.claim(IdentityReport.ASSOCIATED);
        String saidAt = view.claim(IdentityReport.ASSOCIATED_AT);
        return vessel == null || vessel.isEmpty() || saidAt == null ? Double.NaN : Long.parseLong(saidAt);
    }

    /** Whether it did so no longer ago than that. */
    static boolean isCurrent(ReportView view, long graceMillis) {
        return view.timeMillis() - lastMillis(view) <= graceMillis;
    }
}

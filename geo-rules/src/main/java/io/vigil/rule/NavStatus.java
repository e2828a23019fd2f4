package io.vigil.rule;

/** Navigational status of AIS (ITU-R M.1371-5, table 45), as far as rules ask for it. */
final class NavStatus {
    private static final int AT_ANCHOR = 1;
    private static final int RESTRICTED = 3;
    private static final int MOORED = 5;
    private static final int AGROUND = 6;
    private static final int FISHING = 7;

    private NavStatus() {}

    /** At anchor, moored or aground: nobody fishes, drifts or calls like that. */
    static boolean isAtRest(int navStatus) {
        return navStatus == AT_ANCHOR || navStatus == MOORED || navStatus == AGROUND;
    }

    /** Restricted in the ability to manoeuvre, as a tow or a dredger, or engaged in fishing: slow and aslant on purpose. */
    static boolean worksSlowly(int navStatus) {
        return navStatus == RESTRICTED || navStatus == FISHING;
    }
}

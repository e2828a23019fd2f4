package io.vigil.rule;

/** Navigational status of AIS (ITU-R M.1371-5, table 45), as far as rules ask for it. */
final class NavStatus {
    private static final int AT_ANCHOR = 1;
    private static final int MOORED = 5;
    private static final int AGROUND = 6;

    private NavStatus() {}

    /** At anchor, moored or aground: nobody fishes, drifts or calls like that. */
    static boolean isAtRest(int navStatus) {
        return navStatus == AT_ANCHOR || navStatus == MOORED || navStatus == AGROUND;
    }
}

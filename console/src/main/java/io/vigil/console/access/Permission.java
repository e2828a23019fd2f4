package io.vigil.console.access;

/** One thing a user may or may not do. */
public enum Permission {
    /** See movers, warnings, tracks, statistics and reports of one's own areas. */
    VIEW,
    /** Acknowledge, dispatch, dispose. */
    ACT,
    /** Silence a rule for a mover for some hours. */
    SILENCE,
    /** Exempt a mover from a rule for as long as a year. */
    EXEMPT,
    /** Draw, change and publish zones. */
    DRAW,
    /** Change and publish parameters of rules. */
    TUNE,
    /** Read the audit trail. */
    AUDIT,
    /** Create users and change what they may do. */
    ADMINISTER
}

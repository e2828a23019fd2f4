package io.vigil.jobs;

import io.vigil.guard.Guarded;
import io.vigil.json.WarningJson;
import io.vigil.model.Warning;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One transition on its way out: the finished line and what guards and sinks need of it. Flat, so that Flink writes it as
 * it is.
 *
 * @param lane which ruleset found it
 * @param warningId the episode
 * @param sequence the transition's number within the episode
 * @param transition what happened, as in messages
 * @param outlet where it goes
 * @param rule the rule's id
 * @param tier urgency, as in messages
 * @param onsetMillis event time of the first report of the evidence
 * @param detectedMillis event time at which the rule became true
 * @param timeMillis event time of the transition
 * @param releaseMillis how long the condition must fail before the episode closes, ms
 * @param feed the feed that may be out if this is a warning of silence, or empty
 * @param version of the rule and zone, where floods are watched, or empty
 * @param moverClass class of the mover when it happened, or empty when nobody knows
 * @param json the line without line end, UTF-8
 */
public record WarningRecord(
        String lane,
        String warningId,
        int sequence,
        String transition,
        Outlet outlet,
        String rule,
        String tier,
        long onsetMillis,
        long detectedMillis,
        long timeMillis,
        long releaseMillis,
        String feed,
        String version,
        String moverClass,
        byte[] json)
        implements Guarded {
    /** Where a record goes. */
    public enum Outlet {
        /** To the desk, or to the shadow by its lane. */
        WARNING,
        /** A record of an exemption, not a warning. */
        PERMITTED,
        /** A warning that a guard keeps from the desk. */
        WITHHELD,
        /** About the system itself. */
        SYSTEM,
        /** How the traffic of a road flows. */
        TRAFFIC
    }

    private static final String FEED = "feed";
    private static final String VERSION = "version";
    private static final String RELEASE = "release";

    /** The record of a transition. */
    public static WarningRecord of(Warning warning) {
        return of(warning, null);
    }

    /** The same of a mover of that class. */
    public static WarningRecord of(Warning warning, @Nullable String moverClass) {
        Object feed = warning.explain().measured().get(FEED);
        Object version = warning.explain().measured().get(VERSION);
        Object release = warning.explain().params().get(RELEASE);
        return new WarningRecord(
                warning.lane(),
                warning.warningId(),
                warning.sequence(),
                warning.transition().word(),
                warning.explain().exemption() != null ? Outlet.PERMITTED : Outlet.WARNING,
                warning.rule(),
                warning.tier().word(),
                warning.onsetMillis(),
                warning.detectedMillis(),
                warning.timeMillis(),
                release instanceof String iso ? Duration.parse(iso).toMillis() : 0,
                feed instanceof String name ? name : "",
                version instanceof String text ? text : "",
                moverClass == null ? "" : moverClass,
                WarningJson.write(warning));
    }

    /** Whether it is a record of an exemption, not a warning. */
    public boolean permitted() {
        return outlet == Outlet.PERMITTED;
    }

    /** The same record for another outlet. */
    public WarningRecord to(Outlet other) {
        return new WarningRecord(
                lane,
                warningId,
                sequence,
                transition,
                other,
                rule,
                tier,
                onsetMillis,
                detectedMillis,
                timeMillis,
                releaseMillis,
                feed,
                version,
                moverClass,
                json);
    }
}

package io.vigil.evaluate;

import io.vigil.model.PositionReport;
import io.vigil.model.Tier;
import io.vigil.rule.Stage;
import io.vigil.rule.Subject;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one subject of one rule for one mover: the evidence being collected, and the warning if there is
 * one. Some 200 bytes and two reports.
 */
final class Episode implements Subject {
    /** Where it stands. */
    enum Phase {
        /** Collecting evidence. */
        CANDIDATE,
        /** A warning is out. */
        OPEN,
        /** The condition holds and is permitted: recorded, no warning. */
        PERMITTED,
        /** The warning is closed; a return within the merge time continues it. */
        CLOSED,
        /** A warning is out and its rule has changed since: to be judged again. Stored by their order: new ones come last. */
        REVIEW
    }

    final String key;
    final Stage stage;
    final double[] measures;
    /** The next older one of the same rule and mover, or null. */
    @Nullable
    Episode next;

    int zone;
    Phase phase = Phase.CANDIDATE;

    /** Event time of the first report of the current evidence. */
    long evidenceSinceMillis;
    /** Verdicts of the last reports, newest lowest: one where there was evidence. */
    int mask;
    /** How many reports the mask holds, up to 32. */
    int judged;
    /** Event time of the last report that said anything. */
    long lastJudgedMillis;
    /** Sum of the silences that were too long to count as evidence. */
    long pausedMillis;

    @Nullable
    PositionReport first;

    @Nullable
    PositionReport last;

    int failCount;
    long failingSinceMillis;

    /** Identity and sequence of the warning; 0 transitions: there is none yet. */
    int sequence;

    long onsetMillis;
    long detectedMillis;
    long closedMillis;
    Tier tier = Tier.BLUE;

    Episode(String key, int zone, Stage stage, int measureCount) {
        this.key = key;
        this.zone = zone;
        this.stage = stage;
        this.measures = new double[measureCount];
    }

    @Override
    public int zone() {
        return zone;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public Stage stage() {
        return stage;
    }

    /** Whether it is of that subject; the key counts where there is no zone. */
    boolean isOf(int zoneOrdinal, @Nullable String otherKey, Stage otherStage) {
        return stage == otherStage && zone == zoneOrdinal && (zone != NO_ZONE || key.equals(otherKey));
    }

    /** Whether a warning is out. */
    boolean isOpen() {
        return phase == Phase.OPEN || phase == Phase.REVIEW;
    }

    /** A copy with as many measures as another version of its rule keeps; others than before begin as 0. */
    Episode copy(int measureCount) {
        Episode copy = new Episode(key, zone, stage, measureCount);
        if (measureCount == measures.length) {
            System.arraycopy(measures, 0, copy.measures, 0, measureCount);
        }
        copy.phase = phase;
        copy.evidenceSinceMillis = evidenceSinceMillis;
        copy.mask = mask;
        copy.judged = judged;
        copy.lastJudgedMillis = lastJudgedMillis;
        copy.pausedMillis = pausedMillis;
        copy.first = first;
        copy.last = last;
        copy.failCount = failCount;
        copy.failingSinceMillis = failingSinceMillis;
        copy.continueWarning(this);
        copy.closedMillis = closedMillis;
        return copy;
    }

    /** Takes over identity, sequence and tier of the warning another episode has out. */
    void continueWarning(Episode other) {
        sequence = other.sequence;
        onsetMillis = other.onsetMillis;
        detectedMillis = other.detectedMillis;
        tier = other.tier;
    }

    /** Forgets the evidence, keeps the closed warning if there is one. */
    void startOver() {
        Arrays.fill(measures, 0);
        mask = 0;
        judged = 0;
        pausedMillis = 0;
        failCount = 0;
        first = null;
        last = null;
    }

    boolean isCollecting() {
        return judged > 0;
    }

    /** How long the condition has been seen, without the silences. */
    long ageMillis(long timeMillis) {
        return timeMillis - evidenceSinceMillis - pausedMillis;
    }
}

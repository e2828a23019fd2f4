package io.vigil.jobs;

import io.vigil.model.MoverId;
import io.vigil.pair.PairMeeting;
import org.apache.flink.api.java.functions.KeySelector;

/**
 * The key of a pair's meetings in Flink: 64 bits of its movers and of the family of rules. Part of every savepoint: the
 * function never changes.
 */
final class PairKey implements KeySelector<PairMeeting, Long> {
    private static final long serialVersionUID = 1;

    @Override
    public Long getKey(PairMeeting meeting) {
        MoverId other = meeting.otherMover();
        long one = MoverKey.of(meeting.one().mover().text());
        long two = other == null ? 0 : MoverKey.of(other.text());
        long mixed = (one * 31 + two) * 0x9e3779b97f4a7c15L ^ meeting.family();
        return mixed ^ mixed >>> 32;
    }
}

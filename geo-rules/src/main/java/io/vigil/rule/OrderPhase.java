package io.vigil.rule;

import io.vigil.model.Tier;
import org.jspecify.annotations.Nullable;

/** What there is to warn of about a boat under an order, in the order of its urgency; NONE deserves no warning. */
enum OrderPhase {
    NONE(null, "", ""),
    UNACKNOWLEDGED(Tier.BLUE, "尚未确认收到", "not acknowledged"),
    SHORT(Tier.YELLOW, "时间余量不足", "little time in hand"),
    IDLE(Tier.ORANGE, "未向避风处航行", "does not come nearer"),
    TOO_LATE(Tier.ORANGE, "预计无法按时到达", "cannot be there in time"),
    OVERDUE(Tier.RED, "已过时限仍未到达", "not there at the deadline"),
    LEFT_AGAIN(Tier.RED, "到达后又离开", "has left again");

    final @Nullable Tier tier;
    final String zh;
    final String en;

    OrderPhase(@Nullable Tier tier, String zh, String en) {
        this.tier = tier;
        this.zh = zh;
        this.en = en;
    }

    private static final OrderPhase[] ALL = values();

    /** The phase of a boat by its measures. */
    static OrderPhase of(double[] measures) {
        return ALL[(int) measures[OrderMeasures.STAGE]];
    }
}

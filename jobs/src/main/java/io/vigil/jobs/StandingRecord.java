package io.vigil.jobs;

import io.vigil.rule.OrderStanding;
import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Where one vessel stands with one order, on its way to those who count. Flat, so that Flink writes it as it is.
 *
 * @param lane which ruleset found it
 * @param rule the rule's id
 * @param order id of the order
 * @param mover the vessel
 * @param timeMillis event time
 * @param reportMillis event time of the report it rests on
 * @param issuedMillis which version of the order
 * @param state what it does about the order, as in messages
 * @param isOutstanding whether somebody must still see to it
 * @param tier urgency of a warning, as in messages, or empty
 * @param acknowledged whether it has acknowledged the order
 * @param target where it can be or is safe, or empty
 * @param distanceMeters how far it is from there, m, or NaN
 * @param etaMillis when it can be there, or {@link Long#MAX_VALUE}
 * @param deadlineMillis by when it must be there
 */
public record StandingRecord(
        String lane,
        String rule,
        String order,
        String mover,
        long timeMillis,
        long reportMillis,
        long issuedMillis,
        String state,
        boolean isOutstanding,
        String tier,
        boolean acknowledged,
        String target,
        double distanceMeters,
        long etaMillis,
        long deadlineMillis)
        implements Serializable {
    private static final long serialVersionUID = 1;

    static final TypeInformation<StandingRecord> TYPE = TypeInformation.of(StandingRecord.class);

    static StandingRecord of(String lane, String rule, OrderStanding standing) {
        return new StandingRecord(
                lane,
                rule,
                standing.order(),
                standing.mover().text(),
                standing.timeMillis(),
                standing.reportMillis(),
                standing.issuedMillis(),
                standing.state().word(),
                standing.state().isOutstanding(),
                standing.tier() == null ? "" : standing.tier().word(),
                standing.acknowledged(),
                standing.target(),
                standing.distanceMeters(),
                standing.etaMillis(),
                standing.deadlineMillis());
    }

    /** Time in hand, ms. */
    long slackMillis() {
        return etaMillis == Long.MAX_VALUE ? Long.MIN_VALUE : deadlineMillis - etaMillis;
    }

    /** All standings with one key are counted together. */
    String key() {
        return lane + '\n' + rule + '\n' + order;
    }
}

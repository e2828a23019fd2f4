package io.vigil.rule;

import io.vigil.model.IdentityReport;
import io.vigil.model.Order;
import java.util.List;

/** What is remembered of one boat under one order: the places of the numbers in the measures of its episode, and their bookkeeping. */
final class OrderMeasures {
    /** 1 when the boat has acknowledged the order. */
    static final int ACKNOWLEDGED = 0;

    /** Since when it is at a safe place, ms; 0: it is not. */
    static final int SAFE_SINCE = 1;

    /** Since when it is away from one again, ms; 0: it is not. */
    static final int LEFT_SINCE = 2;

    /** How near it has come to its way out, m. */
    static final int NEAREST_METERS = 3;

    /** When it came nearer last, ms. */
    static final int NEAREST_MILLIS = 4;

    /** Which way to follow the order is the best, see {@link OrderTargets.Target}. */
    static final int ALTERNATIVE = 5;

    /** Its zone, or {@link Subject#NO_ZONE}. */
    static final int ZONE = 6;

    /** How far it is, m, or NaN. */
    static final int METERS = 7;

    /** When it can be there, ms. */
    static final int ETA_MILLIS = 8;

    /** By when it must be there, ms. */
    static final int DEADLINE_MILLIS = 9;

    /** Ordinal of its {@link OrderPhase}. */
    static final int STAGE = 10;

    /** Ordinal of its {@link OrderStanding.State}. */
    static final int STATE = 11;

    /** When its standing was published last, ms; 0: never. */
    static final int TOLD_MILLIS = 12;

    /** 1 when there is something new to publish. */
    static final int TELLS = 13;

    /** Which version of the order it was judged by. */
    static final int ISSUED_MILLIS = 14;

    /** How many there are. */
    static final int COUNT = 15;

    private OrderMeasures() {}

    static void note(OrderTargets.Target target, double etaMillis, double[] measures) {
        measures[ALTERNATIVE] = target.alternative();
        measures[ZONE] = target.zone();
        measures[METERS] = target.meters();
        measures[ETA_MILLIS] = etaMillis;
        measures[DEADLINE_MILLIS] = target.deadlineMillis();
    }

    static void noteAcknowledgement(Order order, ReportView view, double[] measures) {
        String claim = view.claim(IdentityReport.ACKNOWLEDGED);
        if (claim != null && List.of(claim.split(" ")).contains(order.id())) {
            measures[ACKNOWLEDGED] = 1;
        }
    }

    /** Since when it has come no nearer to the best way, whichever that is at the time. */
    static void noteNearer(ReportView view, double idleMeters, double[] measures) {
        if (measures[NEAREST_MILLIS] == 0 || measures[METERS] <= measures[NEAREST_METERS] - idleMeters) {
            measures[NEAREST_METERS] = measures[METERS];
            measures[NEAREST_MILLIS] = view.timeMillis();
        } else if (measures[METERS] > measures[NEAREST_METERS] + idleMeters) {
            // It has gone away: from here on it must come nearer, the time runs on.
            measures[NEAREST_METERS] = measures[METERS];
        }
    }

    static void tell(OrderStanding.State state, double[] measures) {
        measures[STATE] = state.ordinal();
        measures[TELLS] = 1;
    }
}

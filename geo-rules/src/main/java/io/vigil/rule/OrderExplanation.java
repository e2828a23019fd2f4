package io.vigil.rule;

import static io.vigil.rule.OrderMeasures.ACKNOWLEDGED;
import static io.vigil.rule.OrderMeasures.ALTERNATIVE;
import static io.vigil.rule.OrderMeasures.DEADLINE_MILLIS;
import static io.vigil.rule.OrderMeasures.ETA_MILLIS;
import static io.vigil.rule.OrderMeasures.METERS;
import static io.vigil.rule.OrderMeasures.SAFE_SINCE;
import static io.vigil.rule.OrderMeasures.STATE;
import static io.vigil.rule.OrderMeasures.ZONE;

import io.vigil.model.Order;
import io.vigil.model.Units;
import org.jspecify.annotations.Nullable;

/** Says where a boat stands with an order, in both languages. */
final class OrderExplanation {
    private final OrderTargets targets;
    private final long yellowSlackMillis;

    OrderExplanation(OrderTargets targets, long yellowSlackMillis) {
        this.targets = targets;
        this.yellowSlackMillis = yellowSlackMillis;
    }

    /** Says it; without the order that it has come to its end. */
    void explain(ReportView view, @Nullable Order order, String id, double[] measures, Explanation out) {
        String label = order == null ? id : order.label();
        if (order == null) {
            out.message("“" + label + "”已结束或不再适用", "order " + label + " no longer binds it");
            return;
        }
        int alternative = (int) measures[ALTERNATIVE];
        int zone = (int) measures[ZONE];
        String zh = targets.zh(order, alternative, zone);
        String en = targets.en(order, alternative, zone);
        out.measured("acknowledged", measures[ACKNOWLEDGED] == 1 ? "yes" : "no");
        if (measures[STATE] == OrderStanding.State.COMPLIED.ordinal()) {
            explainProof(order, measures, out, zh, en);
            return;
        }
        OrderPhase phase = OrderPhase.of(measures);
        boolean hasTarget = !Double.isNaN(measures[METERS]);
        double nm = Math.round(Units.metersToNauticalMiles(measures[METERS]) * 10) / 10.0;
        double slackMinutes = (measures[DEADLINE_MILLIS] - measures[ETA_MILLIS]) / 60_000;
        if (hasTarget) {
            out.measured("target", targets.word(order, alternative, zone))
                    .measured("distanceNm", nm)
                    .measured("slackMinutes", slackMinutes);
        }
        long silent = Math.round((view.timeMillis() - view.report().eventTimeMillis()) / 60_000.0);
        out.measured("silentMinutes", silent)
                .threshold("yellowSlackMinutes", yellowSlackMillis / 60_000.0)
                .message(
                        "“" + label + "”:" + phase.zh
                                + (hasTarget ? ",距" + zh + nm + "海里,时间余量" + Math.round(slackMinutes) + "分钟" : ""),
                        "order " + label + ": " + phase.en
                                + (hasTarget
                                        ? ", " + nm + " nm from " + en + ", " + Math.round(slackMinutes)
                                                + " min in hand"
                                        : ""));
    }

    /** The proof for the file: where it is safe, since when, and how long before the deadline. */
    private static void explainProof(Order order, double[] measures, Explanation out, String zh, String en) {
        long before = Math.round((measures[DEADLINE_MILLIS] - measures[SAFE_SINCE]) / 60_000);
        boolean knowsSince = measures[SAFE_SINCE] > 0;
        out.measured("safeAt", en);
        if (knowsSince) {
            out.measured("minutesBeforeDeadline", before);
        }
        String late = !knowsSince ? "" : before >= 0 ? ",早于时限" + before + "分钟" : ",晚于时限" + -before + "分钟";
        String lateEn = !knowsSince
                ? ""
                : before >= 0 ? ", " + before + " min before the deadline" : ", " + -before + " min after the deadline";
        out.message("“" + order.label() + "”:已到" + zh + late, "order " + order.label() + ": safe at " + en + lateEn);
    }
}

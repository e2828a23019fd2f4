package io.vigil.rule;

import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;

import io.vigil.geo.ZoneIndex;
import io.vigil.model.Units;
import io.vigil.model.Zone;
import java.time.Duration;
import java.util.List;

/**
 * Warns when a small boat lies or works in a channel or an anchorage of large ships, and gives notice when it heads for
 * one.
 *
 * <p>Crossing a channel is lawful and quick; lying in it or hauling nets there is what ships cannot avoid. A boat that is already
 * slow gets no notice: one that has fished along the edge for hours heads for it at every turn. A boat in danger of
 * collision becomes more urgent by {@code raisedBy}. Nothing is remembered of a boat far from channels.
 */
public final class ChannelOccupationRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "channel-occupation",
            "S13",
            "占用航道锚地",
            "Channel occupation",
            "A boat is slow or fishing inside a channel or anchorage for ten minutes; a blue notice comes when it heads for one"
                    + " within two miles.",
            "渔船在航道或锚地内低速或作业满十分钟；航向在两海里内指向航道锚地时先发蓝色提示。",
            "Outside by 0.2 nm, or under way again for three reports.",
            "离开0.2海里，或连续三次报告恢复航行。",
            "Tangshan three-level warning (普通风险, 进入, 碰撞; hb.msa.gov.cn 2025-06-13)",
            true,
            Onset.VESSEL.withHold(Duration.ofMinutes(10)).withClear(3, Duration.ZERO),
            List.of(
                    texts("types", List.of("channel", "anchorage"), "zone types that are kept free", "须保持畅通的区域类型"),
                    number("slowKn", 2, 0, 20, "slower is lying there, kn", "低于此航速视为停留，节"),
                    number("exitMarginNm", 0.2, 0, 10, "so far outside it has left, nm", "离开区域此距离视为已离开，海里"),
                    number(
                            "noticeNm",
                            2,
                            0,
                            20,
                            "a notice when it heads for one within, nm; 0: none",
                            "驶向区域且在此距离内提示，海里；0 为不提示"),
                    number(
                            "noticeFromKn",
                            3,
                            0.5,
                            30,
                            "from this speed on a course counts as heading for it, kn",
                            "自此航速起航向才算驶向，节")),
            List.of(),
            ChannelOccupationRule::new);

    private static final int SECONDS = 0;
    private static final int LAST_HELD_MILLIS = 1;
    private static final int FISHES = 2;

    private final ZoneIndex zones;
    private final ZoneSelection kept;
    private final double slowMps;
    private final double exitMarginMeters;
    private final double noticeMeters;
    private final double noticeFromMps;
    private final Onset onset;

    ChannelOccupationRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        zones = surroundings.zones();
        kept = new ZoneSelection(surroundings, parameters.texts("types"));
        slowMps = Units.knotsToMps(parameters.number("slowKn"));
        exitMarginMeters = Units.nauticalMilesToMeters(parameters.number("exitMarginNm"));
        noticeMeters = Units.nauticalMilesToMeters(parameters.number("noticeNm"));
        noticeFromMps = Units.knotsToMps(parameters.number("noticeFromKn"));
        onset = config.onset();
    }

    @Override
    public boolean asksForState() {
        return true;
    }

    @Override
    public int measureCount() {
        return 3;
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (kept.isEmpty()) {
            return;
        }
        for (int i = 0; i < view.hits().size(); i++) {
            int zone = view.hits().ordinal(i);
            if (kept.isActive(zone, view.timeMillis(), view.moverClass())) {
                out.zone(zone, Stage.BREACH);
            }
        }
        if (headsSomewhere(view)) {
            var ahead = view.ahead(noticeMeters, kept.ordinals());
            for (int i = 0; i < ahead.size(); i++) {
                int zone = ahead.ordinal(i);
                if (!view.hits().contains(zone) && kept.isActive(zone, view.timeMillis(), view.moverClass())) {
                    out.zone(zone, Stage.PRE);
                }
            }
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        int zone = subject.zone();
        boolean inside = view.hits().contains(zone);
        boolean isNotice = subject.stage() == Stage.PRE;
        if (!kept.isActive(zone, view.timeMillis(), view.moverClass())) {
            return isNotice ? Verdict.ENDS : Verdict.FAILS;
        }
        if (isNotice) {
            boolean heads = headsSomewhere(view)
                    && view.ahead(noticeMeters, kept.ordinals()).contains(zone);
            return inside ? Verdict.ENDS : heads ? Verdict.HOLDS : Verdict.FAILS;
        }
        if (!inside) {
            return zones.isEdgeWithin(
                            zone, view.report().latitude(), view.report().longitude(), exitMarginMeters)
                    ? Verdict.NEAR
                    : Verdict.FAILS;
        }
        boolean fishes = view.isIn(FishingActivityRule.FISHING);
        if (Double.isNaN(view.speedMps()) && !fishes) {
            return Verdict.UNKNOWN;
        }
        if (!fishes && !(view.speedMps() < slowMps)) {
            return Verdict.FAILS;
        }
        HeldTime.add(view, measures, SECONDS, LAST_HELD_MILLIS, onset.maxGapMillis());
        measures[FISHES] = fishes ? 1 : 0;
        return Verdict.HOLDS;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        Zone zone = zones.zone(subject.zone());
        if (subject.stage() == Stage.PRE) {
            double nm = noticeMeters == 0
                    ? 0
                    : Units.metersToNauticalMiles(zones.distanceMeters(
                            subject.zone(),
                            view.report().latitude(),
                            view.report().longitude()));
            double shown = Math.round(nm * 10) / 10.0;
            out.measured("distanceNm", nm)
                    .threshold("noticeNm", Units.metersToNauticalMiles(noticeMeters))
                    .message(
                            "正驶向“" + zone.label() + "”,距离" + shown + "海里",
                            "heads for " + zone.label() + ", " + shown + " nm away");
            return;
        }
        long minutes = Math.round(measures[SECONDS] / 60);
        boolean fishes = measures[FISHES] == 1;
        out.measured("insideMinutes", minutes)
                .measured("speedKn", Units.mpsToKnots(view.speedMps()))
                .threshold("slowKn", Units.mpsToKnots(slowMps))
                .threshold("holdMinutes", onset.holdMillis() / 60_000.0)
                .message(
                        "在“" + zone.label() + "”内" + (fishes ? "作业" : "滞留") + minutes + "分钟",
                        (fishes ? "fishing" : "lying") + " in " + zone.label() + " for " + minutes + " min");
    }

    private boolean headsSomewhere(ReportView view) {
        return noticeMeters > 0
                && view.speedMps() >= noticeFromMps
                && !view.isIn(FishingActivityRule.FISHING)
                && !Double.isNaN(view.report().courseDegrees());
    }
}

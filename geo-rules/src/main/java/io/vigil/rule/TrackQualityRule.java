package io.vigil.rule;

import static io.vigil.rule.Parameter.count;
import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.numbersByName;

import io.vigil.model.RegistryRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Warns of a terminal whose track cannot be true, so that it gets repaired. Its parameters are also those of the quality
 * gate: a report that fails it is kept and counted, and feeds no other rule.
 */
public final class TrackQualityRule implements Rule {
    /** How the gate and the rule are configured; a ruleset without such a rule has the defaults. */
    public static final RuleKind KIND = new RuleKind(
            "track-quality",
            "V14",
            "轨迹异常",
            "Track quality",
            "Positions that cannot be true: an impossible jump, a frozen fix of a moving mover, a time ahead of its"
                    + " reception, 0/0 or outside the legal area. They feed no other rule.",
            "不可能为真的位置：跳变、行驶中位置冻结、时间超前于接收时间、坐标0/0或在法定范围之外。这些报告不进入其他规则。",
            "Twenty clean reports in a row.",
            "连续二十次报告正常。",
            "GB/T 35658-2017 6.1.2.1 (动态信息上报异常); drift rate of the 联网联控 indicators",
            false,
            Onset.VEHICLE.withCount(1, 1).withMaxGap(Duration.ofHours(1)).withClear(20, Duration.ZERO),
            List.of(
                    numbersByName(
                            "maxSpeedKmh",
                            new TreeMap<>(Map.of(
                                    "vehicle", 140.0,
                                    "vessel", 110.0,
                                    "fishing", 45.0,
                                    "hazmat", 110.0,
                                    "heavy-truck", 120.0,
                                    "sand-carrier", 45.0,
                                    "rowing", 25.0)),
                            "highest possible speed by class, or by kind for all other classes, km/h",
                            "各车型（或其余按车、船）可能的最高速度，km/h"),
                    number(
                            "jumpFactor",
                            1.5,
                            1,
                            10,
                            "an implied speed above this multiple of the highest is a jump",
                            "推算速度高于最高速度的此倍数为跳变"),
                    number("minJumpM", 200, 0, 100_000, "a shorter displacement is never a jump, m", "更短的位移不算跳变，米"),
                    count(
                            "reanchor",
                            3,
                            2,
                            20,
                            "so many reports that agree with each other end a jump",
                            "相互一致的报告达到此次数即结束跳变"),
                    duration(
                            "frozenFor",
                            "PT10M",
                            "PT1M",
                            "identical coordinates for so long while moving are frozen",
                            "行驶中坐标完全相同达到此时长为冻结"),
                    number(
                            "frozenSpeedKmh",
                            10,
                            0,
                            100,
                            "moving means a reported speed above this, km/h",
                            "上报速度高于此值视为行驶，km/h"),
                    duration("aheadBy", "PT60S", "PT0S", "a time so far ahead of reception is wrong", "时间超前接收达到此值为错误"),
                    duration("behindBy", "P30D", "PT1H", "a time so far behind reception is wrong", "时间落后接收达到此值为错误"),
                    duration(
                            "zoneError",
                            "PT8H",
                            "PT0S",
                            "a time behind reception by just that, from 10 s less to 30 s more, is of a clock set to another"
                                    + " time zone, not of a late report; PT0S: none is",
                            "恰好落后接收此值（少10秒至多30秒）是时区设置错误而非迟到；PT0S 为不判"),
                    number("legalSouth", -90, -90, 90, "southern edge of the legal area, degrees", "法定范围南界，度"),
                    number("legalWest", -180, -180, 180, "western edge of the legal area, degrees", "法定范围西界，度"),
                    number("legalNorth", 90, -90, 90, "northern edge of the legal area, degrees", "法定范围北界，度"),
                    number("legalEast", 180, -180, 180, "eastern edge of the legal area, degrees", "法定范围东界，度")),
            List.of(),
            (config, surroundings) -> new TrackQualityRule());

    private static final int FAULTS = 0;
    private static final int FIRST_FAULT = 1;

    private static final List<String> WORDS = List.of(
            QualityFault.JUMP,
            QualityFault.FROZEN,
            QualityFault.AHEAD,
            QualityFault.BEHIND,
            QualityFault.NULL_ISLAND,
            QualityFault.OUTSIDE_AREA,
            QualityFault.TIME_ZONE);
    private static final List<String> CHINESE = List.of("位置跳变", "定位冻结", "时间超前", "时间陈旧", "零坐标", "超出合法区域", "时区错误");
    private static final List<String> ENGLISH = List.of(
            "impossible jump",
            "frozen fix",
            "time ahead of reception",
            "time far behind reception",
            "position 0/0",
            "outside the legal area",
            "clock of another time zone");

    @Override
    public int measureCount() {
        return 2;
    }

    @Override
    public boolean seesFaults() {
        return true;
    }

    @Override
    public boolean sleepsWithoutMemory(@Nullable RegistryRecord record) {
        return true;
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (view.fault() != null) {
            out.mover(Stage.BREACH);
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        String fault = view.fault();
        if (fault == null) {
            return Verdict.FAILS;
        }
        int word = WORDS.indexOf(fault);
        if (word < 0) {
            // A terminal that says itself it has no fix is honest, not faulty.
            return Verdict.UNKNOWN;
        }
        if (measures[FAULTS] == 0) {
            measures[FIRST_FAULT] = word;
        }
        measures[FAULTS]++;
        return Verdict.HOLDS;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        int word = (int) measures[FIRST_FAULT];
        long faults = (long) measures[FAULTS];
        out.measured("faults", faults)
                .measured("firstFault", WORDS.get(word))
                .threshold("faults", 0)
                .message(
                        "轨迹异常(" + CHINESE.get(word) + "),共" + faults + "个坏点,已不用于其他规则",
                        "track cannot be true (" + ENGLISH.get(word) + "), " + faults
                                + " bad report(s) kept from the other rules");
    }
}

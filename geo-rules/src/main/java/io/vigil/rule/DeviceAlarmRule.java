package io.vigil.rule;

import static io.vigil.rule.Parameter.count;
import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.numbersByName;

import io.vigil.model.AlarmFlag;
import io.vigil.model.PositionReport;
import io.vigil.model.SafetyFlag;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what the vehicle's own devices raise: the alarm bits of JT/T 808, what driver assistance and monitoring see,
 * and harsh driving computed from the speeds. One episode an alarm, however often it is repeated.
 *
 * <p>A bit that is held while its cause lasts clears with it. A bit that is reset by our reply, and an event of a safety
 * device, is there in one report and gone in the next: such an alarm clears when it has not been repeated for
 * {@code fold}, so that a driver who phones five times in ten minutes is one warning with a count of five. Sharper than
 * the catalogue: an alarm counts whatever the quality of the fix that came with it, and the change of speed between two reports counts only where a vehicle can make it; above
 * {@code plausibleMps2} it was one of the speeds that was wrong.
 */
public final class DeviceAlarmRule implements Rule {
    static final String HARSH_BRAKING = "harshBraking";
    static final String HARSH_ACCELERATION = "harshAcceleration";
    static final String HARSH_TURN = "harshTurn";

    static final RuleKind KIND = new RuleKind(
            "device-alarm",
            "V13",
            "设备与驾驶行为报警",
            "Device alarm",
            "The terminal or a safety device of a vehicle raises an alarm that is listed under a tier, or two reports at"
                    + " most 5 s apart show harsh braking, acceleration or turning.",
            "终端或安全装置发出列入某等级的报警，或相隔不超过5秒的两次报告显示急刹车、急加速、急转弯。",
            "The bit falls; an alarm that is told once, and harsh driving, when not repeated for ten minutes.",
            "报警位消失；只报一次的报警和急驾驶，十分钟未重复即结束。",
            "JT/T 808-2013 table 24, 2019 table 25; T/JSATL 12-2017 (苏标); T/GDRTA 002-2020 (粤标); 3.0 m/s² braking",
            false,
            Onset.VEHICLE.withCount(1, 1).withClear(1, Duration.ZERO).withMerge(Duration.ofMinutes(10)),
            List.of(
                    DeviceAlarms.parameter(
                            Tier.RED,
                            "红色",
                            "emergency",
                            "collision",
                            "rollover",
                            "stolen",
                            "adas.forwardCollision",
                            "adas.pedestrian"),
                    DeviceAlarms.parameter(
                            Tier.ORANGE, "橙色", "fatigue", "dangerousDriving", "dsm.abnormalDriver", "dsm.handsOff"),
                    DeviceAlarms.parameter(
                            Tier.YELLOW,
                            "黄色",
                            "dailyDrivingTime",
                            "illegalIgnition",
                            "illegalDisplacement",
                            "tyrePressure",
                            "powerLost",
                            "dsm.fatigue",
                            "dsm.phoneCall",
                            "dsm.playingWithPhone",
                            "dsm.smoking",
                            "dsm.distraction",
                            "dsm.drivingTime",
                            "tyres.abnormal",
                            HARSH_BRAKING,
                            HARSH_TURN),
                    DeviceAlarms.parameter(
                            Tier.BLUE,
                            "蓝色",
                            "gnssFault",
                            "gnssAntennaOpen",
                            "gnssAntennaShort",
                            "powerLow",
                            "cameraFault",
                            "icCardFault",
                            "vssFault",
                            "dsm.lensOccluded",
                            "dsm.noSeatBelt",
                            HARSH_ACCELERATION),
                    numbersByName(
                            "holdSeconds",
                            new TreeMap<>(Map.of(
                                    "fatigue", 30.0,
                                    "dangerousDriving", 10.0,
                                    "powerLost", 60.0,
                                    "powerLow", 300.0,
                                    "gnssFault", 300.0,
                                    "gnssAntennaOpen", 300.0,
                                    "gnssAntennaShort", 300.0,
                                    "cameraFault", 300.0,
                                    "icCardFault", 300.0,
                                    "vssFault", 300.0)),
                            "how long a bit must be held, by alarm, s; others warn with their first report",
                            "各报警位须持续的时间，秒；其余首次报告即预警"),
                    duration(
                            "fold",
                            "PT10M",
                            "PT0S",
                            "an alarm told once is over when not repeated for so long",
                            "只报一次的报警多久未重复即结束"),
                    count(
                            "fatigueOrange",
                            7,
                            1,
                            PositionReport.MOST_FATIGUE,
                            "dsm.fatigue is orange from this level on",
                            "dsm.fatigue 自此级别起为橙色"),
                    number(
                            "brakeMps2",
                            3.0,
                            0.5,
                            12,
                            "harsh braking from this deceleration on, m/s²",
                            "减速度达到此值为急刹车，m/s²"),
                    number(
                            "accelerationMps2",
                            2.5,
                            0.5,
                            12,
                            "harsh acceleration from this one on, m/s²",
                            "加速度达到此值为急加速，m/s²"),
                    number(
                            "turnMps2",
                            4.0,
                            0.5,
                            12,
                            "harsh turning from this lateral acceleration on, m/s²",
                            "横向加速度达到此值为急转弯，m/s²"),
                    number("plausibleMps2", 12, 3, 100, "above this a speed was wrong, m/s²", "高于此值视为速度有误，m/s²"),
                    number(
                            "turnFromKmh",
                            20,
                            0,
                            200,
                            "slower, the course says nothing of a turn, km/h",
                            "车速更低时航向不能说明转弯，km/h"),
                    duration(
                            "harshWithin",
                            "PT5S",
                            "PT1S",
                            "farther apart, two reports do not show harsh driving",
                            "相隔更久的两次报告不能说明急驾驶")),
            List.of(),
            DeviceAlarmRule::new);

    private static final int SINCE_MILLIS = 0;
    private static final int LAST_MILLIS = 1;
    private static final int TIMES = 2;
    private static final int WORST = 3;

    private static final AlarmFlag[] ALARMS = AlarmFlag.values();
    private static final SafetyFlag[] EVENTS = SafetyFlag.values();

    private final Map<String, Alarm> alarms = new HashMap<>();
    private final EnumMap<AlarmFlag, Alarm> byBit = new EnumMap<>(AlarmFlag.class);
    private final EnumMap<SafetyFlag, Alarm> byEvent = new EnumMap<>(SafetyFlag.class);
    private final int enabledBits;
    private final long enabledEvents;
    private final HarshDriving harsh;
    private final long foldMillis;
    private final int fatigueOrange;

    DeviceAlarmRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        Map<String, Double> holds = parameters.numbersByName("holdSeconds");
        for (Tier tier : Tier.values()) {
            // The more urgent tier comes later and wins.
            for (String word : parameters.texts(tier.word())) {
                long holdMillis = Math.round(holds.getOrDefault(word, 0.0) * 1000);
                alarms.put(word, new Alarm(word, tier, holdMillis, DeviceAlarms.isHeld(word)));
            }
        }
        int bits = 0;
        for (AlarmFlag flag : ALARMS) {
            Alarm alarm = alarms.get(flag.word());
            if (alarm != null) {
                bits |= 1 << flag.bit();
                byBit.put(flag, alarm);
            }
        }
        enabledBits = bits;
        long events = 0;
        for (SafetyFlag flag : EVENTS) {
            Alarm alarm = alarms.get(flag.word());
            if (alarm != null) {
                events |= 1L << flag.bit();
                byEvent.put(flag, alarm);
            }
        }
        enabledEvents = events;
        harsh = new HarshDriving(parameters);
        foldMillis = parameters.millis("fold");
        fatigueOrange = parameters.count("fatigueOrange");
    }

    /** What is known of one alarm. */
    private record Alarm(String word, Tier tier, long holdMillis, boolean isHeld) {}

    @Override
    public int measureCount() {
        return 4;
    }

    /** Who calls for help where there is no fix calls for help. */
    @Override
    public boolean seesFaults() {
        return true;
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        PositionReport report = view.report();
        if ((report.alarmBits() & enabledBits) != 0) {
            for (Map.Entry<AlarmFlag, Alarm> each : byBit.entrySet()) {
                if (report.has(each.getKey())) {
                    out.named(each.getValue().word, Stage.BREACH);
                }
            }
        }
        if ((report.safetyBits() & enabledEvents) != 0) {
            for (Map.Entry<SafetyFlag, Alarm> each : byEvent.entrySet()) {
                if (report.has(each.getKey())) {
                    out.named(each.getValue().word, Stage.BREACH);
                }
            }
        }
        String driving = harsh.at(view);
        if (driving != null && alarms.containsKey(driving)) {
            out.named(driving, Stage.BREACH);
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        Alarm alarm = alarms.get(subject.key());
        if (alarm == null || view.isSilence()) {
            return alarm == null ? Verdict.ENDS : Verdict.UNKNOWN;
        }
        long now = view.timeMillis();
        if (!isRaised(view, alarm)) {
            boolean isFolded = !alarm.isHeld && measures[TIMES] > 0 && now - measures[LAST_MILLIS] < foldMillis;
            return isFolded ? Verdict.NEAR : Verdict.FAILS;
        }
        boolean isAnother = measures[TIMES] == 0
                || byEvent.containsValue(alarm)
                || view.fault() == null && measures[LAST_MILLIS] != now - view.gapMillis();
        measures[SINCE_MILLIS] = measures[TIMES] == 0 ? now : measures[SINCE_MILLIS];
        measures[TIMES] += isAnother ? 1 : 0;
        measures[LAST_MILLIS] = now;
        measures[WORST] = Math.max(measures[WORST], size(view, alarm));
        return now - measures[SINCE_MILLIS] >= alarm.holdMillis ? Verdict.HOLDS : Verdict.BUILDING;
    }

    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        Alarm alarm = alarms.get(subject.key());
        if (alarm == null) {
            return null;
        }
        boolean isWorse = alarm.word.equals(SafetyFlag.FATIGUE.word()) && measures[WORST] >= fatigueOrange;
        return isWorse ? alarm.tier.max(Tier.ORANGE) : alarm.tier;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        String word = subject.key();
        Alarm alarm = alarms.get(word);
        long times = Math.round(measures[TIMES]);
        List<String> detailZh = new ArrayList<>();
        List<String> detailEn = new ArrayList<>();
        out.measured("alarm", word).measured("times", times).measured("speedKmh", Units.mpsToKph(view.speedMps()));
        out.threshold("holdSeconds", alarm == null ? 0 : alarm.holdMillis / 1000.0);
        if (HarshDriving.isOne(word)) {
            double tenths = Math.round(measures[WORST] * 10) / 10.0;
            double limit = harsh.limitMps2(word);
            out.measured("accelerationMps2", measures[WORST]).threshold("accelerationMps2", limit);
            detailZh.add("最大" + tenths + "米/秒²,限值" + limit);
            detailEn.add("up to " + tenths + " m/s², limit " + limit);
        } else if (word.equals(SafetyFlag.FATIGUE.word()) && measures[WORST] > 0) {
            out.measured("fatigueLevel", measures[WORST]).threshold("orangeFromLevel", fatigueOrange);
            detailZh.add("疲劳等级" + Math.round(measures[WORST]));
            detailEn.add("level " + Math.round(measures[WORST]));
        }
        if (times > 1) {
            detailZh.add("共" + times + "次");
            detailEn.add(times + " times");
        }
        out.message(
                "车载设备报警:" + DeviceAlarms.chinese(word) + bracketed(detailZh, "(", ")", ","),
                "alarm of the vehicle's device: " + word + bracketed(detailEn, " (", ")", ", "));
    }

    private boolean isRaised(ReportView view, Alarm alarm) {
        PositionReport report = view.report();
        if (HarshDriving.isOne(alarm.word)) {
            return alarm.word.equals(harsh.at(view));
        }
        SafetyFlag event = SafetyFlag.ofWord(alarm.word);
        return event != null ? report.has(event) : DeviceAlarms.isSet(report, alarm.word);
    }

    /** How bad it is, where that is told. */
    private double size(ReportView view, Alarm alarm) {
        if (HarshDriving.isOne(alarm.word)) {
            return harsh.sizeMps2(view, alarm.word);
        }
        return alarm.word.equals(SafetyFlag.FATIGUE.word()) ? view.report().fatigueLevel() : 0;
    }

    private static String bracketed(List<String> details, String open, String close, String between) {
        return details.isEmpty() ? "" : open + String.join(between, details) + close;
    }
}

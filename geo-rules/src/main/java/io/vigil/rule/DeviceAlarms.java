package io.vigil.rule;

import io.vigil.model.AlarmFlag;
import io.vigil.model.PositionReport;
import io.vigil.model.SafetyFlag;
import io.vigil.model.Tier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The alarms a vehicle's devices can raise, by their words, with what people call them. */
final class DeviceAlarms {
    /** Reset by the platform's reply (2013 table 24, 2019 table 25): there once, not for as long as the cause lasts. */
    private static final Set<AlarmFlag> TOLD_ONCE = Set.of(
            AlarmFlag.EMERGENCY,
            AlarmFlag.REGION,
            AlarmFlag.ROUTE,
            AlarmFlag.SEGMENT_TIME,
            AlarmFlag.ILLEGAL_IGNITION,
            AlarmFlag.ILLEGAL_DISPLACEMENT,
            AlarmFlag.ILLEGAL_DOOR);

    private static final Map<String, AlarmFlag> BITS = new HashMap<>();
    private static final Map<String, String> CHINESE = new HashMap<>();

    static {
        for (AlarmFlag flag : AlarmFlag.values()) {
            BITS.put(flag.word(), flag);
        }
        String[] alarms = {
            "紧急报警",
            "超速报警",
            "疲劳驾驶",
            "危险驾驶行为",
            "GNSS模块故障",
            "GNSS天线未接或被剪断",
            "GNSS天线短路",
            "主电源欠压",
            "主电源掉电",
            "显示器故障",
            "TTS模块故障",
            "摄像头故障",
            "道路运输证IC卡模块故障",
            "超速预警",
            "疲劳驾驶预警",
            "违规行驶",
            "胎压预警",
            "右转盲区异常",
            "当天累计驾驶超时",
            "超时停车",
            "进出区域",
            "进出路线",
            "路段行驶时间不足或过长",
            "路线偏离",
            "VSS故障",
            "油量异常",
            "车辆被盗",
            "非法点火",
            "非法位移",
            "碰撞侧翻",
            "侧翻预警",
            "非法开门"
        };
        for (AlarmFlag flag : AlarmFlag.values()) {
            CHINESE.put(flag.word(), alarms[flag.bit()]);
        }
        String[] events = {
            "前向碰撞", "车道偏离", "车距过近", "行人碰撞", "频繁变道", "道路标识超限", "障碍物", "实线变道", "过道行人",
            "驾驶员疲劳", "接打电话", "抽烟", "分神驾驶", "驾驶员异常", "镜头遮挡", "超时驾驶", "未系安全带", "红外阻断墨镜",
            "双手脱离方向盘", "玩手机", "胎压异常", "后方盲区接近", "左后方盲区接近", "右后方盲区接近"
        };
        for (SafetyFlag flag : SafetyFlag.values()) {
            CHINESE.put(flag.word(), events[flag.bit()]);
        }
        CHINESE.put(DeviceAlarmRule.HARSH_BRAKING, "急刹车");
        CHINESE.put(DeviceAlarmRule.HARSH_ACCELERATION, "急加速");
        CHINESE.put(DeviceAlarmRule.HARSH_TURN, "急转弯");
    }

    private DeviceAlarms() {}

    /** The list of the alarms of one tier; what is in no list is not warned of. */
    static Parameter parameter(Tier tier, String tierZh, String... words) {
        return new Parameter(
                tier.word(),
                Parameter.Type.TEXTS,
                List.of(words),
                "alarms that are " + tier.word()
                        + "; what no tier lists is not warned of, of two tiers the higher counts",
                tierZh + "的报警；未列入任何等级的不预警，列入两级的取高者",
                "words of JT/T 808 alarm bits, such as emergency; adas., dsm., tyres. and blindSpot. events; "
                        + DeviceAlarmRule.HARSH_BRAKING + ", " + DeviceAlarmRule.HARSH_ACCELERATION + ", "
                        + DeviceAlarmRule.HARSH_TURN,
                "JT/T 808 报警位的名称，如 emergency；adas.、dsm.、tyres. 与 blindSpot. 事件；"
                        + DeviceAlarmRule.HARSH_BRAKING + "、" + DeviceAlarmRule.HARSH_ACCELERATION + "、"
                        + DeviceAlarmRule.HARSH_TURN,
                value -> CHINESE.keySet().containsAll((List<?>) value));
    }

    /** Whether the alarm is held for as long as its cause lasts; otherwise it is told once. */
    static boolean isHeld(String word) {
        AlarmFlag flag = BITS.get(word);
        return flag != null && !TOLD_ONCE.contains(flag);
    }

    /** Whether the alarm word says so. */
    static boolean isSet(PositionReport report, String word) {
        AlarmFlag flag = BITS.get(word);
        return flag != null && report.has(flag);
    }

    static String chinese(String word) {
        return CHINESE.getOrDefault(word, word);
    }
}

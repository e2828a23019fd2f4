package io.vigil.rule;

import static io.vigil.rule.Parameter.count;
import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.flag;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;

import io.vigil.model.PassReport;
import io.vigil.model.PositionReport;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Warns of a plate that is carried by two vehicles (套牌), by a vehicle that does not look like the registered one, or that
 * was never issued (假牌), by what checkpoint cameras see.
 *
 * <p>A camera misreads a character, a clock is wrong, a terminal drifts: each makes an honest vehicle fly. Hence sharper
 * than the catalogue, two findings count as two only where they share neither a sighting nor a camera; one terminal alone,
 * jumping between two places, proves nothing here and is track quality; both clocks may be wrong by the skew together; and
 * what came long after its own time is not used, because then either its clock is wrong or nobody can act on it. Where the
 * terminal has lately drifted, its fixes count, but the tier stays as configured.
 *
 * <p>Remembers nothing of a vehicle no camera has seen, nine numbers of others.
 */
public final class ClonedPlateRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "cloned-plate",
            "V11",
            "套牌假牌",
            "Cloned or false plate",
            "Two independent pairs of sightings, passes and fixes, that one vehicle cannot have made; or passes at two"
                    + " cameras where the vehicle does not look like the registered one, or the plate has an impossible"
                    + " form or is not in a registry that is complete.",
            "两对相互独立的目击、过车或定位，一辆车不可能做到；或两个卡口所见车辆与登记不符，或号牌格式不存在，或不在完整登记库内。",
            "An operator's final word, or 24 h without another such sighting.",
            "值班员终结，或24小时内无新的此类目击。",
            "道路交通安全法 Art. 96 (伪造、变造、套用号牌); GA 36-2018 (forms of plates); 180 to 200 km/h is common practice",
            false,
            Onset.VEHICLE
                    .withCount(1, 1)
                    .withMaxGap(Duration.ofDays(1))
                    .withClear(1, Duration.ZERO)
                    .withMerge(Duration.ZERO),
            List.of(
                    number(
                            "fastestKmh",
                            200,
                            50,
                            1_000,
                            "no vehicle is faster between two sightings, km/h",
                            "两次目击之间车辆不可能更快，km/h"),
                    number("leastKm", 5, 0.1, 1_000, "nearer sightings prove nothing, km", "相距更近的目击不足为证，km"),
                    duration("skew", "PT60S", "PT0S", "so much may the two clocks of a pair be apart", "一对目击的两个时钟最多相差"),
                    count("findings", 2, 1, 5, "so many independent findings are asked for", "需要的独立发现次数"),
                    number(
                            "leastConfidence",
                            0.9,
                            0,
                            1,
                            "passes read with less, or without a word of it, are not used",
                            "识别置信度低于此值或未给出的过车不用"),
                    duration(
                            "longestDelay",
                            "PT10M",
                            "PT0S",
                            "what came so long after its own time is not used",
                            "晚于其发生时间超过此值才到的不用"),
                    duration("quiet", "PT24H", "PT1M", "without another finding for so long it is over", "多久无新的发现即结束"),
                    duration(
                            "driftWithin",
                            "PT24H",
                            "PT0S",
                            "a terminal that drifted within this time is in doubt",
                            "在此时间内漂移过的终端存疑"),
                    texts(
                            "compared",
                            List.of("class", "brand", "colour"),
                            "what is held against the registry",
                            "与登记信息比对的项目"),
                    new Parameter(
                            "seenClasses",
                            Parameter.Type.TEXTS,
                            List.of(
                                    "bus = scheduled-coach tour-coach charter-coach bus school-bus",
                                    "coach = scheduled-coach tour-coach charter-coach bus school-bus",
                                    "truck = heavy-truck hazmat",
                                    "tanker = hazmat heavy-truck",
                                    "car = taxi other"),
                            "a camera's word for what it sees, and the registry's classes that look so; other words say"
                                    + " nothing",
                            "卡口所见外形的用语及对应的登记车型；其他用语不作判断",
                            "texts such as \"truck = heavy-truck hazmat\"",
                            "形如 \"truck = heavy-truck hazmat\" 的文字",
                            value -> PlateCheck.areSeenClasses((List<?>) value)),
                    flag(
                            "checksFormat",
                            true,
                            "whether a plate of a form that is never issued is false",
                            "从未发放过的号牌格式是否判为假牌"),
                    texts(
                            "completeProvinces",
                            List.of(),
                            "first characters of plates whose province is wholly in the registry; there an unknown plate"
                                    + " is false",
                            "登记库完整的省份的号牌首字；其中查无的号牌判为假牌"),
                    texts(
                            "patrolTypes",
                            List.of("patrol"),
                            "types of the zones where patrols are: posts, beats, places told by their cars",
                            "巡逻所在的区域类型：岗点、巡段、巡逻车上报的位置"),
                    number(
                            "patrolKm",
                            5,
                            0,
                            100,
                            "red where the last sighting is within this distance of a patrol, km",
                            "最近一次目击与巡逻的距离在此以内为红色，km")),
            List.of(),
            ClonedPlateRule::new);

    static final String CLONE = "clone";
    static final String MISMATCH = "mismatch";
    static final String FALSE_PLATE = "false-plate";

    /** Passes kept: the one at hand and two before. */
    private static final int PASSES = 3;

    /** 1 while the pass at hand is a new one. */
    private static final int IS_NEW = 0;
    /** The fix that is held against the newest pass, ms; 0 while it waits for one. */
    private static final int CONFRONTED_MILLIS = 1;

    private static final int LAST_FINDING_MILLIS = 2;
    private static final int FIRST_PASS = 3;

    private static final int FINDINGS = 0;
    private static final int LAST_MILLIS = 1;
    private static final int CAMERA = 2;
    private static final int OTHER_CAMERA = 3;
    private static final int FIX_MILLIS = 4;
    private static final int UNDOUBTED = 5;
    /** What a mismatch or a false plate is about; the worst pair of a clone has the same place. */
    private static final int WHAT = 6;

    private static final int WORST_MPS = 6;
    private static final int WORST_METERS = 7;
    private static final int WORST_APART_SECONDS = 8;

    private final ImpossiblePair.Bounds bounds;
    private final PlateCheck check;
    private final int findings;
    private final double leastConfidence;
    private final long longestDelayMillis;
    private final long quietMillis;
    private final long driftMillis;
    private final ZoneSelection patrols;
    private final double patrolMeters;

    ClonedPlateRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        bounds = new ImpossiblePair.Bounds(
                Units.kphToMps(parameters.number("fastestKmh")),
                parameters.number("leastKm") * 1000,
                parameters.millis("skew"));
        check = new PlateCheck(parameters);
        findings = parameters.count("findings");
        leastConfidence = parameters.number("leastConfidence");
        longestDelayMillis = parameters.millis("longestDelay");
        quietMillis = parameters.millis("quiet");
        driftMillis = parameters.millis("driftWithin");
        patrols = new ZoneSelection(surroundings, parameters.texts("patrolTypes"));
        patrolMeters = parameters.number("patrolKm") * 1000;
    }

    @Override
    public int memorySize() {
        return FIRST_PASS + Sightings.size(PASSES);
    }

    @Override
    public int measureCount() {
        return 9;
    }

    @Override
    public boolean seesPasses() {
        return true;
    }

    @Override
    public boolean remembersFromTheStart() {
        return false;
    }

    @Override
    public boolean sleepsWithoutMemory(@Nullable RegistryRecord record) {
        return true;
    }

    @Override
    public boolean endsWithDisposition() {
        return true;
    }

    @Override
    public void observe(ReportView view, double[] memory) {
        PassReport pass = view.pass();
        if (pass != null) {
            boolean isNew = isUsable(pass) && Sightings.add(memory, FIRST_PASS, PASSES, pass);
            memory[IS_NEW] = isNew ? 1 : 0;
            memory[CONFRONTED_MILLIS] = isNew ? 0 : memory[CONFRONTED_MILLIS];
        } else if (memory[CONFRONTED_MILLIS] == 0 && isUsable(view.report())) {
            memory[CONFRONTED_MILLIS] = view.timeMillis();
        }
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (memory.length == 0 || view.isSilence()) {
            return;
        }
        if (isNewPass(view, memory)) {
            out.named(CLONE, Stage.BREACH);
            out.named(MISMATCH, Stage.BREACH);
            out.named(FALSE_PLATE, Stage.BREACH);
        } else if (view.pass() == null && memory[CONFRONTED_MILLIS] == view.timeMillis()) {
            out.named(CLONE, Stage.BREACH);
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        boolean isOpen = measures[FINDINGS] >= findings;
        if (isOpen && view.timeMillis() - measures[LAST_MILLIS] >= quietMillis) {
            return Verdict.FAILS;
        }
        if (view.isSilence() || memory.length == 0) {
            return Verdict.UNKNOWN;
        }
        if (subject.key().equals(CLONE)) {
            return judgeClone(view, memory, measures);
        }
        PassReport pass = view.pass();
        if (pass == null || !isNewPass(view, memory)) {
            return Verdict.UNKNOWN;
        }
        int what = subject.key().equals(MISMATCH)
                ? check.mismatch(pass, view.registry())
                : check.falsehood(pass, view.registry());
        if (what <= PlateCheck.AGREES) {
            // One pass that is as it should be takes back a misreading; what is proven stays.
            return what == PlateCheck.AGREES && !isOpen ? Verdict.FAILS : Verdict.UNKNOWN;
        }
        double camera = Sightings.place(pass.latitude(), pass.longitude());
        ImpossiblePair alone = new ImpossiblePair(camera, 0, 0, 0, 0);
        measures[WHAT] = (int) measures[WHAT] | what;
        return note(view, alone, memory, measures);
    }

    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        if (measures[UNDOUBTED] < findings) {
            return null;
        }
        return isNearPatrol(view) ? Tier.RED : Tier.ORANGE;
    }

    /** Somebody can stop it: where it was seen last, by a camera or its terminal, a patrol is near. */
    private boolean isNearPatrol(ReportView view) {
        PositionReport seen = view.report();
        return !patrols.isEmpty()
                && !view.isSilence()
                && seen.isLocated()
                && patrols.anyActiveWithin(
                        seen.latitude(), seen.longitude(), patrolMeters, view.timeMillis(), view.moverClass());
    }

    @Override
    public long deadlineMillis(ReportView view, double[] memory, boolean hasEpisodes) {
        if (!hasEpisodes || memory.length == 0 || Double.isNaN(memory[LAST_FINDING_MILLIS])) {
            return Long.MAX_VALUE;
        }
        long due = (long) memory[LAST_FINDING_MILLIS] + quietMillis;
        return due > view.timeMillis() ? due : Long.MAX_VALUE;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        long found = Math.round(measures[FINDINGS]);
        out.measured("finding", subject.key()).measured("findings", found).threshold("findings", findings);
        if (subject.key().equals(CLONE)) {
            explainClone(found, measures, out);
        } else if (subject.key().equals(MISMATCH)) {
            int what = (int) measures[WHAT];
            String zh = listed(what, "、", "车型", "品牌", "颜色");
            String en = listed(what, ", ", "class", "brand", "colour");
            out.measured("differs", en)
                    .message(
                            "疑似套牌:" + found + "个卡口拍到的" + zh + "与登记不符",
                            "plate may be cloned: at " + found + " cameras the " + en + " differs from the registry");
        } else {
            int what = (int) measures[WHAT];
            String zh = listed(what, "、", "号牌格式不存在", "号牌未登记", "");
            String en = listed(what, ", ", "no such form of plate", "not in the registry", "");
            out.measured("why", en)
                    .message(
                            "疑似假牌(" + zh + "),已在" + found + "个卡口拍到",
                            "plate may be false (" + en + "), seen at " + found + " cameras");
        }
    }

    private void explainClone(long found, double[] measures, Explanation out) {
        double km = Math.round(measures[WORST_METERS] / 100) / 10.0;
        long seconds = Math.round(measures[WORST_APART_SECONDS]);
        long kph = Math.round(Units.mpsToKph(measures[WORST_MPS]));
        long limitKph = Math.round(Units.mpsToKph(bounds.fastestMps()));
        out.measured("distanceKm", measures[WORST_METERS] / 1000)
                .measured("apartSeconds", measures[WORST_APART_SECONDS])
                .measured("leastSpeedKmh", Units.mpsToKph(measures[WORST_MPS]))
                .threshold("fastestKmh", Units.mpsToKph(bounds.fastestMps()))
                .threshold("leastKm", bounds.leastMeters() / 1000)
                .threshold("skewSeconds", bounds.skewMillis() / 1000.0)
                .message(
                        "疑似套牌:" + found + "组行踪互相矛盾,相距" + km + "公里仅隔" + seconds + "秒,时速至少" + kph + "公里(上限" + limitKph
                                + "公里)",
                        "plate may be cloned: " + found + " pairs of sightings contradict each other, " + km
                                + " km within " + seconds + " s, at least " + kph + " km/h (limit " + limitKph
                                + " km/h)");
    }

    private Verdict judgeClone(ReportView view, double[] memory, double[] measures) {
        List<ImpossiblePair> pairs = impossiblePairs(view, memory);
        if (pairs.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        Verdict verdict = Verdict.BUILDING;
        for (ImpossiblePair pair : pairs) {
            double leastMps = pair.leastMps(bounds.skewMillis());
            if (leastMps > measures[WORST_MPS]) {
                measures[WORST_MPS] = leastMps;
                measures[WORST_METERS] = pair.meters();
                measures[WORST_APART_SECONDS] = pair.apartMillis() / 1000.0;
            }
            verdict = note(view, pair, memory, measures);
        }
        return verdict;
    }

    /** Counts a finding that is independent of the first one. */
    private Verdict note(ReportView view, ImpossiblePair pair, double[] memory, double[] measures) {
        boolean isFirst = measures[FINDINGS] == 0;
        if (isFirst) {
            measures[CAMERA] = pair.camera();
            measures[OTHER_CAMERA] = pair.otherCamera();
            measures[FIX_MILLIS] = pair.fixMillis();
        }
        if (isFirst || pair.isIndependentOf(measures[CAMERA], measures[OTHER_CAMERA], measures[FIX_MILLIS])) {
            measures[FINDINGS]++;
            measures[UNDOUBTED] += pair.usesFix() && hasDrifted(view) ? 0 : 1;
        }
        measures[LAST_MILLIS] = view.timeMillis();
        memory[LAST_FINDING_MILLIS] = view.timeMillis();
        return measures[FINDINGS] >= findings ? Verdict.HOLDS : Verdict.BUILDING;
    }

    private List<ImpossiblePair> impossiblePairs(ReportView view, double[] memory) {
        PassReport pass = view.pass();
        if (pass == null) {
            boolean isConfronted = memory[CONFRONTED_MILLIS] == view.timeMillis();
            return isConfronted ? Sightings.withFix(memory, FIRST_PASS, view.report(), bounds) : List.of();
        }
        if (!isNewPass(view, memory)) {
            return List.of();
        }
        List<ImpossiblePair> pairs = new ArrayList<>(Sightings.withEarlier(memory, FIRST_PASS, PASSES, bounds));
        PositionReport fix = view.previous();
        if (fix != null && isUsable(fix)) {
            pairs.addAll(Sightings.withFix(memory, FIRST_PASS, fix, bounds));
        }
        return pairs;
    }

    private static boolean isNewPass(ReportView view, double[] memory) {
        return view.pass() != null && memory[IS_NEW] == 1;
    }

    /** Not written as a negation: a confidence that is not told is not enough, unless none is asked for. */
    private boolean isUsable(PassReport pass) {
        boolean isSure = leastConfidence == 0 || pass.confidence() >= leastConfidence;
        return isSure && !isDelayed(pass.eventTimeMillis(), pass.receivedTimeMillis());
    }

    private boolean isUsable(PositionReport fix) {
        return fix.isLocated() && !isDelayed(fix.eventTimeMillis(), fix.receivedTimeMillis());
    }

    private boolean isDelayed(long eventMillis, long receivedMillis) {
        return receivedMillis != PositionReport.NO_TIME && receivedMillis - eventMillis > longestDelayMillis;
    }

    private boolean hasDrifted(ReportView view) {
        long drifted = view.lastDriftMillis();
        return drifted != PositionReport.NO_TIME && view.timeMillis() - drifted <= driftMillis;
    }

    private static String listed(int what, String between, String... words) {
        List<String> listed = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            if ((what >> i & 1) != 0) {
                listed.add(words[i]);
            }
        }
        return String.join(between, listed);
    }
}

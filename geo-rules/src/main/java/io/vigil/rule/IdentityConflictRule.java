package io.vigil.rule;

import static io.vigil.rule.Parameter.count;
import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;

import io.vigil.geo.Geodesy;
import io.vigil.geo.Shore;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.NetBuoys;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Warns where the identity of a vessel cannot be true: two hulls under one number, a position that leaps about, or one well
 * inland. It also finds net buoys that pass for ships: they are in the state {@value NetBuoys#GEAR}.
 *
 * <p>It keeps the two open tracks of a number, as the segmenter of Global Fishing Watch does: a report continues the track
 * that explains it, else it begins one. It therefore sees reports that the quality gate keeps from other rules. Sharper than
 * the source: receiving stations that hand messages on late make a ship seem to trail itself, so tracks count as two
 * only where they are farther apart than the ship goes in that time.
 *
 * <p>Twenty-one numbers a vessel.
 */
public final class IdentityConflictRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "identity-conflict",
            "S16",
            "身份冲突",
            "Identity conflict",
            "Two tracks of one number at the same time that one hull cannot have made (orange where it is a registered"
                    + " fishing boat's), positions that leap about, or one well inland.",
            "同一号码同时有两条一艘船不可能形成的航迹（为登记渔船时橙色）、位置来回跳变，或位置深入内陆。",
            "One plausible track for 24 hours.",
            "24小时内只有一条合理航迹。",
            "Global Fishing Watch (segmenter, overlapping segments); facts on net buoys (网位仪, 1 to 30 min)",
            true,
            Onset.VESSEL.withCount(1, 1).withMaxGap(Duration.ofDays(1)).withClear(1, Duration.ofHours(24)),
            List.of(
                    number("maxKn", 60, 1, 1000, "no hull goes faster, kn", "船舶不可能更快，节"),
                    number("nearNm", 1, 0, 100, "fixes nearer than that are of one hull, nm", "相距更近的位置属于同一艘船，海里"),
                    duration("overlap", "PT10M", "PT0S", "two tracks side by side for so long", "两条航迹并存达到此时长"),
                    count("leastReports", 6, 1, 1000, "with so many reports each", "且各有这么多报告"),
                    number(
                            "leastShare",
                            0.02,
                            0,
                            1,
                            "and of the reports of both while side by side each has at least this share of the other's",
                            "并存期间各自报告数不少于另一方的此比例"),
                    duration("echo", "PT30M", "PT0S", "stations hand messages on so late at most", "岸站转发最多延迟"),
                    duration("openFor", "PT1H", "PT1M", "a track not heard for longer is closed", "航迹多久收不到即结束"),
                    count("leaps", 5, 2, 1000, "so many leaps that nothing explains", "无法解释的跳变次数"),
                    duration("leapsWithin", "PT30M", "PT1M", "within, are a false position", "在此时间内，即为虚假位置"),
                    number("inlandM", 500, 0, 100_000, "farther than that inland no vessel is, m", "离水域这么远的内陆不会有船，米"),
                    duration("inlandFor", "PT10M", "PT0S", "so long", "达到此时长"),
                    texts(
                            "portTypes",
                            List.of("harbour"),
                            "zone types where vessels are on land by the map",
                            "按地图船舶会在陆上的区域类型"),
                    number("gearKn", 1.5, 0, 10, "net buoys are slower, kn", "网位仪更慢，节"),
                    duration("gearFor", "PT24H", "PT1M", "and nothing else for so long", "且在此时间内始终如此"),
                    duration("gearEvery", "PT60S", "PT1S", "and report no more often", "且报告不比此更频繁"),
                    duration("gearSlowest", "PT30M", "PT1M", "and, at one interval, no more seldom", "且间隔固定，不比此更稀疏")),
            List.of(),
            IdentityConflictRule::new);

    private static final String CLONE = "clone";
    private static final String LEAPS = "leaps";
    private static final String INLAND = "inland";

    /** Offsets within a track's five numbers; the second track follows the first. */
    private static final int LATITUDE = 0;

    private static final int LONGITUDE = 1;
    private static final int LAST = 2;
    private static final int SINCE = 3;
    private static final int REPORTS = 4;
    private static final int TRACK_SIZE = 5;

    private static final int LEAP_COUNT = 10;
    private static final int LEAPS_SINCE = 11;
    private static final int INLAND_SINCE = 12;
    private static final int GEAR_SINCE = 13;
    private static final int GEAR_LAST = 14;
    private static final int IS_GEAR = 15;
    private static final int SPEED_MPS = 16;
    private static final int GEAR_INTERVAL = 17;
    private static final int GEAR_COUNTED = 18;
    private static final int GEAR_REGULAR = 19;
    /** How many reports the older track had when the newer began. */
    private static final int OTHER_REPORTS = 20;

    /** So much of the interval a report may come early or late. */
    private static final double INTERVAL_TOLERANCE = 0.15;

    /** So many intervals must be the same: receivers drop, repeat and delay. */
    private static final double REGULAR_SHARE = 0.8;

    private static final int APART_METERS = 0;
    private static final int COUNT = 1;

    private final ZoneIndex zones;
    private final double maxMps;
    private final double nearMeters;
    private final long overlapMillis;
    private final int leastReports;
    private final double leastShare;
    private final double echoSeconds;
    private final long openMillis;
    private final int leaps;
    private final long leapsWithinMillis;
    private final double inlandMeters;
    private final long inlandMillis;
    private final ZoneSelection land;
    private final ZoneSelection ports;
    private final double gearMps;
    private final long gearMillis;
    private final long gearEveryMillis;
    private final long gearSlowestMillis;

    IdentityConflictRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        zones = surroundings.zones();
        maxMps = Units.knotsToMps(parameters.number("maxKn"));
        nearMeters = Units.nauticalMilesToMeters(parameters.number("nearNm"));
        overlapMillis = parameters.millis("overlap");
        leastReports = parameters.count("leastReports");
        leastShare = parameters.number("leastShare");
        echoSeconds = parameters.millis("echo") / 1000.0;
        openMillis = parameters.millis("openFor");
        leaps = parameters.count("leaps");
        leapsWithinMillis = parameters.millis("leapsWithin");
        inlandMeters = parameters.number("inlandM");
        inlandMillis = parameters.millis("inlandFor");
        land = new ZoneSelection(surroundings, List.of(Shore.LAND));
        ports = new ZoneSelection(surroundings, parameters.texts("portTypes"));
        gearMps = Units.knotsToMps(parameters.number("gearKn"));
        gearMillis = parameters.millis("gearFor");
        gearEveryMillis = parameters.millis("gearEvery");
        gearSlowestMillis = parameters.millis("gearSlowest");
    }

    @Override
    public int memorySize() {
        return 21;
    }

    @Override
    public int measureCount() {
        return 2;
    }

    @Override
    public boolean seesFaults() {
        return true;
    }

    @Override
    public boolean endsWithDisposition() {
        return true;
    }

    @Override
    public boolean tellsState() {
        return true;
    }

    @Override
    public @Nullable String state(long timeMillis, double[] memory) {
        return memory[IS_GEAR] == 1 ? NetBuoys.GEAR : null;
    }

    @Override
    public void observe(ReportView view, double[] memory) {
        String fault = view.fault();
        if (fault != null && !fault.equals(QualityFault.JUMP)) {
            return;
        }
        follow(view, memory);
        if (fault == null) {
            noteInland(view, memory);
            noteGear(view, memory);
        }
    }

    /** Adds the report to the track that explains it best, or begins one in the place of the older. */
    private void follow(ReportView view, double[] memory) {
        int best = -1;
        double bestMeters = Double.POSITIVE_INFINITY;
        for (int track = 0; track < 2 * TRACK_SIZE; track += TRACK_SIZE) {
            double meters = metersFrom(memory, track, view);
            double seconds = (view.timeMillis() - memory[track + LAST]) / 1000;
            // In hours any place can be reached: one wrong fix would be found again by the next.
            boolean isOpen = seconds * 1000 <= openMillis;
            if (isOpen && (meters <= nearMeters || meters <= maxMps * seconds) && meters < bestMeters) {
                best = track;
                bestMeters = meters;
            }
        }
        if (best < 0) {
            best = !(memory[LAST] < memory[TRACK_SIZE + LAST]) && !Double.isNaN(memory[LAST]) ? TRACK_SIZE : 0;
            memory[best + SINCE] = view.timeMillis();
            memory[best + REPORTS] = 0;
            double other = memory[TRACK_SIZE - best + REPORTS];
            memory[OTHER_REPORTS] = Double.isNaN(other) ? 0 : other;
            noteLeap(view, memory);
        }
        memory[best + LATITUDE] = view.report().latitude();
        memory[best + LONGITUDE] = view.report().longitude();
        memory[best + LAST] = view.timeMillis();
        memory[best + REPORTS]++;
        memory[SPEED_MPS] = view.report().speedMps();
    }

    private void noteLeap(ReportView view, double[] memory) {
        if (Double.isNaN(memory[LEAP_COUNT])) {
            // The first report of all.
            memory[LEAP_COUNT] = 0;
            return;
        }
        if (!(view.timeMillis() - memory[LEAPS_SINCE] <= leapsWithinMillis)) {
            memory[LEAPS_SINCE] = view.timeMillis();
            memory[LEAP_COUNT] = 0;
        }
        memory[LEAP_COUNT]++;
    }

    private void noteInland(ReportView view, double[] memory) {
        boolean isInland = false;
        for (int i = 0; i < view.hits().size() && !isInland; i++) {
            int zone = view.hits().ordinal(i);
            isInland = land.contains(zone)
                    && zones.distanceToEdgeMeters(
                                    zone,
                                    view.report().latitude(),
                                    view.report().longitude())
                            >= inlandMeters;
        }
        if (!isInland || isInPort(view)) {
            memory[INLAND_SINCE] = Double.NaN;
        } else if (Double.isNaN(memory[INLAND_SINCE])) {
            memory[INLAND_SINCE] = view.timeMillis();
        }
    }

    /**
     * Slow from the first report on, never in port, heard at one interval, and nobody says what it is. A report that tells no
     * speed and follows none says nothing.
     */
    private void noteGear(ReportView view, double[] memory) {
        double intervalMillis = view.timeMillis() - memory[GEAR_LAST];
        memory[GEAR_LAST] = view.timeMillis();
        boolean isOften = intervalMillis < gearEveryMillis;
        if (view.registry() != null
                || view.moverClass() != null
                || isOften
                || view.speedMps() >= gearMps
                || isInPort(view)) {
            memory[GEAR_SINCE] = Double.NaN;
            memory[IS_GEAR] = 0;
        } else if (Double.isNaN(view.speedMps())) {
            return;
        } else if (Double.isNaN(memory[GEAR_SINCE])) {
            memory[GEAR_SINCE] = view.timeMillis();
            memory[GEAR_INTERVAL] = Double.NaN;
            memory[GEAR_COUNTED] = 0;
            memory[GEAR_REGULAR] = 0;
        } else {
            countInterval(intervalMillis, memory);
            boolean isRegular = memory[GEAR_REGULAR] >= REGULAR_SHARE * memory[GEAR_COUNTED]
                    && memory[GEAR_INTERVAL] <= gearSlowestMillis;
            memory[IS_GEAR] = isRegular && view.timeMillis() - memory[GEAR_SINCE] >= gearMillis ? 1 : 0;
        }
    }

    /** A report that is missing makes an interval twice as long, which is no other interval. */
    private static void countInterval(double intervalMillis, double[] memory) {
        if (Double.isNaN(memory[GEAR_INTERVAL])) {
            memory[GEAR_INTERVAL] = intervalMillis;
        }
        double times = intervalMillis / memory[GEAR_INTERVAL];
        if (times < 1 - INTERVAL_TOLERANCE && isWhole(1 / times)) {
            // The one it began with was such a longer one.
            memory[GEAR_INTERVAL] = intervalMillis;
            times = 1;
        }
        memory[GEAR_COUNTED]++;
        if (isWhole(times)) {
            memory[GEAR_REGULAR]++;
        }
    }

    private static boolean isWhole(double times) {
        return times >= 1 - INTERVAL_TOLERANCE && Math.abs(times - Math.rint(times)) <= INTERVAL_TOLERANCE;
    }

    private boolean isInPort(ReportView view) {
        return ports.anyActive(view.hits(), view.timeMillis(), view.moverClass());
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (isTwo(view, memory)) {
            out.named(CLONE, Stage.BREACH);
        }
        if (leapsAbout(view, memory)) {
            out.named(LEAPS, Stage.BREACH);
        }
        if (isInland(view, memory)) {
            out.named(INLAND, Stage.BREACH);
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        boolean holds =
                switch (subject.key()) {
                    case CLONE -> isTwo(view, memory);
                    case LEAPS -> leapsAbout(view, memory);
                    default -> isInland(view, memory);
                };
        if (!holds) {
            return Verdict.FAILS;
        }
        measures[APART_METERS] = apartMeters(memory);
        measures[COUNT] = memory[LEAP_COUNT];
        return Verdict.PROVEN;
    }

    private boolean isTwo(ReportView view, double[] memory) {
        double begin = Math.max(memory[SINCE], memory[TRACK_SIZE + SINCE]);
        double earlier = Math.min(memory[LAST], memory[TRACK_SIZE + LAST]);
        return earlier - begin >= overlapMillis
                && memory[REPORTS] >= leastReports
                && memory[TRACK_SIZE + REPORTS] >= leastReports
                && view.timeMillis() - earlier <= openMillis
                && areBothHeard(memory)
                && isFartherThanAnEcho(memory);
    }

    /** A wrong fix now and then, each within reach of the one before, is no hull: that one is heard as the other is. */
    private boolean areBothHeard(double[] memory) {
        int newer = memory[SINCE] > memory[TRACK_SIZE + SINCE] ? 0 : TRACK_SIZE;
        double one = memory[newer + REPORTS];
        double other = memory[TRACK_SIZE - newer + REPORTS] - memory[OTHER_REPORTS];
        return Math.min(one, other) >= leastShare * Math.max(one, other);
    }

    private boolean isFartherThanAnEcho(double[] memory) {
        double speedMps = Double.isNaN(memory[SPEED_MPS]) ? 0 : memory[SPEED_MPS];
        return apartMeters(memory) > Math.max(nearMeters, speedMps * echoSeconds);
    }

    private static double apartMeters(double[] memory) {
        return Geodesy.distanceMeters(
                memory[LATITUDE], memory[LONGITUDE], memory[TRACK_SIZE + LATITUDE], memory[TRACK_SIZE + LONGITUDE]);
    }

    /** Two hulls in turn are two tracks, not leaps: neither begins a new one. */
    private boolean leapsAbout(ReportView view, double[] memory) {
        return memory[LEAP_COUNT] >= leaps && view.timeMillis() - memory[LEAPS_SINCE] <= leapsWithinMillis;
    }

    private boolean isInland(ReportView view, double[] memory) {
        return view.timeMillis() - memory[INLAND_SINCE] >= inlandMillis;
    }

    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        boolean isRegisteredFisher = view.registry() != null && "fishing".equals(view.moverClass());
        return subject.key().equals(CLONE) && isRegisteredFisher ? Tier.ORANGE : null;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        double miles = Math.round(10 * Units.metersToNauticalMiles(measures[APART_METERS])) / 10.0;
        switch (subject.key()) {
            case CLONE -> out.measured("apartNm", miles)
                    .threshold("maxKn", Units.mpsToKnots(maxMps))
                    .message(
                            "同一识别码两处同时出现,相距" + miles + "海里,疑似套用身份",
                            "one number in two places at once, " + miles + " nm apart");
            case LEAPS -> out.measured("leaps", measures[COUNT])
                    .threshold("leaps", leaps)
                    .message(
                            "船位反复跳变" + (long) measures[COUNT] + "次,疑似虚假船位",
                            "the position leapt " + (long) measures[COUNT] + " times, probably false");
            default -> out.threshold("inlandMeters", inlandMeters).message("船位位于陆地", "the position is inland");
        }
    }

    private static double metersFrom(double[] memory, int track, ReportView view) {
        return Double.isNaN(memory[track + LAST])
                ? Double.POSITIVE_INFINITY
                : Geodesy.distanceMeters(
                        memory[track + LATITUDE],
                        memory[track + LONGITUDE],
                        view.report().latitude(),
                        view.report().longitude());
    }

    /** The land may have changed. */
    @Override
    public void controlChanged(double[] memory) {
        memory[INLAND_SINCE] = Double.NaN;
    }
}

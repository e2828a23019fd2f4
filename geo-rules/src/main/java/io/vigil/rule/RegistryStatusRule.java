package io.vigil.rule;

import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;
import static io.vigil.rule.Parameter.textsByName;

import io.vigil.geo.ZoneIndex;
import io.vigil.model.MoverKind;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import io.vigil.model.Zone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Warns when a vehicle is on the road although the registry says it, or who drives it, must not be.
 *
 * <p>The statuses are those its record lists, those the driver's record lists, and for each date {@code …ValidUntil} that
 * has passed {@code …-expired}. They are looked up when the record, the driver or a date changes, not for every report. A
 * status that begins while the vehicle is on the road warns at that instant: the rule asks for a deadline there as long as
 * the vehicle was seen moving within the longest gap.
 *
 * <p>Two minutes of movement are asked for, with stops at lights in between: a vehicle that is loaded on a truck or pushed
 * into a yard does not drive. A parked vehicle neither opens nor clears a warning.
 *
 * <p>Remembers four numbers of a mover.
 */
public final class RegistryStatusRule implements Rule {
    private static final String NOT_WATCHED = "off";

    static final RuleKind KIND = new RuleKind(
            "registry-status",
            "V10",
            "登记状态异常",
            "Registry status",
            "A vehicle is on the road with a status of the registry that forbids it: scrapped, wanted, inspection overdue,"
                    + " transport permit expired, driver's licence revoked. Says so again at each new sector.",
            "登记状态不准上路的车辆在行驶：报废、布控、逾期未检、道路运输证过期、驾驶证吊销。每进入新辖段再次提示。",
            "The status ends, or the vehicle was outside the jurisdiction for 24 hours.",
            "状态消除，或车辆离开辖区满24小时。",
            "道路交通安全法 Art. 13, 14, 19 (inspection, scrapping, licence); 道路运输条例 (transport permit);"
                    + " statuses of the control room of 天津滨海新区",
            false,
            Onset.VEHICLE
                    .withCount(1, 1)
                    .withHold(Duration.ofMinutes(2))
                    .withClear(1, Duration.ofHours(24))
                    .withMerge(Duration.ZERO),
            List.of(
                    textsByName(
                            "statuses",
                            new TreeMap<>(Map.ofEntries(
                                    Map.entry("scrapped", "orange"),
                                    Map.entry("wanted", "orange"),
                                    Map.entry("hit-and-run", "orange"),
                                    Map.entry("accident-open", "yellow"),
                                    Map.entry("missed-inspection", "yellow"),
                                    Map.entry("inspection-overdue", "yellow"),
                                    Map.entry("inspection-expired", "yellow"),
                                    Map.entry("permit-unreviewed", "yellow"),
                                    Map.entry("permit-expired", "yellow"),
                                    Map.entry("revoked", "orange"),
                                    Map.entry("suspended", "orange"),
                                    Map.entry("licence-expired", "orange"))),
                            "blue, yellow, orange, red, or off: not watched",
                            "blue、yellow、orange、red，或 off（不监视）",
                            text -> text.equals(NOT_WATCHED) || tierOf(text) != null,
                            "tier by status of the vehicle or its driver; NAME-expired is said where NAMEValidUntil has"
                                    + " passed",
                            "车辆或驾驶员各状态的等级；NAMEValidUntil 已过期则为 NAME-expired"),
                    texts(
                            "patrolRed",
                            List.of("scrapped", "wanted", "hit-and-run"),
                            "statuses that are red where a patrol is near",
                            "附近有巡逻时为红色的状态"),
                    texts("patrolTypes", List.of("patrol"), "types of the zones where a patrol is near", "附近有巡逻的区域类型"),
                    texts(
                            "sectorTypes",
                            List.of("sector"),
                            "types of the zones whose entry is told again",
                            "每次进入都再次提示的区域类型"),
                    texts(
                            "jurisdictionTypes",
                            List.of("jurisdiction"),
                            "types of the zones that are the jurisdiction; without any zone of them it is everywhere",
                            "辖区的区域类型；没有此类区域则为全域"),
                    number("moveSpeedKmh", 5, 0, 60, "from this speed on it is moving, km/h", "达到此速度视为行驶，km/h")),
            List.of(),
            RegistryStatusRule::new);

    /** Reports in a row that must lie in a new sector: drifting fixes along a border are no entries. */
    private static final int SECTOR_REPORTS = 3;

    private static final int MOVING_SINCE_MILLIS = 0;
    private static final int LAST_MOVING_MILLIS = 1;
    /** Until when the statuses found hold; NaN: they are not looked up. */
    private static final int KNOWN_UNTIL_MILLIS = 2;
    /** Bits, by the order of the statuses; {@link Parameter#MOST_NAMES} of them fit exactly. */
    private static final int FOUND = 3;

    private static final int SECTOR = 0;
    private static final int NEXT_SECTOR = 1;
    private static final int NEXT_SECTOR_REPORTS = 2;
    private static final int SECTOR_IS_NEWS = 3;
    /** 1: it is the driver who has the status. */
    private static final int OF_DRIVER = 4;

    private final ZoneIndex zones;
    private final List<String> statuses = new ArrayList<>();
    private final List<Tier> tiers = new ArrayList<>();
    private final List<String> patrolRed;
    private final ZoneSelection patrols;
    private final ZoneSelection sectors;
    private final ZoneSelection jurisdiction;
    private final double moveSpeedMps;
    private final long minMovingMillis;
    private final long maxGapMillis;

    RegistryStatusRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        zones = surroundings.zones();
        parameters.textsByName("statuses").forEach((status, word) -> {
            Tier tier = tierOf(word);
            if (tier != null) {
                statuses.add(status);
                tiers.add(tier);
            }
        });
        patrolRed = parameters.texts("patrolRed");
        patrols = new ZoneSelection(surroundings, parameters.texts("patrolTypes"));
        sectors = new ZoneSelection(surroundings, parameters.texts("sectorTypes"));
        jurisdiction = new ZoneSelection(surroundings, parameters.texts("jurisdictionTypes"));
        moveSpeedMps = Units.kphToMps(parameters.number("moveSpeedKmh"));
        minMovingMillis = config.onset().holdMillis();
        maxGapMillis = config.onset().maxGapMillis();
    }

    @Override
    public int memorySize() {
        return 4;
    }

    @Override
    public int measureCount() {
        return 5;
    }

    @Override
    public boolean judges(MoverKind kind) {
        return kind == MoverKind.VEHICLE;
    }

    @Override
    public boolean watchesRegistry() {
        return true;
    }

    @Override
    public void knownAnew(double[] memory) {
        memory[KNOWN_UNTIL_MILLIS] = Double.NaN;
    }

    @Override
    public void observe(ReportView view, double[] memory) {
        if (view.speedMps() >= moveSpeedMps) {
            // A first NaN is not within the gap either.
            if (!(view.timeMillis() - memory[LAST_MOVING_MILLIS] <= maxGapMillis)) {
                memory[MOVING_SINCE_MILLIS] = view.timeMillis();
            }
            memory[LAST_MOVING_MILLIS] = view.timeMillis();
        }
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        for (long left = found(view, memory); left != 0; left &= left - 1) {
            out.named(statuses.get(Long.numberOfTrailingZeros(left)), Stage.BREACH);
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        int status = statuses.indexOf(subject.key());
        if (status < 0 || (found(view, memory) >> status & 1) == 0) {
            return Verdict.ENDS;
        }
        if (!view.isSilence()
                && !jurisdiction.isEmpty()
                && !jurisdiction.anyActive(view.hits(), view.timeMillis(), view.moverClass())) {
            return Verdict.FAILS;
        }
        boolean isMoving = view.isSilence()
                ? view.timeMillis() - memory[LAST_MOVING_MILLIS] <= maxGapMillis
                : memory[LAST_MOVING_MILLIS] == view.timeMillis();
        if (!isMoving) {
            return Verdict.UNKNOWN;
        }
        noteSector(view, measures);
        measures[OF_DRIVER] = isOf(view.registry(), subject.key(), view.timeMillis()) ? 0 : 1;
        return memory[LAST_MOVING_MILLIS] - memory[MOVING_SINCE_MILLIS] >= minMovingMillis
                ? Verdict.PROVEN
                : Verdict.BUILDING;
    }

    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        int status = statuses.indexOf(subject.key());
        if (status < 0) {
            return null;
        }
        boolean isNearPatrol = patrolRed.contains(subject.key())
                && patrols.anyActive(view.hits(), view.timeMillis(), view.moverClass());
        return isNearPatrol ? Tier.RED : tiers.get(status);
    }

    @Override
    public @Nullable String news(ReportView view, Subject subject, double[] measures) {
        if (measures[SECTOR_IS_NEWS] == 0) {
            return null;
        }
        measures[SECTOR_IS_NEWS] = 0;
        return "sector";
    }

    @Override
    public long deadlineMillis(ReportView view, double[] memory, boolean hasEpisodes) {
        found(view, memory);
        long change = (long) memory[KNOWN_UNTIL_MILLIS];
        boolean isOnTheRoad = change - memory[LAST_MOVING_MILLIS] <= maxGapMillis;
        return hasEpisodes || isOnTheRoad ? change : Long.MAX_VALUE;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        String status = subject.key();
        boolean isDrivers = measures[OF_DRIVER] == 1;
        RegistryRecord record = isDrivers ? view.driverRecord() : view.registry();
        out.measured("status", status)
                .measured("of", isDrivers ? "driver" : "vehicle")
                .threshold("movingSeconds", minMovingMillis / 1000.0);
        if (isDrivers && view.driver() != null) {
            out.measured("driver", view.driver());
        }
        Long ended = record == null ? null : expiry(record, status);
        if (ended != null) {
            out.measured("endedAt", Instant.ofEpochMilli(ended).toString());
        }
        Zone sector = sector(view);
        if (sector != null) {
            out.measured("sector", sector.label());
        }
        String where = sector == null ? "" : ",位于“" + sector.label() + "”";
        out.message(
                (isDrivers ? "驾驶人状态“" : "车辆状态“") + RegistryStatusNames.zh(status) + "”仍上路行驶" + where,
                (isDrivers ? "on the road with a driver who is " : "on the road although ")
                        + status
                        + (sector == null ? "" : ", in " + sector.label()));
    }

    /** A status that begins between two reports begins then, not with the report before it. */
    @Override
    public long silentSinceMillis(ReportView view, double[] memory) {
        return view.timeMillis();
    }

    /** The statuses at that moment, as bits; looked up again when something may have changed. */
    private long found(ReportView view, double[] memory) {
        if (!(view.timeMillis() < memory[KNOWN_UNTIL_MILLIS])) {
            long until = view.knownUntilMillis();
            long found = 0;
            for (RegistryRecord record : records(view)) {
                for (int i = 0; i < statuses.size(); i++) {
                    found |= isOf(record, statuses.get(i), view.timeMillis()) ? 1L << i : 0;
                }
                for (long end : record.expiries().values()) {
                    until = end > view.timeMillis() ? Math.min(until, end) : until;
                }
            }
            memory[FOUND] = found;
            memory[KNOWN_UNTIL_MILLIS] = until;
        }
        return (long) memory[FOUND];
    }

    private static List<RegistryRecord> records(ReportView view) {
        List<RegistryRecord> records = new ArrayList<>(2);
        if (view.registry() != null) {
            records.add(view.registry());
        }
        if (view.driverRecord() != null) {
            records.add(view.driverRecord());
        }
        return records;
    }

    private static boolean isOf(@Nullable RegistryRecord record, String status, long timeMillis) {
        if (record == null) {
            return false;
        }
        Long end = expiry(record, status);
        return record.statuses().contains(status) || end != null && timeMillis >= end;
    }

    /** When what the status says has expired did so, or null where it is no such status. */
    private static @Nullable Long expiry(RegistryRecord record, String status) {
        return status.endsWith(RegistryStatusNames.EXPIRED)
                ? record.expiries().get(status.substring(0, status.length() - RegistryStatusNames.EXPIRED.length()))
                : null;
    }

    /** By the hash of its id, because ordinals change with the zones. */
    private void noteSector(ReportView view, double[] measures) {
        Zone sector = view.isSilence() ? null : sector(view);
        double here = sector == null ? 0 : sector.id().hashCode();
        if (here == 0 || here == measures[SECTOR]) {
            measures[NEXT_SECTOR_REPORTS] = 0;
            return;
        }
        measures[NEXT_SECTOR_REPORTS] = here == measures[NEXT_SECTOR] ? measures[NEXT_SECTOR_REPORTS] + 1 : 1;
        measures[NEXT_SECTOR] = here;
        boolean isFirst = measures[SECTOR] == 0;
        if (isFirst || measures[NEXT_SECTOR_REPORTS] >= SECTOR_REPORTS) {
            measures[SECTOR] = here;
            measures[SECTOR_IS_NEWS] = isFirst ? 0 : 1;
            measures[NEXT_SECTOR_REPORTS] = 0;
        }
    }

    private @Nullable Zone sector(ReportView view) {
        for (int i = 0; i < view.hits().size(); i++) {
            int zone = view.hits().ordinal(i);
            if (sectors.isActive(zone, view.timeMillis(), view.moverClass())) {
                return zones.zone(zone);
            }
        }
        return null;
    }

    private static @Nullable Tier tierOf(String word) {
        for (Tier tier : Tier.values()) {
            if (tier.word().equals(word)) {
                return tier;
            }
        }
        return null;
    }
}

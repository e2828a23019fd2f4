package io.vigil.simulators.mover;

import io.vigil.model.Units;
import io.vigil.simulators.encode.SafetyEvent;
import io.vigil.simulators.world.Path;
import io.vigil.simulators.world.World;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One mover on stage: acts second by second, and says where it is as often as its terminal reports. */
public final class Actor {
    private static final long CLOCK_AHEAD_MILLIS = 300_000;
    private static final long LEAST_FISHING_MILLIS = 20 * DayClock.MINUTE;
    private static final double ADRIFT_DEGREES = 75;
    private static final double CAREFUL_SHARE = 0.92;
    private static final double DRIVING_MPS = Units.kphToMps(3);

    private final Profile profile;
    private final Body body;
    private final Agenda agenda;
    private final Behaviour behaviour;
    private final Gnss gnss;
    private final Offences offences;
    private final RoadOffences roadOffences;
    private final World world;
    private final Cab cab;
    private final Cameras cameras;
    private final ControlRoom controlRoom;
    private final boolean lawfulGhost;
    private final boolean tellsFishing;
    private final List<Notice> notices = new ArrayList<>();
    private final TruthLog truth;
    private final double style;
    private final long skewMillis;
    private final long phaseMillis;
    private final long endMillis;
    private long nowMillis;
    private long nextReportMillis;
    private long lastReportMillis;
    private @Nullable Action action;
    private long staySecondsLeft;
    private int effectState;
    private long effectSeconds;
    private int secondOfDay;
    private boolean eventTold;
    private double heardX;
    private double heardY;

    /** What a mover is made of. */
    record Parts(Profile profile, Behaviour behaviour, World world, double homeX, double homeY, boolean lawfulGhost) {}

    Actor(Parts parts, Timing timing, NoiseLevels noise, long seed, int index) {
        Dice intent = new Dice(seed, index, 1);
        Dice measuring = new Dice(seed, index, 2);
        boolean vehicle = parts.profile.isVehicle();
        profile = parts.profile;
        behaviour = parts.behaviour;
        boolean heavy = profile.moverClass().equals("heavy-truck")
                || profile.moverClass().equals("hazmat");
        body = vehicle
                ? new Body(heavy ? 0.5 : 0.9, 1.2, parts.homeX, parts.homeY)
                : new Body(0.03, 0.03, parts.homeX, parts.homeY);
        // A vessel's whole time is shifted by a fixed part of a second, so that vessels do not all report at once.
        phaseMillis = vehicle ? 0 : intent.whole(0, 999);
        nowMillis = timing.startMillis() + phaseMillis;
        endMillis = timing.endMillis();
        agenda = new Agenda(parts.world, intent, nowMillis, endMillis);
        style = intent.between(0.9, 1.0);
        nextReportMillis = nowMillis + DayClock.SECOND * intent.whole(1, profile.intervalSeconds());
        skewMillis =
                vehicle ? DayClock.SECOND * measuring.whole(-noise.clockSkewSeconds(), noise.clockSkewSeconds()) : 0;
        gnss = new Gnss(noise, measuring, !vehicle);
        truth = new TruthLog(profile.mover());
        offences = new Offences(profile, parts.world);
        roadOffences = new RoadOffences(profile, parts.world);
        world = parts.world;
        cab = Cab.of(profile);
        cameras = new Cameras(vehicle ? world.checkpoints() : List.of(), profile, noise, new Dice(seed, index, 5));
        controlRoom = new ControlRoom(profile, new Dice(seed, index, 6));
        lawfulGhost = parts.lawfulGhost;
        tellsFishing = timing.isSeaWeek() && profile.moverClass().equals("fishing");
    }

    /** Who it is. */
    public Profile profile() {
        return profile;
    }

    /** When it next says where it is, milliseconds since the epoch. */
    public long nextReportMillis() {
        return nextReportMillis;
    }

    /**
     * Acts until its next report is due.
     *
     * @return the report, or null when the terminal says nothing at that moment: a resting one reports less often
     */
    public @Nullable Fix report() {
        while (nowMillis < nextReportMillis) {
            second();
        }
        nextReportMillis = nowMillis + DayClock.SECOND * profile.intervalSeconds();
        Fault fault = fault();
        boolean due =
                !isResting() || nowMillis - lastReportMillis >= DayClock.SECOND * profile.restingIntervalSeconds();
        if (fault.silences(profile) || !due) {
            return null;
        }
        lastReportMillis = nowMillis;
        boolean located = !isInTunnel();
        if (located) {
            heardX = body.x();
            heardY = body.y();
        }
        boolean bad = gnss.measure(nowMillis, heardX, heardY, located ? body.speedMps() : 0, fault);
        boolean faulty = bad || fault.spoilsFixes();
        if (bad && fault == Fault.NONE && !profile.isGhost()) {
            truth.offence("track-quality", nowMillis);
        }
        long eventTimeMillis = nowMillis + (fault == Fault.CLOCK_AHEAD ? CLOCK_AHEAD_MILLIS : skewMillis);
        boolean zero = fault == Fault.ZERO_FIX;
        Action doing = current();
        Alarm alarm = effectState == 1 ? doing.effect().alarm() : Alarm.NONE;
        SafetyEvent event = eventTold ? null : alarm.event();
        eventTold |= event != null;
        return new Fix(
                nowMillis,
                eventTimeMillis,
                zero ? 0 : gnss.latitude(),
                zero ? 0 : gnss.longitude(),
                gnss.speed(body.speedMps()),
                body.courseDegrees(),
                (body.courseDegrees() + (fault == Fault.ADRIFT ? ADRIFT_DEGREES : 0)) % 360,
                doing.accOn(),
                isDoorOpen(),
                doing.navStatus(),
                body.odometerMeters(),
                faulty,
                located,
                alarm.bits(),
                event,
                cab.driver());
    }

    /** Plays on to the end without reporting, as far as the truth is concerned. */
    public void playOut() {
        while (nextReportMillis <= endMillis) {
            report();
            notices.clear();
        }
    }

    /** What others have said of it since this was last asked. */
    public List<Notice> takeNotices() {
        if (notices.isEmpty()) {
            return List.of();
        }
        List<Notice> taken = List.copyOf(notices);
        notices.clear();
        return taken;
    }

    /** Whom it was driven by, when. */
    public List<Drive> drives() {
        return cab.drives();
    }

    /** What it did so far, by begin. */
    public List<TruthInterval> truth() {
        List<TruthInterval> all = new ArrayList<>(truth.intervals());
        // Somewhat of a haul, between two silences, is no operation.
        all.removeIf(each -> tellsFishing
                && each.rule().equals(Offences.FISHING)
                && each.toMillis() - each.fromMillis() < LEAST_FISHING_MILLIS);
        all.addAll(controlRoom.truth(endMillis));
        return all;
    }

    private void second() {
        Action doing = current();
        secondOfDay = DayClock.secondOfDay(nowMillis);
        updateEffect(doing);
        nowMillis += DayClock.SECOND;
        boolean over;
        if (doing.path() == null) {
            over = --staySecondsLeft <= 0;
        } else {
            body.step(this::wishedMps);
            over = body.hasArrived();
            if (body.speedMps() >= DRIVING_MPS) {
                cab.drove(nowMillis);
            }
            notice(cameras.passed(body.meters(), nowMillis));
        }
        watch(doing);
        if (over) {
            endEffect();
            Notice.Ruling ruling = controlRoom.ruleOn(doing, nowMillis);
            if (ruling != null) {
                notices.add(ruling);
            }
            action = null;
            current();
        }
    }

    private void notice(Notice.@Nullable Pass pass) {
        if (pass == null) {
            return;
        }
        notices.add(pass);
        if (profile.isGhost() && lawfulGhost) {
            truth.control("cloned-plate", nowMillis);
        } else if (profile.isGhost()) {
            truth.offence("cloned-plate", nowMillis);
        }
    }

    private boolean isInTunnel() {
        return profile.isVehicle() && body.speedMps() > 0 && world.isInside("tunnel", body.x(), body.y());
    }

    private Action current() {
        Action doing = action;
        while (doing == null) {
            doing = agenda.take(nowMillis);
            if (doing == null) {
                behaviour.plan(agenda);
            } else {
                action = doing;
                begin(doing);
            }
        }
        return doing;
    }

    private void begin(Action next) {
        Path path = next.path();
        effectState = 0;
        effectSeconds = 0;
        eventTold = false;
        cab.begin(next);
        if (path == null) {
            staySecondsLeft = next.seconds();
            body.halt();
        } else {
            body.begin(path, next.startMeters(), next.endSpeedMps());
            cameras.begin(path, next.startMeters());
            if (next.startMeters() > 0) {
                body.startRolling(Units.kphToMps(path.designKph(path.stretchAt(next.startMeters()))));
            }
        }
        // A report may be due in this very second: a fault that begins with the action must already be there.
        updateEffect(next);
    }

    private void updateEffect(Action doing) {
        Effect effect = doing.effect();
        if (effectState == 0 && effect.fromMeters() <= (doing.path() == null ? 0 : body.meters())) {
            effectState = 1;
            if (effect.fault() == Fault.FROZEN) {
                gnss.freeze(body.x(), body.y());
            }
        }
        if (effectState == 1 && effectSeconds++ >= effect.seconds()) {
            endEffect();
        }
    }

    private void endEffect() {
        effectState = 2;
        gnss.thaw();
    }

    private void watch(Action doing) {
        if (profile.protocol() == Profile.BEIDOU && !profile.isVehicle()) {
            // What its AIS terminal is there for already.
            return;
        }
        if (tellsFishing
                && doing.navStatus() == Action.FISHING
                && !doing.watched().contains(Offences.FISHING)) {
            watch(Offences.FISHING, doing);
        }
        for (String rule : doing.watched()) {
            watch(rule, doing);
        }
        Extras.Watch always = profile.watch();
        if (always != null && nowMillis >= always.fromMillis()) {
            watch(always.rule(), doing);
        }
        for (String rule : doing.nearMisses()) {
            truth.control(rule, nowMillis);
        }
    }

    private void watch(String rule, Action doing) {
        boolean alarmed = effectState == 1 && doing.effect().alarm() != Alarm.NONE;
        boolean committed = RoadOffences.defines(rule)
                ? roadOffences.isCommitted(rule, body, fault(), alarmed, nowMillis)
                : offences.isCommitted(rule, body, fault(), isDoorOpen(), secondOfDay);
        if (committed) {
            truth.offence(rule, nowMillis);
        }
    }

    private double wishedMps(Path path, int stretch) {
        Effect effect = effectState == 1 ? current().effect() : Effect.NONE;
        if (!Double.isNaN(effect.speedMps())) {
            return effect.speedMps();
        }
        if (!profile.isVehicle()) {
            return Units.kphToMps(path.designKph(stretch));
        }
        double zoneLimitKph = path.zoneLimitKph(stretch);
        if (!Double.isNaN(effect.paceFactor())) {
            return Units.kphToMps(
                    LegalSpeed.limitKph(profile.moverClass(), zoneLimitKph, secondOfDay) * effect.paceFactor());
        }
        double legal = LegalSpeed.carefulLimitKph(profile.moverClass(), zoneLimitKph, secondOfDay);
        return Units.kphToMps(style * Math.min(path.designKph(stretch), CAREFUL_SHARE * legal));
    }

    private Fault fault() {
        return effectState == 1 ? current().effect().fault() : Fault.NONE;
    }

    private boolean isDoorOpen() {
        Action doing = current();
        return doing.doorOpen() || effectState == 1 && doing.effect().doorOpen();
    }

    private boolean isResting() {
        Action doing = current();
        return doing.path() == null && (!profile.isVehicle() || !doing.accOn());
    }
}

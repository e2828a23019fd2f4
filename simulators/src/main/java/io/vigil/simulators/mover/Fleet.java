package io.vigil.simulators.mover;

import io.vigil.model.MoverId;
import io.vigil.model.MoverKind;
import io.vigil.simulators.world.RoadNetwork;
import io.vigil.simulators.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Puts the movers of a scenario together: first those with a part to play, then as many ordinary ones as are missing. */
public final class Fleet {
    private static final List<String> BUS_HOMES = List.of("g02", "g12", "g22", "g32", "g00", "g10", "g20");
    private static final List<String> TAXI_HOMES =
            List.of("g00", "g11", "g22", "g33", "g40", "g13", "g31", "g20", "n2", "air");
    private static final List<String> FARES =
            List.of("g03", "g10", "g21", "g32", "g43", "air", "n3", "e2", "s1", "g23", "g41", "w1");

    private static final String RADAR_STATION = "bay";
    private static final List<String> BRANDS = List.of("解放", "东风", "重汽", "陕汽");

    private final World world;
    private final Timing timing;
    private final NoiseLevels noise;
    private final long seed;
    private final Crowd crowd;

    /**
     * How many play a part, and how often the others are heard.
     *
     * @param casts how many vehicles play each part, 1 or more
     * @param intervalSeconds the others tell where they are no more often than that, s
     */
    public record Crowd(int casts, int intervalSeconds) {}

    /** Fleets of that world and time. */
    public Fleet(World world, Timing timing, NoiseLevels noise, long seed, Crowd crowd) {
        this.crowd = crowd;
        this.world = world;
        this.timing = timing;
        this.noise = noise;
        this.seed = seed;
    }

    /** So many vehicles and vessels, the same ones for the same numbers and seed. */
    public List<Actor> actors(int vehicles, int vessels) {
        List<Actor> actors = new ArrayList<>(vehicles + vessels);
        Roads roads = new Roads(world.roads());
        boolean isLawful = timing.misdeeds() == Timing.Misdeeds.NONE;
        boolean isSeaWatch = timing.misdeeds() == Timing.Misdeeds.SEA;
        List<VehicleRole> vehicleParts = new ArrayList<>();
        for (int i = 0; i < crowd.casts && !isLawful && !isSeaWatch; i++) {
            vehicleParts.addAll(Cast.vehicles(roads, timing, i));
        }
        List<Supplier<Actor>> ghosts = new ArrayList<>();
        for (int i = 0; i < vehicles; i++) {
            VehicleRole role = i < vehicleParts.size()
                    ? vehicleParts.get(i)
                    : ordinaryVehicle(roads, i).noMoreOftenThan(crowd.intervalSeconds);
            Actor actor = vehicle(role, i);
            actors.add(actor);
            Extras.Ghost ghost = role.extras().ghost();
            if (ghost != null) {
                int index = vehicles + vessels + ghosts.size();
                ghosts.add(() -> ghost(ghost, actor.profile(), index));
            }
        }
        List<VesselRole> vesselParts = new ArrayList<>();
        for (int i = 0; i < (timing.isSeaWeek() ? crowd.casts : 1) && !isLawful; i++) {
            vesselParts.addAll(isSeaWatch ? SeaWatchRoles.cast(false) : Cast.vessels(timing.isSeaWeek()));
            vesselParts.addAll(timing.isSeaWeek() ? SeaWatchRoles.cast(true) : List.of());
            vesselParts.addAll(timing.isSeaWeek() ? BeidouRoles.cast() : List.of());
        }
        for (int i = 0; i < vessels; i++) {
            VesselRole role = i < vesselParts.size() ? vesselParts.get(i) : ordinaryVessel(i);
            boolean isOrdinary = i >= vesselParts.size();
            Actor actor = vessel(role, i, vehicles + i, isOrdinary ? crowd.intervalSeconds : 0);
            actors.add(actor);
            if (role.registry().containsKey(BeidouRoles.NUMBER)) {
                actors.add(vessel(role, vehicles + i, actor.profile().overBeidou()));
            }
        }
        ghosts.forEach(ghost -> actors.add(ghost.get()));
        return actors;
    }

    /** Under the plate of the vehicle it copies, or its own false one; it has no terminal. */
    private Actor ghost(Extras.Ghost ghost, Profile copied, int index) {
        String plate = ghost.plate() == null ? copied.plate() : ghost.plate();
        Profile profile = new Profile(
                MoverId.of(MoverKind.VEHICLE, plate + '|' + copied.plateColour()),
                copied.moverClass(),
                "",
                plate,
                copied.protocol(),
                20,
                600,
                copied.registry(),
                List.of(),
                ghost.looks() == null ? copied.looks() : ghost.looks(),
                0,
                null,
                null);
        RoadNetwork.Node home = world.roads().get(ghost.home());
        Behaviour behaviour = ghost.behaviour().apply(new Dice(seed, index, 3));
        return new Actor(
                new Actor.Parts(profile, behaviour, world, home.x(), home.y(), !ghost.offence()),
                timing,
                noise,
                seed,
                index);
    }

    private VehicleRole ordinaryVehicle(Roads roads, int i) {
        SpeedAndFaultRoles city = new SpeedAndFaultRoles(roads, timing);
        TruckRoles trucks = new TruckRoles(roads, timing);
        CoachRoles coaches = new CoachRoles(roads, timing);
        int k = i / 12;
        return switch (i % 12) {
            case 0, 4, 8, 10 -> {
                String home = TAXI_HOMES.get(k % TAXI_HOMES.size());
                yield new VehicleRole("taxi", home, 15, Map.of(), dice -> Routine.ordinary(roads.fare(home, FARES), 8));
            }
            case 1, 7 -> {
                String home = BUS_HOMES.get(k % BUS_HOMES.size());
                yield new VehicleRole("bus", home, 20, Map.of(), dice -> Routine.ordinary(city.busLoop(home), 4));
            }
            case 2, 6 -> trucks.ordinary("heavy-truck", k % 2 == 0 ? "w2" : "e1", 12);
            case 9 -> trucks.ordinary("hazmat", k % 2 == 0 ? "e1" : "w2", 14);
            case 3 -> coaches.ordinary(true, "tour-coach", 15);
            default -> coaches.ordinary(false, k % 2 == 0 ? "scheduled-coach" : "charter-coach", 20);
        };
    }

    private static VesselRole ordinaryVessel(int i) {
        return switch (i % 6) {
            case 0, 4 -> FishingRoles.ordinary(true);
            case 2 -> FishingRoles.ordinary(false);
            case 1 -> MerchantRoles.cargo(true);
            case 3 -> MerchantRoles.cargo(false);
            default -> MerchantRoles.ferry();
        };
    }

    private Actor vehicle(VehicleRole role, int i) {
        boolean taxi = role.moverClass().equals("taxi");
        String plate = (taxi ? "津E" : "津A") + String.format(Locale.ROOT, "%05d", 10_000 + i);
        String colour = taxi ? "blue" : "yellow";
        String terminal = String.format(Locale.ROOT, "0138%08d", 12_000_000 + i);
        MoverId mover = MoverId.of(MoverKind.VEHICLE, plate + '|' + colour);
        Map<String, Object> registry = new LinkedHashMap<>();
        registry.put("mover", mover.text());
        registry.put("class", role.moverClass());
        registry.put("terminal", terminal);
        registry.put("owner", "滨海" + (taxi ? "出租" : "运输") + "公司" + (1 + i % 9));
        registry.put("jurisdiction", "120116");
        if (role.moverClass().equals("heavy-truck")) {
            registry.put("brand", BRANDS.get(i % BRANDS.size()));
        }
        registry.putAll(role.registry());
        Profile profile = new Profile(
                mover,
                role.moverClass(),
                terminal,
                plate,
                i % 2 == 0 ? 2019 : 2013,
                role.intervalSeconds(),
                Math.max(60, role.intervalSeconds()),
                registry,
                laterRecords(role.extras(), registry),
                looks(role.moverClass()),
                role.extras().crew(),
                role.extras().ruling(),
                role.extras().watch());
        RoadNetwork.Node home = world.roads().get(role.home());
        Behaviour behaviour = role.behaviour().apply(new Dice(seed, i, 3));
        return new Actor(new Actor.Parts(profile, behaviour, world, home.x(), home.y(), false), timing, noise, seed, i);
    }

    private static List<Map<String, Object>> laterRecords(Extras extras, Map<String, Object> first) {
        List<Map<String, Object>> records = new ArrayList<>(extras.records());
        for (Extras.LaterRecord later : extras.laterRecords()) {
            Map<String, Object> record = new LinkedHashMap<>(first);
            record.putAll(later.fields());
            record.put("validFrom", Instant.ofEpochMilli(later.fromMillis()).toString());
            records.add(record);
        }
        return records;
    }

    /** What a camera takes a vehicle of that class for. */
    private static String looks(String moverClass) {
        return switch (moverClass) {
            case "hazmat" -> "tanker";
            case "heavy-truck" -> "truck";
            case "bus" -> "bus";
            case "scheduled-coach", "tour-coach", "charter-coach" -> "coach";
            default -> "car";
        };
    }

    private Actor vessel(VesselRole role, int i, int index, int leastSeconds) {
        if (role.disguise() != VesselRole.Disguise.NONE) {
            return disguised(role, i, index);
        }
        boolean fishing = role.vesselClass().equals("fishing");
        String mmsi = Integer.toString((fishing ? 412_400_000 : 413_200_000) + i + 1);
        MoverId mover = MoverId.of(MoverKind.VESSEL, mmsi);
        Map<String, Object> registry = new LinkedHashMap<>();
        registry.put("mover", mover.text());
        registry.put("class", role.vesselClass());
        registry.put("name", (fishing ? "津滨渔" : "津海") + String.format(Locale.ROOT, "%05d", i + 1));
        registry.put("callSign", String.format(Locale.ROOT, "BZ%04d", i + 1));
        registry.put("lengthM", fishing ? 24 + i % 14 : 60 + i % 90);
        if (fishing) {
            // In the sea's week the closed season begins it: only those whose part it is are closed to.
            registry.put("gear", timing.isSeaWeek() ? "angling" : "trawl");
            registry.put("homePort", "harbour-fishing");
        }
        registry.putAll(role.registry());
        registry.computeIfPresent(BeidouRoles.NUMBER, (key, any) -> Integer.toString(BeidouRoles.FIRST_NUMBER + i));
        Profile profile = new Profile(
                mover,
                role.vesselClass(),
                mmsi,
                (fishing ? "JINBINYU " : "JINHAI ") + String.format(Locale.ROOT, "%05d", i + 1),
                role.classB() ? 1 : 0,
                Math.max(role.classB() ? 30 : 10, leastSeconds),
                180,
                registry,
                List.of(),
                "",
                0,
                null,
                null);
        return vessel(role, index, profile);
    }

    /** The same voyages for the same index, whatever tells of them. */
    private Actor vessel(VesselRole role, int index, Profile profile) {
        double[] berth = berth(role.harbour(), new Dice(seed, index, 3));
        Skipper skipper = new Skipper(role.particular(), role.ordinary(), berth[0], berth[1], timing, role.atBerth());
        return new Actor(
                new Actor.Parts(profile, skipper, world, berth[0], berth[1], false), timing, noise, seed, index);
    }

    /** One that is not what it says, or says nothing; the authorities know nothing of it. */
    private Actor disguised(VesselRole role, int i, int index) {
        String number =
                switch (role.disguise()) {
                    case CLONE -> Integer.toString(412_400_000 + i);
                    case BUOY -> Integer.toString(412_990_000 + i);
                    default -> Integer.toString(1000 + i);
                };
        boolean radar = role.disguise() == VesselRole.Disguise.RADAR;
        MoverId mover = MoverId.of(MoverKind.VESSEL, radar ? "radar/" + RADAR_STATION + '/' + number : number);
        String name = role.disguise() == VesselRole.Disguise.BUOY
                ? "NET " + (60 + i % 40) + "%"
                : Offences.CLONE_NAME + " " + i;
        Profile profile = new Profile(
                mover,
                role.vesselClass(),
                number,
                name,
                radar ? Profile.RADAR : 1,
                radar ? 10 : 30,
                60,
                Map.of(),
                List.of(),
                "",
                0,
                null,
                null);
        return vessel(role, index, profile);
    }

    private static double[] berth(String harbour, Dice dice) {
        return switch (harbour) {
            case "fishing" -> new double[] {dice.between(15300, 16900), dice.between(9400, 10600)};
            case "cargo" -> new double[] {dice.between(16200, 16800), dice.between(-5600, -5000)};
            case "off-shore" -> new double[] {dice.between(24500, 26000), dice.between(-17000, -13500)};
            case "far-out" -> new double[] {dice.between(76000, 79000), dice.between(-31000, -27000)};
            case "east" -> new double[] {dice.between(52000, 55000), dice.between(-19000, -16000)};
            case "ferry" -> new double[] {dice.between(16350, 16650), dice.between(-4750, -4450)};
            default -> throw new IllegalStateException("there is no harbour " + harbour);
        };
    }

    /** Takes the same number of each part in turn, so that the first few of a list already show all of them. */
    static <T> List<T> inTurn(Map<Supplier<T>, Integer> parts) {
        List<T> out = new ArrayList<>();
        for (int round = 0; ; round++) {
            int before = out.size();
            for (Map.Entry<Supplier<T>, Integer> part : parts.entrySet()) {
                if (part.getValue() > round) {
                    out.add(part.getKey().get());
                }
            }
            if (out.size() == before) {
                return out;
            }
        }
    }
}

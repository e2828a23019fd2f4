package io.vigil.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.console.record.RecordFields;
import io.vigil.console.record.SampleRecords;
import io.vigil.console.world.MapLayers;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A console with a broker and made-up traffic, to look at while working on the page: run {@code main} and open the
 * address it prints. Arguments: port (default 8080), number of movers (default 150).
 */
public final class ConsoleSample {
    private static final String[] PLATES = {"津A", "津B", "津C", "冀B", "冀J", "京A"};
    private static final String[] CLASSES = {
        "heavy-truck", "tour-coach", "hazmat", "scheduled-coach", "heavy-truck", "taxi", "charter-coach", "bus"
    };
    private static final String[] CRAFT = {"fishing", "fishing", "cargo", "tanker", "fishing", "tug", "sand-carrier"};

    private final Random random = new Random(7);
    private final List<Mover> movers = new ArrayList<>();
    private final Set<String> warned = new HashSet<>();

    /** One mover of the sample. */
    private static final class Mover {
        String id = "";
        String moverClass = "";
        double lat;
        double lon;
        double course;
        double speedKmh;
        double homeLat;
        double homeLon;
        double range;
    }

    private ConsoleSample(int count) {
        for (int i = 0; i < count; i++) {
            movers.add(i % 5 < 3 ? vehicle(i) : vessel(i));
        }
    }

    /** Runs until it is stopped. */
    public static void main(String[] args) throws Exception {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8080;
        int count = args.length > 1 ? Integer.parseInt(args[1]) : 150;
        try (KafkaBroker broker = KafkaBroker.start(Files.createTempDirectory("console-sample"))) {
            broker.createTopic(ConsoleServer.POSITIONS_TOPIC);
            broker.createTopic(ConsoleServer.WARNINGS_TOPIC);
            ConsoleSettings settings = TestConsole.settings(broker.bootstrap(), Files.createTempDirectory("tracks"))
                    .withPort(port);
            try (TestConsole console = TestConsole.start(settings, TestConsole.world())) {
                System.out.println("console: http://localhost:" + console.server.port() + " as "
                        + ConsoleServer.FIRST_USER + " with " + console.password);
                new ConsoleSample(count).run(broker);
            }
        }
    }

    /** The sample's zones and routes. */
    static MapLayers layers() throws URISyntaxException {
        return MapLayers.read(List.of(resource("sample-zones.geojson")), List.of(resource("sample-routes.geojson")));
    }

    static Path resource(String name) throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(ConsoleSample.class.getResource(name)).toURI());
    }

    private void run(KafkaBroker broker) throws InterruptedException {
        try (KafkaProducer<String, String> producer = broker.producer()) {
            Instant start = Instant.parse("2026-09-11T18:31:00Z"); // 02:31 in Shanghai, when coaches must rest
            for (int second = -60; second < 100_000; second++) {
                for (int i = 0; i < movers.size(); i++) {
                    if ((second + i) % 3 == 0) {
                        Mover mover = movers.get(i);
                        step(mover, 3);
                        producer.send(new ProducerRecord<>(
                                ConsoleServer.POSITIONS_TOPIC,
                                mover.id,
                                SampleRecords.position(
                                        mover.id,
                                        mover.moverClass,
                                        start.plusSeconds(second),
                                        mover.lat,
                                        mover.lon,
                                        mover.speedKmh,
                                        mover.course)));
                    }
                }
                if (second % 4 == 0 && second < 60) {
                    warn(producer, (second + 60) / 4, start.plusSeconds(second));
                }
                Thread.sleep(second < 0 ? 100 : 1000);
            }
        }
    }

    private void warn(KafkaProducer<String, String> producer, int number, Instant time) {
        int wanted = number % 10;
        Mover mover = suited(number, movers.get((number * 7 + (wanted > 5 ? 3 : 0)) % movers.size()));
        boolean sea = mover.id.startsWith("vessel:");
        ObjectNode opened = sea ? seaWarning(number, mover, time) : roadWarning(number, mover, time);
        ObjectNode data = (ObjectNode) opened.path("data");
        data.put("speedKmh", mover.speedKmh);
        ((ObjectNode) data.path("position")).put("lat", mover.lat).put("lon", mover.lon);
        ((ObjectNode) data.path("explain").path("last")).put("lat", mover.lat).put("lon", mover.lon);
        ((ObjectNode) data.path("explain").path("first"))
                .put("lat", mover.lat - 0.012)
                .put("lon", mover.lon - 0.02);
        send(producer, opened);
        if (number % 9 == 3) {
            send(producer, SampleRecords.next(opened, "escalated", "red", "open", time.plusSeconds(2)));
        }
        if (number % 6 == 5) {
            send(
                    producer,
                    SampleRecords.next(opened, "closed", data.path("tier").textValue(), "closed", time.plusSeconds(3)));
        }
    }

    /** Where the warning will be about a place, somebody who is there. */
    private Mover suited(int number, Mover chance) {
        if (chance.id.startsWith("vessel:")) {
            Mover found = number % 3 == 0 ? nearest("fishing", 39.02, 117.96) : nearest("cargo", 38.875, 117.86);
            found.speedKmh = number % 3 == 0 ? 6.3 : 15.2;
            return found;
        }
        return switch (number % 4) {
            case 0 -> nearest("heavy-truck", 39.012, 117.668);
            case 2 -> nearest("hazmat", 39.0, 117.605);
            default -> chance;
        };
    }

    /** The nearest of that class that had no warning for a place yet. */
    private Mover nearest(String moverClass, double lat, double lon) {
        Mover found = movers.stream()
                .filter(mover -> mover.moverClass.equals(moverClass) && !warned.contains(mover.id))
                .min(Comparator.comparingDouble(mover -> Math.hypot(mover.lat - lat, mover.lon - lon)))
                .orElse(movers.get(0));
        warned.add(found.id);
        return found;
    }

    private ObjectNode roadWarning(int number, Mover mover, Instant time) {
        String plate = mover.id.substring(8, mover.id.indexOf('|'));
        return switch (number % 4) {
            case 0 -> explained(
                    open(number, "truck-forbidden-zone", "forbidden-zone", "orange", mover, time, "core-forbidden"),
                    plate + " 在禁行时段驶入滨海核心区货车禁行区 75 秒，无通行证",
                    plate + " has been inside the truck ban of the city core for 75 s without a permit",
                    "{\"insideSeconds\":75,\"reports\":4}",
                    "{\"hold\":\"PT1M\",\"reports\":2}");
            case 1 -> explained(
                    open(number, "coach-night-run", "night-run", "yellow", mover, time, null),
                    plate + " 在 02:00–05:00 仍在行驶，已持续 5 分钟",
                    plate + " is still running between 02:00 and 05:00, for 5 minutes now",
                    "{\"movingSeconds\":312,\"speedKmh\":61.2}",
                    "{\"hold\":\"PT5M\",\"moveSpeedKmh\":5}");
            case 2 -> explained(
                    open(
                            number,
                            "overspeed",
                            "overspeed",
                            number % 3 == 0 ? "red" : "yellow",
                            mover,
                            time,
                            "expressway-s11"),
                    plate + " 车速 118 km/h，限速 80 km/h，持续 14 秒",
                    plate + " runs 118 km/h where 80 km/h is the limit, for 14 s",
                    "{\"peakSpeedKmh\":118.4,\"heldSeconds\":14}",
                    "{\"limitKmh\":80,\"factor\":1.1,\"hold\":\"PT10S\"}");
            default -> explained(
                    open(number, "coach-off-route", "off-route", "blue", mover, time, "coach-line-7"),
                    plate + " 偏离 7 号客运线 1,240 米，已行驶 2.1 公里",
                    plate + " is 1,240 m off line 7 and has gone 2.1 km since",
                    "{\"distanceM\":1240,\"travelledM\":2100}",
                    "{\"distanceM\":500,\"travelledM\":1000,\"hold\":\"PT3M\"}");
        };
    }

    private ObjectNode seaWarning(int number, Mover mover, Instant time) {
        String mmsi = mover.id.substring(7);
        if (number % 3 == 0) {
            return explained(
                    open(number, "closed-area-fishing", "closed-area", "red", mover, time, "closed-north"),
                    "渔船 " + mmsi + " 在伏季休渔区内以捕捞航速作业 23 分钟",
                    "Fishing vessel " + mmsi + " has been at fishing speed in the closed area for 23 minutes",
                    "{\"insideSeconds\":1380,\"speedKn\":3.4}",
                    "{\"hold\":\"PT20M\",\"from\":1.0,\"to\":5.5}");
        }
        ObjectNode event = explained(
                open(
                        number,
                        "closed-area-entry",
                        "closed-area",
                        number % 3 == 1 ? "blue" : "orange",
                        mover,
                        time,
                        "oyster-reef"),
                "船舶 " + mmsi + " 航向将在 14 分钟内进入牡蛎礁保护区",
                "Vessel " + mmsi + " will meet the oyster reef reserve within 14 minutes on this course",
                "{\"minutesAhead\":14}",
                "{\"minutesAhead\":20}");
        if (number % 3 == 1) {
            ((ObjectNode) event.path("data")).put("stage", "pre");
        }
        return event;
    }

    private static ObjectNode open(
            int number, String rule, String kind, String tier, Mover mover, Instant time, String zone) {
        ObjectNode event = SampleRecords.opened(
                String.format("%016x", number * 0x9E3779B97F4A7C15L), rule, kind, tier, mover.id, time);
        ((ObjectNode) event.path("data")).put("zone", zone);
        return event;
    }

    private static ObjectNode explained(ObjectNode event, String zh, String en, String measured, String threshold) {
        ObjectNode data = (ObjectNode) event.path("data");
        ((ObjectNode) data.path("message")).put("zh", zh).put("en", en);
        ObjectNode explain = (ObjectNode) data.path("explain");
        try {
            explain.set("measured", RecordFields.JSON.readTree(measured));
            explain.set("threshold", RecordFields.JSON.readTree(threshold));
            explain.set("params", RecordFields.JSON.readTree(threshold));
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
        return event;
    }

    private static void send(KafkaProducer<String, String> producer, ObjectNode event) {
        producer.send(new ProducerRecord<>(
                ConsoleServer.WARNINGS_TOPIC,
                event.path("data").path("warningId").textValue(),
                event.toString()));
    }

    private Mover vehicle(int i) {
        Mover mover = new Mover();
        mover.id = "vehicle:" + PLATES[i % PLATES.length] + String.format("%05d", 10_000 + i * 373 % 90_000) + "|"
                + (i % 3 == 0 ? "blue" : "yellow");
        mover.moverClass = CLASSES[i % CLASSES.length];
        home(mover, 39.01, 117.64, 0.07);
        mover.speedKmh = i % 6 == 0 ? 0 : 30 + random.nextInt(70);
        return mover;
    }

    private Mover vessel(int i) {
        Mover mover = new Mover();
        mover.id = "vessel:" + (412_000_000 + i * 7919);
        mover.moverClass = CRAFT[i % CRAFT.length];
        home(mover, 38.93, 117.97, 0.11);
        mover.speedKmh = i % 5 == 0 ? 0 : 5 + random.nextInt(22);
        return mover;
    }

    private void home(Mover mover, double lat, double lon, double range) {
        mover.homeLat = lat;
        mover.homeLon = lon;
        mover.range = range;
        mover.lat = lat + (random.nextDouble() - 0.5) * 2 * range;
        mover.lon = lon + (random.nextDouble() - 0.5) * 2 * range;
        mover.course = random.nextInt(360);
    }

    private void step(Mover mover, int seconds) {
        if (Math.hypot(mover.lat - mover.homeLat, mover.lon - mover.homeLon) > mover.range) {
            double home = Math.toDegrees(Math.atan2(mover.homeLon - mover.lon, mover.homeLat - mover.lat));
            mover.course = (home + 360 + random.nextInt(40) - 20) % 360;
        } else if (mover.id.startsWith("vehicle:") && random.nextInt(8) == 0) {
            mover.course = (mover.course + (random.nextBoolean() ? 90 : 270)) % 360;
        } else {
            mover.course = (mover.course + random.nextInt(9) - 4 + 360) % 360;
        }
        double meters = mover.speedKmh / 3.6 * seconds;
        mover.lat += meters * Math.cos(Math.toRadians(mover.course)) / 111_320;
        mover.lon += meters * Math.sin(Math.toRadians(mover.course)) / (111_320 * Math.cos(Math.toRadians(mover.lat)));
    }
}

package io.vigil.feeds.jt808;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.feeds.DecodeResult;
import io.vigil.model.PositionReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Bytes nobody sent on purpose. The seed is printed; put it into {@code -Dfuzz.seed=} to see a failure again. */
class FuzzTest {
    private static final int ROUNDS = 200_000;
    private static final Pattern HEX = Pattern.compile("\"hex\": \"([0-9a-f]*)\"");

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Jt808Decoder decoder = new Jt808Decoder();
    private long results;

    @Test
    void randomBytesAreRejectedAndNeverThrow() {
        System.out.println("fuzz.seed=" + seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (random.nextBoolean() && bytes.length > 1) {
                bytes[0] = 0x7E;
                bytes[bytes.length - 1] = 0x7E;
            }
            decode(bytes);
        }
        assertThat(results).isGreaterThanOrEqualTo(ROUNDS);
    }

    @Test
    void soundFramesWithDamagedOrRandomBodiesNeverThrow() throws IOException {
        System.out.println("fuzz.seed=" + seed);
        List<byte[]> bodies = goldenBodies();
        MessageType[] types = MessageType.values();
        StringBuilder archive = new StringBuilder();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] body = mutated(bodies.get(random.nextInt(bodies.size())));
            int id = types[random.nextInt(types.length)].id();
            byte[] frame = frame(id, body);
            decode(frame);
            if (round % 20 == 0) {
                archive.append(HexFormat.of().formatHex(frame)).append('\n');
            }
        }
        assertThat(results).isGreaterThanOrEqualTo(ROUNDS);
        assertThat(Listing.of(archive.toString()).lines()).hasSizeGreaterThan(1000);
    }

    @Test
    void endlessPartsOfMessagesThatNeverEndDoNotFillTheMemory() {
        System.out.println("fuzz.seed=" + seed);
        byte[] body = new byte[1023];
        long before = usedBytes();

        for (int round = 0; round < 60_000; round++) {
            String phone = String.format("%012d", random.nextInt(1_000_000));
            int index = 1 + random.nextInt(1000);
            decode(Wire.part2013(0x0704, phone, index, 1000 + random.nextInt(20), index, body));
        }

        assertThat(usedBytes() - before)
                .as("60 MB of parts were sent, 4 MiB may be held")
                .isLessThan(16 << 20);
        assertThat(results).isGreaterThan(60_000);
    }

    private void decode(byte[] bytes) {
        decoder.decode(bytes, Decoding.RECEIVED_MILLIS, "jt808", result -> {
            results++;
            if (result instanceof DecodeResult.Decoded decoded) {
                assertThat(decoded.events()).isNotEmpty();
                if (decoded.events().get(0) instanceof PositionReport position) {
                    assertThat(position.eventTimeMillis()).isPositive();
                }
            }
        });
    }

    private byte[] frame(int id, byte[] body) {
        if (body.length <= 1000 && random.nextInt(10) == 0) {
            int total = 1 + random.nextInt(3);
            return Wire.part2013(id, "013812345678", random.nextInt(4), total, 1 + random.nextInt(total), body);
        }
        return random.nextBoolean()
                ? Wire.frame2013(id, "013812345678", 1, body)
                : Wire.frame2019(id, "00000000013812345678", 1, body);
    }

    private byte[] mutated(byte[] body) {
        byte[] mutated = Arrays.copyOf(body, Math.max(0, body.length - random.nextInt(8) + random.nextInt(8)));
        for (int i = random.nextInt(6); i > 0 && mutated.length > 0; i--) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
        }
        return mutated;
    }

    private static List<byte[]> goldenBodies() throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(FuzzTest.class.getResourceAsStream("golden-frames.jsonl"))) {
            Matcher matcher = HEX.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            while (matcher.find()) {
                byte[] frame = HexFormat.of().parseHex(matcher.group(1));
                bodies.add(Arrays.copyOfRange(frame, Math.min(13, frame.length), Math.max(13, frame.length - 2)));
            }
        }
        bodies.add(ItemsTest.safetyItems());
        bodies.add(new byte[0]);
        assertThat(bodies).hasSizeGreaterThan(40);
        return bodies;
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}

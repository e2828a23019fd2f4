package io.vigil.feeds.jt808;

import io.vigil.feeds.DecodeResult;
import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A decoder and what it said. */
final class Decoding {
    static final long RECEIVED_MILLIS = 1_789_000_000_000L;

    final List<DecodeResult> results = new ArrayList<>();
    private final Jt808Decoder decoder = new Jt808Decoder();

    static Decoding of(byte[] frames) {
        return new Decoding().feed(frames);
    }

    static Decoding of(String hex) {
        return of(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    Decoding feed(byte[] frames) {
        return feed(frames, RECEIVED_MILLIS);
    }

    Decoding feed(byte[] frames, long receivedTimeMillis) {
        decoder.decode(frames, receivedTimeMillis, "jt808", results::add);
        return this;
    }

    Decoding end() {
        decoder.end(results::add);
        return this;
    }

    List<MoverEvent> events() {
        List<MoverEvent> events = new ArrayList<>();
        for (DecodeResult result : results) {
            if (result instanceof DecodeResult.Decoded decoded) {
                events.addAll(decoded.events());
            }
        }
        return events;
    }

    PositionReport position() {
        if (events().size() != 1) {
            throw new AssertionError("one event expected, got " + results);
        }
        return (PositionReport) events().get(0);
    }

    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        for (DecodeResult result : results) {
            if (result instanceof DecodeResult.Rejected rejected) {
                reasons.add(rejected.reason());
            }
        }
        return reasons;
    }

    List<String> skipped() {
        List<String> skipped = new ArrayList<>();
        for (DecodeResult result : results) {
            if (result instanceof DecodeResult.Skipped one) {
                skipped.add(one.what());
            }
        }
        return skipped;
    }

    int incomplete() {
        return (int) results.stream()
                .filter(DecodeResult.Incomplete.class::isInstance)
                .count();
    }
}

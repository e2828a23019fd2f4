package io.vigil.feeds.ais;

import io.vigil.feeds.DecodeResult;
import io.vigil.feeds.DecodeResult.Decoded;
import io.vigil.feeds.DecodeResult.Rejected;
import io.vigil.feeds.DecodeResult.Skipped;
import io.vigil.feeds.ais.AisMessage.Fix;
import io.vigil.feeds.ais.AisMessage.Motion;
import io.vigil.feeds.ais.AisMessage.Particulars;
import io.vigil.model.Beacons;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;
import io.vigil.model.Units;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * From AIS messages to what the rules know: reports of vessels. Base stations, aids to navigation and search and rescue
 * aircraft are no vessels and are skipped.
 *
 * <p>The event time is the time a receiver heard the message. The message's own UTC second is not mixed in: it is missing or
 * wrong often enough, and a receiver is at most seconds away. One thread.
 */
final class AisEvents {
    private static final int NOT_DEFINED = 15;

    private final VesselIds vessels = new VesselIds();

    /**
     * Reads the message of a frame.
     *
     * @param receivedTimeMillis when we received it; where unknown, the frame's own time stands for it
     * @param source what position reports are marked with
     */
    DecodeResult read(AisFrame frame, long receivedTimeMillis, String source) {
        AisContent content = AisMessageDecoder.decode(frame.bits());
        if (content instanceof AisContent.Nonsense nonsense) {
            return new Rejected(nonsense.reason(), nonsense.detail());
        }
        if (!(content instanceof AisMessage message)) {
            throw new IllegalStateException("content of unknown shape: " + content);
        }
        long time = frame.timeMillis();
        long received = receivedTimeMillis == PositionReport.NO_TIME ? time : receivedTimeMillis;
        return switch (message.type()) {
            case POSITION_SCHEDULED,
                    POSITION_ASSIGNED,
                    POSITION_INTERROGATED,
                    CLASS_B_POSITION,
                    CLASS_B_EXTENDED,
                    POSITION_LONG_RANGE,
                    STATIC_AND_VOYAGE,
                    STATIC_DATA -> time == PositionReport.NO_TIME
                    ? new Rejected("no-time", message.type().label + " of " + message.mmsi() + " without a time")
                    : reports(message, time, received, source);
            default -> new Skipped(message.type().label);
        };
    }

    private DecodeResult reports(AisMessage message, long time, long received, String source) {
        Motion motion = message.motion();
        Particulars particulars = message.particulars();
        MoverEvent identity = particulars == null ? null : identity(message, particulars, time, received);
        if (motion == null) {
            return identity == null
                    ? new Skipped(message.type().label + ", nothing filled in")
                    : new Decoded(List.of(identity));
        }
        if (motion.fix() == Fix.IMPOSSIBLE || motion.fix() == Fix.UNAVAILABLE && identity == null) {
            return new Rejected(
                    motion.fix() == Fix.IMPOSSIBLE ? "position-impossible" : "position-unavailable",
                    message.type().label + " of " + message.mmsi());
        }
        if (motion.fix() == Fix.UNAVAILABLE) {
            return new Decoded(identity == null ? List.of() : List.of(identity));
        }
        MoverEvent position = position(message, motion, time, received, source);
        return new Decoded(identity == null ? List.of(position) : List.of(identity, position));
    }

    private PositionReport position(AisMessage message, Motion motion, long time, long received, String source) {
        return PositionReport.at(vessels.of(message.mmsi()), time, motion.latitude(), motion.longitude())
                .receivedTimeMillis(received)
                .speedMps(Units.knotsToMps(motion.sogKnots()))
                .courseDegrees(motion.courseDegrees())
                .headingDegrees(motion.headingDegrees())
                .navStatus(navStatus(message, motion))
                .source(source)
                .build();
    }

    /** Of a beacon of distress 15 does not say "not defined": it is under test (ITU-R M.1371-5, table 45). */
    private static int navStatus(AisMessage message, Motion motion) {
        boolean isUndefined = motion.navStatus() == NOT_DEFINED && !Beacons.isBeacon(Integer.toString(message.mmsi()));
        return isUndefined ? PositionReport.NO_NAV_STATUS : motion.navStatus();
    }

    private @Nullable IdentityReport identity(AisMessage message, Particulars said, long time, long received) {
        Map<String, String> facts = new TreeMap<>();
        putText(facts, "name", said.name());
        putText(facts, "callSign", said.callSign());
        putText(facts, "destination", said.destination());
        putNumber(facts, "imo", said.imo());
        putNumber(facts, "shipType", said.shipType());
        putNumber(facts, "lengthM", said.size().lengthMeters());
        putNumber(facts, "beamM", said.size().beamMeters());
        if (said.shipType() > 0) {
            facts.put("class", ShipTypes.moverClass(said.shipType()));
        }
        if (said.draughtMeters() > 0) {
            facts.put("draughtM", Double.toString(said.draughtMeters()));
        }
        return facts.isEmpty() ? null : IdentityReport.of(vessels.of(message.mmsi()), time, received, facts);
    }

    private static void putText(Map<String, String> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.put(name, value);
        }
    }

    private static void putNumber(Map<String, String> facts, String name, long value) {
        if (value > 0) {
            facts.put(name, Long.toString(value));
        }
    }
}

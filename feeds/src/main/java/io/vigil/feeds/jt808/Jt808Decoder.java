package io.vigil.feeds.jt808;

import io.vigil.feeds.DecodeResult;
import io.vigil.feeds.FrameDecoder;
import io.vigil.geo.Gcj02;
import io.vigil.geo.Geodesy;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;
import io.vigil.model.StatusFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Decodes what vehicle terminals send by JT/T 808 of 2011, 2013 and 2019: positions (0x0200, 0x0201, 0x0500, 0x0704)
 * and identities (0x0100, 0x0702, logging out 0x0003). Every other message is skipped by its number, its body unread.
 *
 * <p>A damaged item of a batch is rejected by itself. Coordinates that the status word's bit 5
 * says are GCJ-02 become WGS 84. Coordinates that the vehicle's terminal says are not a fix are given with
 * {@link PositionReport#isLocated()} false. An identity without a time of its own takes the received time.
 *
 * <p>Memory: one frame buffer, up to 4 MiB of unfinished sub-packages, up to 4,096 terminal names.
 */
public final class Jt808Decoder implements FrameDecoder {
    private final MessageReader messages = new MessageReader();

    @Override
    public void decode(byte[] frames, long receivedTimeMillis, String source, Consumer<DecodeResult> out) {
        decode(frames, frames.length, receivedTimeMillis, source, out);
    }

    /** The same for the first bytes of a buffer that is used again. */
    void decode(byte[] frames, int length, long receivedTimeMillis, String source, Consumer<DecodeResult> out) {
        messages.read(frames, 0, length, receivedTimeMillis, new Events(receivedTimeMillis, source, out));
    }

    /** Says that no more frames will come: messages still short of a part are rejected. */
    public void end(Consumer<DecodeResult> out) {
        messages.end(new Events(PositionReport.NO_TIME, "", out));
    }

    private record Events(long receivedTimeMillis, String source, Consumer<DecodeResult> out) implements MessageSink {
        private static final DecodeResult.Incomplete INCOMPLETE = new DecodeResult.Incomplete();

        @Override
        public void message(Message message) {
            MessageType type = message.type();
            if (type == null) {
                skipped("unknown " + message.idText());
                return;
            }
            switch (type) {
                case LOCATION_REPORT -> location(message, 0);
                case LOCATION_REPLY, VEHICLE_CONTROL_REPLY -> location(message, 2);
                case LOCATION_BATCH -> batch(message);
                case REGISTRATION -> registration(message);
                case DRIVER_IDENTITY -> driver(message);
                case LOGOUT -> logout(message);
                default -> out.accept(type.skipped());
            }
        }

        @Override
        public void incomplete() {
            out.accept(INCOMPLETE);
        }

        @Override
        public void skipped(String what) {
            out.accept(new DecodeResult.Skipped(what));
        }

        @Override
        public void rejected(String reason, String detail) {
            out.accept(new DecodeResult.Rejected(reason, detail));
        }

        /** Answers carry the serial they answer, a WORD, before the location. */
        private void location(Message message, int at) {
            Body body = message.body();
            Body location = body.slice(Math.min(at, body.length()), Math.max(0, body.length() - at));
            Reading<PositionReport> reading =
                    LocationBody.read(location, message.terminal(), receivedTimeMillis, source);
            if (reading instanceof Reading.Of<PositionReport> position) {
                decoded(onWgs84(position.value()));
            } else if (reading instanceof Reading.Refused<PositionReport> refused) {
                rejected(refused, message);
            }
        }

        /** A terminal with the confidentiality plug-in reports GCJ-02 and says so (status bit 5). */
        private static PositionReport onWgs84(PositionReport report) {
            if (!report.has(StatusFlag.ENCRYPTED)) {
                return report;
            }
            Geodesy.Position place = Gcj02.toWgs84(report.latitude(), report.longitude());
            return report.withPlace(place.latitude(), place.longitude());
        }

        private void batch(Message message) {
            List<MoverEvent> positions = new ArrayList<>();
            List<DecodeResult.Rejected> rejections = new ArrayList<>();
            LocationBatch.forEach(message.body(), new LocationBatch.ItemSink() {
                @Override
                public void item(Body location) {
                    Reading<PositionReport> reading =
                            LocationBody.read(location, message.terminal(), receivedTimeMillis, source);
                    if (reading instanceof Reading.Of<PositionReport> position) {
                        positions.add(onWgs84(position.value()));
                    } else if (reading instanceof Reading.Refused<PositionReport> refused) {
                        damaged(refused.reason(), refused.detail());
                    }
                }

                @Override
                public void damaged(String reason, String detail) {
                    rejections.add(new DecodeResult.Rejected(reason, detail(message, detail)));
                }
            });
            if (!positions.isEmpty()) {
                out.accept(new DecodeResult.Decoded(positions));
            }
            rejections.forEach(out);
        }

        private void registration(Message message) {
            Reading<Registration> reading = Registration.read(message);
            if (reading instanceof Reading.Of<Registration> registration) {
                identity(message, receivedTimeMillis, registration.value().facts());
            } else if (reading instanceof Reading.Refused<Registration> refused) {
                rejected(refused, message);
            }
        }

        private void driver(Message message) {
            Reading<DriverIdentity> reading = DriverIdentity.read(message);
            if (reading instanceof Reading.Of<DriverIdentity> driver) {
                long timeMillis = driver.value().timeMillis();
                identity(
                        message,
                        timeMillis == CivilTime.INVALID ? receivedTimeMillis : timeMillis,
                        driver.value().facts());
            } else if (reading instanceof Reading.Refused<DriverIdentity> refused) {
                rejected(refused, message);
            }
        }

        /** It carries neither time nor body; without a time of reception it tells nothing. */
        private void logout(Message message) {
            if (receivedTimeMillis == PositionReport.NO_TIME) {
                out.accept(MessageType.LOGOUT.skipped());
            } else {
                Map<String, String> facts = Map.of(IdentityReport.SESSION, IdentityReport.LOGGED_OUT);
                identity(message, receivedTimeMillis, facts);
            }
        }

        private void identity(Message message, long timeMillis, Map<String, String> facts) {
            if (timeMillis == PositionReport.NO_TIME) {
                rejected("no-time", detail(message, "carries no time and no received time is known"));
            } else {
                decoded(IdentityReport.of(message.terminal().mover(), timeMillis, receivedTimeMillis, facts));
            }
        }

        private void decoded(MoverEvent event) {
            out.accept(new DecodeResult.Decoded(List.of(event)));
        }

        private void rejected(Reading.Refused<?> refused, Message message) {
            rejected(refused.reason(), detail(message, refused.detail()));
        }

        private static String detail(Message message, String detail) {
            return message.idText() + " of " + message.terminal().phone() + ": " + detail;
        }
    }
}

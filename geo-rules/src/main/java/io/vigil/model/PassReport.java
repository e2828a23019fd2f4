package io.vigil.model;

import org.jspecify.annotations.Nullable;

/**
 * A vehicle as a checkpoint camera (卡口) saw it: a sighting by somebody else's eyes and clock, where a
 * {@link PositionReport} is what the vehicle says of itself.
 *
 * @param mover {@code vehicle:PLATE|colour} as read from the plate
 * @param eventTimeMillis when it passed by the camera's clock, milliseconds since the epoch UTC
 * @param receivedTimeMillis when it reached us, or {@link PositionReport#NO_TIME}
 * @param latitude of the camera, degrees WGS 84, -90 to 90
 * @param longitude of the camera, degrees WGS 84, -180 to 180
 * @param site the checkpoint's number or name; may be empty
 * @param seenClass what kind of vehicle it looked like, in the camera's words, or null
 * @param seenBrand the make it looked like, or null
 * @param seenColour the paint it looked like, or null; the colour of the plate is part of the mover
 * @param confidence how sure the reading of the plate is, 0 to 1, or NaN where the camera does not say
 * @param source the feed it came by
 */
public record PassReport(
        MoverId mover,
        long eventTimeMillis,
        long receivedTimeMillis,
        double latitude,
        double longitude,
        String site,
        @Nullable String seenClass,
        @Nullable String seenBrand,
        @Nullable String seenColour,
        double confidence,
        String source)
        implements MoverEvent {
    /** Stands between plate and colour in a mover's identity. */
    private static final char BEFORE_COLOUR = '|';

    public PassReport {
        if (mover.kind() != MoverKind.VEHICLE || mover.identity().indexOf(BEFORE_COLOUR) < 1) {
            throw new IllegalArgumentException("mover \"" + mover.text() + "\" must be vehicle:PLATE|colour");
        }
        if (!(latitude >= -90 && latitude <= 90)) {
            throw new IllegalArgumentException("latitude=" + latitude + " must be -90 to 90");
        }
        if (!(longitude >= -180 && longitude <= 180)) {
            throw new IllegalArgumentException("longitude=" + longitude + " must be -180 to 180");
        }
        if (confidence < 0 || confidence > 1) {
            throw new IllegalArgumentException("confidence=" + confidence + " must be 0 to 1");
        }
    }

    /** The mover with that plate. */
    public static MoverId moverOf(String plate, String plateColour) {
        return MoverId.of(MoverKind.VEHICLE, plate + BEFORE_COLOUR + plateColour);
    }

    /** The plate as read, without its colour. */
    public String plate() {
        String identity = mover.identity();
        return identity.substring(0, identity.indexOf(BEFORE_COLOUR));
    }

    /** The colour of the plate, in the registry's words. */
    public String plateColour() {
        String identity = mover.identity();
        return identity.substring(identity.indexOf(BEFORE_COLOUR) + 1);
    }

    /** Where and when it was seen, as a report without speed: the evidence of a warning is always a report. */
    public PositionReport asPosition() {
        return PositionReport.at(mover, eventTimeMillis, latitude, longitude)
                .receivedTimeMillis(receivedTimeMillis)
                .source(source)
                .build();
    }

    @Override
    public String word() {
        return "pass";
    }

    @Override
    public PassReport withMover(MoverId other) {
        return new PassReport(
                other,
                eventTimeMillis,
                receivedTimeMillis,
                latitude,
                longitude,
                site,
                seenClass,
                seenBrand,
                seenColour,
                confidence,
                source);
    }

    /** The same pass with a time of reception. */
    public PassReport withReceived(long newReceivedTimeMillis) {
        return new PassReport(
                mover,
                eventTimeMillis,
                newReceivedTimeMillis,
                latitude,
                longitude,
                site,
                seenClass,
                seenBrand,
                seenColour,
                confidence,
                source);
    }
}

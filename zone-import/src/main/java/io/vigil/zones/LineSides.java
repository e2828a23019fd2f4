package io.vigil.zones;

import io.vigil.geo.Geodesy;
import io.vigil.zones.shape.PositionList;
import io.vigil.zones.shape.Positions;
import io.vigil.zones.shape.ShapeException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The area at one side of a line, for lines that part the permitted from the prohibited: from the line to the meridian (or
 * parallel) that lies a reach beyond the line's outermost point on that side, between the parallels (or meridians) of the
 * line's ends.
 */
final class LineSides {
    enum Side {
        WEST(false, -1, "west(?:ern|wards?)?", "西"),
        EAST(false, 1, "east(?:ern|wards?)?", "东"),
        SOUTH(true, -1, "south(?:ern|wards?)?", "南"),
        NORTH(true, 1, "north(?:ern|wards?)?", "北");

        private final boolean alongLongitude;
        private final int sign;
        private final Pattern word;

        Side(boolean alongLongitude, int sign, String english, String chinese) {
            this.alongLongitude = alongLongitude;
            this.sign = sign;
            word = Pattern.compile("\\b" + english + "\\b|" + chinese);
        }
    }

    private LineSides() {}

    /**
     * The side a text names, such as {@code west} or {@code prohibited side is WEST}.
     *
     * @throws ShapeException where it names none or several
     */
    static Side named(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<Side> named = java.util.Arrays.stream(Side.values())
                .filter(side -> side.word.matcher(lower).find())
                .toList();
        if (named.size() != 1) {
            throw new ShapeException(
                    "side \"" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "\" names "
                            + (named.isEmpty() ? "no side" : "several sides"),
                    "say west, east, north or south");
        }
        return named.get(0);
    }

    /**
     * The open ring of the area.
     *
     * @param line in WGS 84, degrees, unwrapped
     * @throws ShapeException where the line turns back, so that its side is not clear
     */
    static Positions area(Positions line, Side side, double reachMeters) {
        double[] along = side.alongLongitude ? line.x() : line.y();
        double[] across = side.alongLongitude ? line.y() : line.x();
        int last = line.size() - 1;
        if (last < 1 || along[0] == along[last]) {
            throw new ShapeException("line has no side in that direction", "say another side");
        }
        double direction = Math.signum(along[last] - along[0]);
        for (int i = 1; i <= last; i++) {
            if ((along[i] - along[i - 1]) * direction < 0) {
                throw new ShapeException(
                        "line turns back at position " + i + ", so its side is not clear",
                        "split it there, or draw the area");
            }
        }
        double limit = limit(line, across, side, reachMeters);
        PositionList ring = new PositionList();
        for (int i = 0; i <= last; i++) {
            ring.add(line.x()[i], line.y()[i]);
        }
        corner(ring, side, along[last], limit);
        corner(ring, side, along[0], limit);
        return ring.positions();
    }

    private static void corner(PositionList ring, Side side, double along, double limit) {
        ring.add(side.alongLongitude ? along : limit, side.alongLongitude ? limit : along);
    }

    private static double limit(Positions line, double[] across, Side side, double reachMeters) {
        double outermost = across[0];
        double middleLat = 0;
        for (int i = 0; i < across.length; i++) {
            outermost = side.sign > 0 ? Math.max(outermost, across[i]) : Math.min(outermost, across[i]);
            middleLat += line.y()[i] / across.length;
        }
        double degreeMeters = side.alongLongitude
                ? Geodesy.metersPerDegreeLatitude(middleLat)
                : Geodesy.metersPerDegreeLongitude(middleLat);
        double limit = outermost + side.sign * reachMeters / degreeMeters;
        if (side.alongLongitude && Math.abs(limit) > 90) {
            throw new ShapeException("side of the line reaches over a pole", "give a smaller --side-reach-km");
        }
        return limit;
    }
}

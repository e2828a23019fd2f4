package io.vigil.geo;

import io.vigil.model.Zone;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers which zones a fix is in, how far it is from one, and which ones the way between two fixes touched.
 *
 * <p>Immutable and safe for any number of threads. Zones are known by their ordinal, their place in the list.
 * Schedules, validity and classes are not looked at.
 *
 * <p><b>Areas</b> are exact to the doubles given: edges are straight in longitude and latitude, a point on an edge
 * or a vertex is inside, that of a hole too. A polygon is inside by the even-odd rule over its rings; several
 * polygons are joined. Where a shape runs past ±180 degrees, the fix is compared as longitude + 360 or - 360,
 * rounded to a double (6 nm). <b>Circles</b> hold the points whose
 * {@linkplain Geodesy#distanceMeters geodesic distance} to the centre is at most the radius, poles included.
 * <b>Corridors</b> hold the points at most the half width from the line; its distance errs by at most 0.02 m + 1e-5
 * of it up to 85 degrees of latitude, 1 % beyond. At the poles an area is what its edges enclose on a map of
 * longitude and latitude: to hold the pole it has an edge along latitude ±90.
 *
 * <p>Cost: a lookup walks down a few cells, tests the edges that cross the last one, and allocates nothing (but for
 * points within rounding of an edge, and by wide or polar corridors). It does not grow with the number of zones,
 * only with how many edges are close.
 */
public final class ZoneIndex {
    private static final double COURSE_PIECE_METERS = 2_000;
    private static final double COURSE_SKIP = 0.98;

    /** No geodesic is the shortest way for longer than half a meridian. */
    private static final double LONGEST_METERS = 20_004_000;

    private final List<Zone> zones;
    private final ZoneVersions versions;
    private final CellTree tree;

    private ZoneIndex(List<Zone> zones, ZoneVersions versions, CellTree tree) {
        this.zones = zones;
        this.versions = versions;
        this.tree = tree;
    }

    /**
     * Builds an index.
     *
     * @throws IllegalArgumentException for two zones of one id that are valid at the same time, a coordinate that is not finite or out of range, or
     *     a radius or half width that is not above 0
     */
    public static ZoneIndex build(List<Zone> zones) {
        List<Zone> copy = List.copyOf(zones);
        ZoneVersions versions = new ZoneVersions(copy, new BitSet());
        ZoneGeometry[] geometries = new ZoneGeometry[copy.size()];
        for (int i = 0; i < geometries.length; i++) {
            geometries[i] = ZoneShapes.geometryOf(copy.get(i));
        }
        return new ZoneIndex(copy, versions, CellTree.build(geometries));
    }

    /**
     * An index in which some zones have changed; this one stays as it is. It gives the same answers as one built from
     * scratch, and shares all cells that the changes do not touch, so it is there in some milliseconds for a change of
     * few zones among many (in as long as a build where a zone reaches beyond the box around all zones, or where so much
     * has changed that it pays).
     *
     * <p>Ordinals keep their meaning: a zone that is changed keeps its own, new ones follow after the last, and that of a
     * removed zone stays empty for good (see {@link #isPresent}). Of several versions of a zone the first new one takes
     * the place of the first old one, and so on. So what is kept of hits stays true for zones that have not changed; safe
     * boxes do not.
     *
     * @param changed zones that take the place of all with their id, or are added where there is none
     * @param removed ids of zones that are to go, all versions
     * @throws IllegalArgumentException for an id to be removed that is unknown or changed as well, and for what
     *     {@link #build} refuses
     */
    public ZoneIndex with(List<Zone> changed, Collection<String> removed) {
        ZoneChanges changes = new ZoneChanges(zones, tree.geometries);
        changes.apply(changed, Set.copyOf(removed));
        List<Zone> newZones = List.copyOf(changes.zones);
        ZoneVersions newVersions = new ZoneVersions(newZones, changes.gone);
        ZoneGeometry[] geometries = changes.geometries.toArray(new ZoneGeometry[0]);
        return new ZoneIndex(newZones, newVersions, new CellUpdater(tree, geometries, changes.touched).update());
    }

    /** Whether the zone of an ordinal is still there; otherwise no search finds it and it is infinitely far. */
    public boolean isPresent(int ordinal) {
        return !(tree.geometries[ordinal] instanceof NoGeometry);
    }

    /** How many ordinals there are: zones, and places of removed ones. */
    public int size() {
        return zones.size();
    }

    /** The zone of an ordinal; where it was removed, what it was. */
    public Zone zone(int ordinal) {
        return zones.get(ordinal);
    }

    /** The ordinal of the first zone with an id, or -1. */
    public int ordinalOf(String id) {
        return versions.first(id);
    }

    /**
     * The zone with the same id that is valid at an instant: zones of one id are versions of one zone, valid one after
     * the other. The first of them where none is valid, and for {@code -1} the same.
     */
    public int versionAt(int ordinal, long timeMillis) {
        return versions.at(ordinal, timeMillis);
    }

    /** Hands on the cells the index is made of; together they fill the box around all zones. */
    public void forEachCell(CellVisitor visitor) {
        new CellWalk(tree, visitor).run();
    }

    /** Bytes the cells take; the coordinates are read where the zones have them and do not count. */
    public long bytes() {
        return tree.bytes();
    }

    /**
     * Finds all zones that hold a point, with a safe box around it; none for NaN or a latitude beyond ±90.
     *
     * @param lon degrees; outside [-180, 180] it is brought there, and the safe box is around where it went
     */
    public void locate(double lat, double lon, ZoneHits hits) {
        locate(lat, lon, 0, 0, hits);
    }

    /**
     * The same for a mover that goes on as it came: the safe box is made so that it stays inside as long as may be.
     *
     * @param wayLat how far it came north since its last fix, degrees; NaN or 0 where that is unknown
     * @param wayLon how far east, degrees
     */
    public void locate(double lat, double lon, double wayLat, double wayLon, ZoneHits hits) {
        hits.clear();
        hits.wayLat = wayLat;
        hits.wayLon = wayLon;
        double home = Math.abs(lon) <= 180 ? lon : Geodesy.normalizeLongitude(lon);
        if (!(Math.abs(lat) <= 90 && Math.abs(home) <= 180)) {
            return;
        }
        CellGrid grid = tree.grid;
        if (grid.contains(lat, home)) {
            tree.locate(lat, home, hits, true);
            return;
        }
        if (lat > grid.north) {
            hits.setSafeBox(grid.north, -180, 90, 180);
        } else if (lat < grid.south) {
            hits.setSafeBox(-90, -180, grid.south, 180);
        } else if (home < grid.west) {
            hits.setSafeBox(-90, -180, 90, grid.west);
        } else {
            hits.setSafeBox(-90, grid.east, 90, 180);
        }
    }

    /** Finds the same zones without a safe box, a little faster: for points that no other of the same mover follows. */
    public void find(double lat, double lon, ZoneHits hits) {
        hits.clear();
        double home = Math.abs(lon) <= 180 ? lon : Geodesy.normalizeLongitude(lon);
        if (Math.abs(lat) <= 90 && tree.grid.contains(lat, home)) {
            tree.locate(lat, home, hits, false);
        }
    }

    /** Whether a zone holds a point. */
    public boolean contains(int ordinal, double lat, double lon) {
        double home = Geodesy.normalizeLongitude(lon);
        return isPoint(lat, home) && tree.geometries[ordinal].contains(lat, home);
    }

    /**
     * How far a point is outside a zone, m; 0 inside or on the edge, NaN for NaN. For areas and corridors the error
     * is at most 0.05 m + 1e-4 of the distance up to 100 km where |latitude| is at most 80, 1 % elsewhere; for
     * circles that of the geodesic.
     */
    public double distanceMeters(int ordinal, double lat, double lon) {
        return contains(ordinal, lat, lon) ? 0 : distanceToEdgeMeters(ordinal, lat, lon);
    }

    /**
     * How far a point is from a zone's edge, from inside or outside, m, with the same errors. Inside a corridor it is
     * measured to the side of the nearest leg, which the next leg may cover.
     */
    public double distanceToEdgeMeters(int ordinal, double lat, double lon) {
        double home = Geodesy.normalizeLongitude(lon);
        return isPoint(lat, home) ? tree.geometries[ordinal].edgeMeters(lat, home) : Double.NaN;
    }

    /**
     * Whether a zone's edge is within a distance of a point, from inside or outside; false for NaN. The same as
     * {@link #distanceToEdgeMeters} at most that distance, but far from the edge much faster.
     */
    public boolean isEdgeWithin(int ordinal, double lat, double lon, double meters) {
        double home = Geodesy.normalizeLongitude(lon);
        return isPoint(lat, home) && tree.geometries[ordinal].isEdgeWithin(lat, home, meters);
    }

    /**
     * Finds all zones that the way from one fix to another touches. The way is straight in longitude and latitude
     * and takes the shorter side of the globe; exact for areas. There is no safe box.
     */
    public void crossed(double lat1, double lon1, double lat2, double lon2, ZoneHits hits) {
        double home = Geodesy.normalizeLongitude(lon1);
        if (!isPoint(lat1, home) || !isPoint(lat2, Geodesy.normalizeLongitude(lon2))) {
            hits.clear();
            return;
        }
        locate(lat1, home, hits);
        double end = Geodesy.unwrapLongitude(lon2, home);
        // No edge passes through the safe box, so a way that stays in it meets none.
        if (!hits.isSafeAt(lat2, end)) {
            hits.walk.run(tree, lat1, home, lat2, end, null);
        }
        hits.forgetSafeBox();
    }

    /**
     * The same for some zones only, where those that hold the first fix are known: adds the others to them.
     *
     * @param among ordinals of the zones looked for
     * @param hits those of them that hold the first fix
     */
    public void addCrossed(double lat1, double lon1, double lat2, double lon2, BitSet among, ZoneHits hits) {
        double home = Geodesy.normalizeLongitude(lon1);
        if (isPoint(lat1, home) && isPoint(lat2, Geodesy.normalizeLongitude(lon2))) {
            hits.walk.run(tree, lat1, home, lat2, Geodesy.unwrapLongitude(lon2, home), among);
        }
        hits.forgetSafeBox();
    }

    /** Whether the way from one fix to another touches a zone. */
    public boolean crosses(int ordinal, double lat1, double lon1, double lat2, double lon2) {
        double home = Geodesy.normalizeLongitude(lon1);
        return isPoint(lat1, home)
                && isPoint(lat2, Geodesy.normalizeLongitude(lon2))
                && tree.geometries[ordinal].touches(lat1, home, lat2, Geodesy.unwrapLongitude(lon2, home));
    }

    /**
     * Where the way from one fix to another touches a zone, or null where it does not. The fraction errs by what 0.1
     * m of way is, for areas by rounding only.
     */
    public @Nullable Crossing crossing(int ordinal, double lat1, double lon1, double lat2, double lon2) {
        double home = Geodesy.normalizeLongitude(lon1);
        if (!isPoint(lat1, home) || !isPoint(lat2, Geodesy.normalizeLongitude(lon2))) {
            return null;
        }
        return tree.geometries[ordinal].crossing(lat1, home, lat2, Geodesy.unwrapLongitude(lon2, home));
    }

    /**
     * Finds every stretch of the way from one fix to another that lies in a zone, with the errors of
     * {@link #crossing}. None for NaN.
     */
    public void passes(int ordinal, double lat1, double lon1, double lat2, double lon2, ZonePasses out) {
        double home = Geodesy.normalizeLongitude(lon1);
        double end = Geodesy.unwrapLongitude(lon2, home);
        out.begin(lat1, home, lat2, end);
        if (isPoint(lat1, home) && isPoint(lat2, Geodesy.normalizeLongitude(lon2))) {
            tree.geometries[ordinal].passes(lat1, home, lat2, end, out);
        }
    }

    /**
     * How far ahead on a course a zone begins, m: 0 from inside, NaN where the geodesic does not meet it within
     * {@code maxMeters} or an argument is NaN. A zone touched on less than a metre may be missed; the error is at
     * most 1 m where the course meets the edge at 10 degrees or more and |latitude| is at most 80.
     */
    public double distanceAlongCourseMeters(
            int ordinal, double lat, double lon, double courseDegrees, double maxMeters) {
        double limit = Math.min(maxMeters, LONGEST_METERS);
        double gone = 0;
        double fromLat = lat;
        double fromLon = lon;
        while (gone <= limit) {
            double gap = distanceMeters(ordinal, fromLat, fromLon);
            if (gap == 0) {
                return gone;
            }
            double step = Math.max(COURSE_PIECE_METERS, gap * COURSE_SKIP);
            Geodesy.Position to = Geodesy.destination(lat, lon, courseDegrees, gone + step);
            if (step == COURSE_PIECE_METERS) {
                Crossing crossing = crossing(ordinal, fromLat, fromLon, to.latitude(), to.longitude());
                if (crossing != null) {
                    double met = gone + crossing.entryFraction() * step;
                    return met <= limit ? met : Double.NaN;
                }
            }
            if (!Double.isFinite(gap + step)) {
                return Double.NaN;
            }
            gone += step;
            fromLat = to.latitude();
            fromLon = to.longitude();
        }
        return Double.NaN;
    }

    private static boolean isPoint(double lat, double lon) {
        return Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
    }
}

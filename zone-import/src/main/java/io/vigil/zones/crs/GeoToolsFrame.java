package io.vigil.zones.crs;

import io.vigil.zones.shape.FileRefusedException;
import io.vigil.zones.shape.Limits;
import io.vigil.zones.shape.ShapeException;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.geotools.api.metadata.extent.GeographicBoundingBox;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.NoSuchAuthorityCodeException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.OperationNotFoundException;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.jspecify.annotations.Nullable;

/**
 * A system of the EPSG register or of a definition as well-known text (version 1), by GeoTools. The first one of a process
 * takes seconds: GeoTools unpacks its register into the temporary folder.
 */
final class GeoToolsFrame implements Frame {
    /** GeoTools logs through these; kept so that their level stays. */
    private static final List<Logger> LOGGERS = List.of(Logger.getLogger("org.geotools"), Logger.getLogger("hsqldb"));

    private static final Pattern DEFINITION = Pattern.compile("(?s)\\s*(PROJCS|GEOGCS|COMPD_CS)\\s*[\\[(].*");
    /** These name files or nest other systems; GeoTools would open the files. */
    private static final Pattern REFUSED = Pattern.compile("(?i)PARAM_MT|FITTED_CS|CONCAT_MT|_FILE|\\bfile\\b");

    /** Tied to WGS 84 by regional parameters at best; by none in most definitions. */
    private static final Pattern OLD_DATUM = Pattern.compile("(?i)beijing|xian|pulkovo|krass|tokyo|hu.?tzu");

    private static final Pattern CHINA_2000 = Pattern.compile("(?i).*(china[_ ]?(geodetic.*)?2000|cgcs[_ ]?2000).*");
    private static final double MARGIN_DEGREES = 10;
    private static final double ROUND_TRIP_UNITS = 1;

    static {
        LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
    }

    private final String name;
    private final boolean geographic;
    private final boolean northFirst;
    private final MathTransform toWgs84;
    private final MathTransform back;
    private final @Nullable GeographicBoundingBox area;
    private final @Nullable String caution;

    private GeoToolsFrame(String name, CoordinateReferenceSystem system) throws FactoryException {
        this.name = name;
        geographic = system instanceof GeographicCRS;
        northFirst = CRS.getAxisOrder(system) == CRS.AxisOrder.NORTH_EAST;
        boolean tied = isTied(system);
        toWgs84 = CRS.findMathTransform(system, DefaultGeographicCRS.WGS84, true);
        back = CRS.findMathTransform(DefaultGeographicCRS.WGS84, system, true);
        area = CRS.getGeographicBoundingBox(system);
        String datum = String.valueOf(system.getName().getCode());
        boolean known = tied && !OLD_DATUM.matcher(datum).find()
                || CHINA_2000.matcher(datum).matches();
        caution = known
                ? null
                : "the datum of " + datum + " is not exactly tied to WGS 84: positions may be off by 100 m and more;"
                        + " check one against a known point";
    }

    /**
     * A system by {@code EPSG:nnnn} or its definition.
     *
     * @throws FileRefusedException where it is not known or not understood
     */
    static GeoToolsFrame of(String crs) {
        boolean byCode = crs.startsWith("EPSG:");
        String name = byCode ? crs : "the reference system of the file";
        try {
            CoordinateReferenceSystem system = byCode ? CRS.decode(crs, true) : parsed(crs);
            CoordinateReferenceSystem horizontal = CRS.getHorizontalCRS(system);
            if (horizontal == null) {
                throw new FileRefusedException(name + " has no horizontal part", "give --crs EPSG:nnnn");
            }
            return new GeoToolsFrame(name, horizontal);
        } catch (NoSuchAuthorityCodeException e) {
            throw new FileRefusedException(crs + " is not in the EPSG register", "give --crs EPSG:nnnn");
        } catch (FactoryException | IllegalArgumentException e) {
            throw new FileRefusedException(
                    name + " is not understood: "
                            + String.valueOf(e.getMessage()).replaceAll("\\s+", " "),
                    "give --crs EPSG:nnnn");
        }
    }

    private static CoordinateReferenceSystem parsed(String definition) throws FactoryException {
        if (!DEFINITION.matcher(definition).matches()
                || REFUSED.matcher(definition).find()
                || depth(definition) > Limits.MAX_DEPTH) {
            throw new FactoryException("it is none of PROJCS, GEOGCS, COMPD_CS in well-known text, version 1");
        }
        return CRS.parseWKT(definition);
    }

    private static int depth(String text) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            depth += character == '[' || character == '(' ? 1 : character == ']' || character == ')' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    /** Without leniency GeoTools refuses where it knows no parameters between the datums. */
    private static boolean isTied(CoordinateReferenceSystem system) throws FactoryException {
        try {
            CRS.findMathTransform(system, DefaultGeographicCRS.WGS84, false);
            return true;
        } catch (OperationNotFoundException e) {
            return false;
        }
    }

    @Override
    public boolean keepsLines() {
        return geographic;
    }

    @Override
    public @Nullable String caution() {
        return caution;
    }

    @Override
    public double[] lonLat(double x, double y) {
        double[] there = converted(x, y);
        if (there == null) {
            double[] swapped = converted(y, x);
            throw new ShapeException(
                    String.format(Locale.ROOT, "position (%s, %s) is not where %s is used%s", x, y, name, said(area)),
                    swapped == null ? "is it the right system? give --crs" : "x and y look swapped: give --swap-xy");
        }
        return there;
    }

    /** Null where the position has no place, or one far from where the system is used. */
    private double @Nullable [] converted(double x, double y) {
        double[] given = northFirst ? new double[] {y, x} : new double[] {x, y};
        double[] there = new double[2];
        double[] again = new double[2];
        try {
            toWgs84.transform(given, 0, there, 0, 1);
            back.transform(there, 0, again, 0, 1);
        } catch (TransformException | IllegalArgumentException e) {
            return null;
        }
        boolean sure = geographic || Math.hypot(again[0] - given[0], again[1] - given[1]) < ROUND_TRIP_UNITS;
        return sure && Math.abs(there[1]) <= 90 && isNear(there[0], there[1]) ? there : null;
    }

    private boolean isNear(double lon, double lat) {
        if (area == null) {
            return Math.abs(lon) <= 360;
        }
        double west = area.getWestBoundLongitude();
        double width = area.getEastBoundLongitude() - west;
        double eastwards = lon - west;
        double span = width < 0 ? width + 360 : width;
        double past = eastwards - 360 * Math.floor((eastwards + MARGIN_DEGREES) / 360);
        return past <= span + MARGIN_DEGREES
                && lat >= area.getSouthBoundLatitude() - MARGIN_DEGREES
                && lat <= area.getNorthBoundLatitude() + MARGIN_DEGREES;
    }

    private static String said(@Nullable GeographicBoundingBox area) {
        return area == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        " (longitude %.2f to %.2f, latitude %.2f to %.2f)",
                        area.getWestBoundLongitude(),
                        area.getEastBoundLongitude(),
                        area.getSouthBoundLatitude(),
                        area.getNorthBoundLatitude());
    }
}

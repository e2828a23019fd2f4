package io.vigil.zones.crs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.vigil.geo.Gcj02;
import io.vigil.geo.Geodesy;
import io.vigil.zones.shape.FileRefusedException;
import io.vigil.zones.shape.Positions;
import io.vigil.zones.shape.ShapeException;
import java.util.Random;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.CoordinateReferenceSystem;
import org.locationtech.proj4j.CoordinateTransform;
import org.locationtech.proj4j.CoordinateTransformFactory;
import org.locationtech.proj4j.ProjCoordinate;

/** Against PROJ4J, closed formulas and GeographicLib, none of which GeoTools has a part in. */
class ReprojectionTest {
    /** The ellipsoid GRS 80 is that of CGCS2000. */
    private static final String CGCS2000 =
            "+proj=tmerc +lat_0=0 +lon_0=%s +k=1 +x_0=%s +y_0=0 +ellps=GRS80 +units=m +no_defs";

    @ParameterizedTest
    @CsvSource({
        "EPSG:4549, 120, 500000, 120.9, 31.2",
        "EPSG:4548, 117, 500000, 117.7, 38.9",
        "EPSG:4526, 114, 38500000, 113.6, 22.5",
        "EPSG:4490, 0, 0, 121.5, 31.2",
    })
    void agreesWithProj4jOnChineseSystems(String code, String meridian, String easting, double lon, double lat) {
        double[] projected = {lon, lat};
        if (!code.equals("EPSG:4490")) {
            ProjCoordinate result = new ProjCoordinate();
            transform(String.format(CGCS2000, meridian, easting)).transform(new ProjCoordinate(lon, lat), result);
            projected = new double[] {result.x, result.y};
        }

        Positions there = new Reprojection(Datum.WGS84)
                .toWgs84(new Positions(new double[] {projected[0]}, new double[] {projected[1]}), code);

        assertThat(there.x()[0]).isCloseTo(lon, offset(1e-8));
        assertThat(there.y()[0]).isCloseTo(lat, offset(1e-8));
    }

    @Test
    void agreesWithProj4jOnUtm() {
        ProjCoordinate result = new ProjCoordinate();
        transform("+proj=utm +zone=51 +ellps=WGS84 +units=m +no_defs")
                .transform(new ProjCoordinate(121.4737, 31.2304), result);

        Positions there = new Reprojection(Datum.WGS84)
                .toWgs84(new Positions(new double[] {result.x}, new double[] {result.y}), "EPSG:32651");

        assertThat(there.x()[0]).isCloseTo(121.4737, offset(1e-8));
        assertThat(there.y()[0]).isCloseTo(31.2304, offset(1e-8));
    }

    private static CoordinateTransform transform(String parameters) {
        CRSFactory factory = new CRSFactory();
        CoordinateReferenceSystem from = factory.createFromParameters("degrees", "+proj=longlat +ellps=GRS80 +no_defs");
        return new CoordinateTransformFactory()
                .createTransform(from, factory.createFromParameters("metres", parameters));
    }

    /** On the central meridian the northing of a Gauss-Krueger system is the length of the meridian from the equator. */
    @Test
    void agreesWithTheLengthOfTheMeridian() {
        Geodesic cgcs2000 = new Geodesic(6_378_137, 1 / 298.257222101);
        double northing = cgcs2000.Inverse(0, 120, 39, 120, GeodesicMask.DISTANCE).s12;

        Positions there = new Reprojection(Datum.WGS84)
                .toWgs84(new Positions(new double[] {500_000}, new double[] {northing}), "EPSG:4549");

        assertThat(there.x()[0]).isCloseTo(120, offset(1e-9));
        assertThat(there.y()[0]).isCloseTo(39, offset(1e-8));
    }

    @Test
    void saysWhichDatumsAreNotExactlyTied() {
        Reprojection reprojection = new Reprojection(Datum.WGS84);

        assertThat(reprojection.caution("")).isNull();
        assertThat(reprojection.caution("EPSG:4490")).isNull();
        assertThat(reprojection.caution("EPSG:4549")).isNull();
        assertThat(reprojection.caution("EPSG:3857")).isNull();
        assertThat(reprojection.caution("EPSG:4214")).contains("Beijing 1954", "100 m");
        assertThat(reprojection.caution("EPSG:2383")).contains("Xian 1980");
    }

    @Test
    void keepsEdgesOfProjectedSystemsWithinAMetre() {
        Reprojection reprojection = new Reprojection(Datum.WGS84);
        Positions edge = new Positions(new double[] {400_000, 650_000}, new double[] {3_500_000, 3_600_000});

        Positions there = reprojection.toWgs84(edge, "EPSG:4549");

        assertThat(there.size()).isGreaterThan(4);
        assertThat(reprojection.added()).isEqualTo(there.size() - 2);
        GeoToolsFrame frame = GeoToolsFrame.of("EPSG:4549");
        for (int i = 0; i <= 1_000; i++) {
            double[] on = frame.lonLat(400_000 + 250 * i, 3_500_000 + 100 * i);
            assertThat(metersFrom(there, on[1], on[0])).isLessThan(1.3);
        }
    }

    @Test
    void undoesTheShiftOfChineseMapsAndKeepsTheirEdges() {
        long seed = System.nanoTime();
        System.out.println("ReprojectionTest seed " + seed);
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            double lat = 20 + 25 * random.nextDouble();
            double lon = 80 + 45 * random.nextDouble();
            Geodesy.Position gcj = Gcj02.fromWgs84(lat, lon);
            Geodesy.Position bd = Gcj02.toBd09(gcj.latitude(), gcj.longitude());
            Positions fromGcj = new Reprojection(Datum.GCJ02).toWgs84(one(gcj), "");
            Positions fromBd = new Reprojection(Datum.BD09).toWgs84(one(bd), "");
            assertThat(fromGcj.x()[0]).isCloseTo(lon, offset(1e-9));
            assertThat(fromGcj.y()[0]).isCloseTo(lat, offset(1e-9));
            assertThat(Geodesy.distanceMeters(lat, lon, fromBd.y()[0], fromBd.x()[0]))
                    .isLessThan(1);
        }
        Positions edge = new Positions(new double[] {117, 118}, new double[] {38, 39});
        Positions there = new Reprojection(Datum.GCJ02).toWgs84(edge, "");
        for (int i = 0; i <= 1_000; i++) {
            Geodesy.Position on = Gcj02.toWgs84(38 + i / 1_000.0, 117 + i / 1_000.0);
            assertThat(metersFrom(there, on.latitude(), on.longitude())).isLessThan(1.3);
        }
    }

    private static Positions one(Geodesy.Position position) {
        return new Positions(new double[] {position.longitude()}, new double[] {position.latitude()});
    }

    /** Distance from a line that is straight in longitude and latitude, by many small steps along it. */
    private static double metersFrom(Positions line, double lat, double lon) {
        double least = Double.POSITIVE_INFINITY;
        double east = Geodesy.metersPerDegreeLongitude(lat);
        double north = Geodesy.metersPerDegreeLatitude(lat);
        for (int i = 1; i < line.size(); i++) {
            double x1 = (line.x()[i - 1] - lon) * east;
            double y1 = (line.y()[i - 1] - lat) * north;
            double dx = (line.x()[i] - line.x()[i - 1]) * east;
            double dy = (line.y()[i] - line.y()[i - 1]) * north;
            double part = Math.max(0, Math.min(1, -(x1 * dx + y1 * dy) / (dx * dx + dy * dy)));
            least = Math.min(least, Math.hypot(x1 + part * dx, y1 + part * dy));
        }
        return least;
    }

    @Test
    void unwrapsLinesAcrossTheAntimeridian() {
        Positions line = new Positions(new double[] {179, -179, -178}, new double[] {0, 1, 2});

        assertThat(new Reprojection(Datum.WGS84).toWgs84(line, "").x()).containsExactly(179, 181, 182);
    }

    @Test
    void refusesPositionsThatCannotBe() {
        Reprojection reprojection = new Reprojection(Datum.WGS84);

        assertThatThrownBy(() -> reprojection.toWgs84(at(Double.NaN, 3), "")).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> reprojection.toWgs84(at(3, Double.POSITIVE_INFINITY), "EPSG:4549"))
                .hasMessageContaining("not finite");
        assertThatThrownBy(() -> reprojection.toWgs84(at(117, 38), "EPSG:4526"))
                .hasMessageContaining("is not where EPSG:4526 is used");
        assertThatThrownBy(() -> reprojection.toWgs84(at(1e300, 1e300), "EPSG:32651"))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> reprojection.toWgs84(at(0, 90.0000001), "")).isInstanceOf(ShapeException.class);
        assertThat(reprojection.toWgs84(at(0, 90), "").size()).isEqualTo(1);
    }

    private static Positions at(double x, double y) {
        return new Positions(new double[] {x}, new double[] {y});
    }

    @Test
    void refusesDefinitionsThatNestOrNameFiles() {
        Reprojection reprojection = new Reprojection(Datum.WGS84);
        String[] refused = {
            "hello",
            "GEOGCS[" + "A[".repeat(100),
            "FITTED_CS[\"x\",PARAM_MT[\"NTv2\",PARAMETER[\"Latitude and longitude difference file\",\"/etc/passwd\"]]]",
            "PROJCS[\"x\",PARAM_MT[\"NTv2\",PARAMETER[\"Latitude and longitude difference file\",\"/etc/passwd\"]]]",
            "PROJCS[\"x\"]",
        };
        for (String definition : refused) {
            assertThatThrownBy(() -> reprojection.caution(definition))
                    .as(definition)
                    .isInstanceOf(FileRefusedException.class)
                    .hasMessageContaining("is not understood");
        }
    }
}

package io.vigil.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.offset;

import io.vigil.model.InvalidInputException;
import io.vigil.weather.Weather;
import io.vigil.weather.WeatherValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeatherFileTest {
    @TempDir
    Path folder;

    private Weather read(String text) throws IOException {
        return WeatherFile.read(Files.writeString(folder.resolve("weather.jsonl"), text));
    }

    private static long time(String text) {
        return Instant.parse(text).toEpochMilli();
    }

    private static WeatherValues at(Weather weather, String now, String at, double latitude, double longitude) {
        return weather.at(time(now), time(at), latitude, longitude);
    }

    @Test
    void interpolatesAGridInPlaceAndTime() throws IOException {
        Weather weather = read(
                """
                {"id":"g","kind":"forecast","issued":"2026-09-12T00:00:00Z","grid":{"west":120,"south":30,"lonStep":1,"latStep":2,"columns":2,"rows":2},"times":["2026-09-12T06:00:00Z","2026-09-12T12:00:00Z"],"windMps":[[0,10,20,30],[10,20,30,40]],"waveM":[[1,1,1,1],[3,3,3,null]]}
                """);

        WeatherValues middle = at(weather, "2026-09-12T00:00:00Z", "2026-09-12T06:00:00Z", 31, 120.5);
        assertThat(middle.windMps()).isEqualTo(15);
        assertThat(middle.windBy()).isEqualTo("g");
        assertThat(at(weather, "2026-09-12T00:00:00Z", "2026-09-12T09:00:00Z", 30, 121)
                        .windMps())
                .isEqualTo(15);
        assertThat(at(weather, "2026-09-12T00:00:00Z", "2026-09-12T12:00:00Z", 32, 121)
                        .windMps())
                .isEqualTo(40);
        assertThat(at(weather, "2026-09-12T00:00:00Z", "2026-09-12T12:00:00Z", 31, 120.5)
                        .waveMeters())
                .as("one of the corners is unknown")
                .isNaN();
        assertThat(at(weather, "2026-09-12T00:00:00Z", "2026-09-12T12:00:00Z", 31, 120)
                        .waveMeters())
                .isEqualTo(3);
    }

    @Test
    void whatTheForecastDoesNotReachIsUnknownAndNotCalm() throws IOException {
        Weather weather = read(
                """
                {"id":"g","kind":"forecast","issued":"2026-09-12T00:00:00Z","grid":{"west":120,"south":30,"lonStep":1,"latStep":1,"columns":2,"rows":2},"times":["2026-09-12T06:00:00Z","2026-09-12T12:00:00Z"],"windMps":[[1,1,1,1],[1,1,1,1]]}
                """);

        assertThat(at(weather, "2026-09-12T00:00:00Z", "2026-09-12T05:59:59Z", 30.5, 120.5))
                .isEqualTo(WeatherValues.UNKNOWN);
        assertThat(at(weather, "2026-09-12T00:00:00Z", "2026-09-12T12:00:00.001Z", 30.5, 120.5)
                        .windBft())
                .isEqualTo(-1);
        assertThat(at(weather, "2026-09-12T00:00:00Z", "2026-09-12T12:00:00Z", 30.5, 121.001)
                        .windBft())
                .isEqualTo(-1);
        assertThat(at(weather, "2026-09-11T23:59:59Z", "2026-09-12T12:00:00Z", 30.5, 120.5)
                        .windBft())
                .as("not issued yet")
                .isEqualTo(-1);
    }

    @Test
    void anObservationBeatsTheForecastWhereItIsValid() throws IOException {
        Weather weather = read(
                """
                {"id":"f","kind":"forecast","issued":"2026-09-12T00:00:00Z","area":{"type":"Polygon","coordinates":[[[120,30],[122,30],[122,32],[120,32],[120,30]]]},"times":["2026-09-12T00:00:00Z"],"validTo":"2026-09-13T00:00:00Z","windBft":[6]}
                {"id":"buoy","kind":"observation","point":{"lat":31,"lon":121,"radiusKm":20},"times":["2026-09-12T06:00:00Z"],"windMps":[21.0]}
                """);

        WeatherValues near = at(weather, "2026-09-12T06:00:00Z", "2026-09-12T06:00:00Z", 31.05, 121);
        assertThat(near.windBft()).isEqualTo(9);
        assertThat(near.isObserved()).isTrue();
        assertThat(at(weather, "2026-09-12T05:59:59Z", "2026-09-12T05:59:59Z", 31.05, 121)
                        .windBft())
                .isEqualTo(6);
        assertThat(at(weather, "2026-09-12T07:00:00Z", "2026-09-12T07:00:00Z", 31.05, 121)
                        .windBft())
                .as("an observation holds an hour")
                .isEqualTo(6);
        assertThat(at(weather, "2026-09-12T06:00:00Z", "2026-09-12T06:00:00Z", 31.5, 121)
                        .windBft())
                .as("55 km away")
                .isEqualTo(6);
        assertThat(at(weather, "2026-09-12T06:00:00Z", "2026-09-12T06:00:00Z", 32.5, 121))
                .isEqualTo(WeatherValues.UNKNOWN);
    }

    @Test
    void weighsStationsByTheirDistance() throws IOException {
        Weather weather = read(
                """
                {"id":"a","kind":"observation","point":{"lat":31,"lon":121,"radiusKm":200},"times":["2026-09-12T06:00:00Z"],"windMps":[10]}
                {"id":"b","kind":"observation","point":{"lat":32,"lon":121,"radiusKm":200},"times":["2026-09-12T06:00:00Z"],"windMps":[20]}
                """);

        assertThat(at(weather, "2026-09-12T06:00:00Z", "2026-09-12T06:00:00Z", 31.5, 121)
                        .windMps())
                .isEqualTo(15, offset(0.01));
        assertThat(at(weather, "2026-09-12T06:00:00Z", "2026-09-12T06:00:00Z", 31, 121)
                        .windMps())
                .isEqualTo(10, offset(0.01));
    }

    @Test
    void theNewestIssueCountsFromItsIssueOnAndOfEqualOnesTheWorse() throws IOException {
        String area =
                "\"area\":{\"type\":\"Point\",\"coordinates\":[121,31]},\"radiusM\":50000,\"times\":[\"2026-09-12T00:00:00Z\"],\"validTo\":\"2026-09-14T00:00:00Z\"";
        Weather weather = read("{\"id\":\"f\",\"kind\":\"forecast\",\"issued\":\"2026-09-12T00:00:00Z\"," + area
                + ",\"windBft\":[5],\"visibilityKm\":[8]}\n"
                + "{\"id\":\"f\",\"kind\":\"forecast\",\"issued\":\"2026-09-12T06:00:00Z\"," + area
                + ",\"windBft\":[8]}\n"
                + "{\"id\":\"g\",\"kind\":\"forecast\",\"issued\":\"2026-09-12T06:00:00Z\"," + area
                + ",\"windBft\":[9]}\n"
                + "{\"id\":\"g\",\"kind\":\"forecast\",\"issued\":\"2026-09-12T12:00:00Z\",\"cancelled\":true}\n");

        assertThat(at(weather, "2026-09-12T05:59:59Z", "2026-09-12T12:00:00Z", 31, 121))
                .isEqualTo(new WeatherValues(9.4, Double.NaN, 8000, "f", false));
        assertThat(at(weather, "2026-09-12T06:00:00Z", "2026-09-12T12:00:00Z", 31, 121)
                        .windBft())
                .isEqualTo(9);
        assertThat(at(weather, "2026-09-12T06:00:00Z", "2026-09-12T12:00:00Z", 31, 121)
                        .visibilityMeters())
                .as("the version that knew it is replaced")
                .isNaN();
        assertThat(at(weather, "2026-09-12T12:00:00Z", "2026-09-12T12:00:00Z", 31, 121)
                        .windBft())
                .isEqualTo(8);
    }

    @Test
    void aGridMayCrossTheAntimeridian() throws IOException {
        Weather weather = read(
                """
                {"id":"g","kind":"forecast","issued":"2026-09-12T00:00:00Z","grid":{"west":179,"south":30,"lonStep":1,"latStep":1,"columns":3,"rows":2},"times":["2026-09-12T06:00:00Z"],"validTo":"2026-09-12T12:00:00Z","windMps":[[0,10,20,0,10,20]]}
                """);

        assertThat(at(weather, "2026-09-12T06:00:00Z", "2026-09-12T06:00:00Z", 30.5, -179.5)
                        .windMps())
                .isEqualTo(15);
        assertThat(at(weather, "2026-09-12T06:00:00Z", "2026-09-12T06:00:00Z", 30.5, 179.5)
                        .windMps())
                .isEqualTo(5);
    }

    @Test
    void tellsEveryFaultWithItsLine() {
        InvalidInputException invalid = catchThrowableOfType(
                InvalidInputException.class,
                () -> read(
                        """
                {"id":"a","kind":"guess","times":[]}
                {"id":"b","kind":"forecast","issued":"2026-09-12T00:00:00Z","point":{"lat":31,"lon":121,"radiusKm":20},"times":["2026-09-12T06:00:00Z"],"windBft":[18]}
                {"id":"c","kind":"forecast","issued":"2026-09-12T00:00:00Z","times":["2026-09-12T06:00:00Z"],"windBft":[8]}
                {"id":"d","kind":"forecast","issued":"2026-09-12T00:00:00Z","grid":{"west":120,"south":30,"lonStep":1,"latStep":1,"columns":2,"rows":2},"times":["2026-09-12T06:00:00Z","2026-09-12T05:00:00Z"],"windMps":[[1,2,3],[1,2,3,4]]}
                """));

        assertThat(invalid.faults())
                .extracting(Object::toString)
                .satisfiesExactly(
                        fault -> assertThat(fault).contains("line 1").contains("must be forecast or observation"),
                        fault -> assertThat(fault).contains("line 2").contains("validTo is missing"),
                        fault -> assertThat(fault).contains("line 2").contains("windBft holds 18"),
                        fault -> assertThat(fault).contains("line 3").contains("needs one of grid, area and point"),
                        fault -> assertThat(fault).contains("line 4").contains("times[1] is not after"),
                        fault -> assertThat(fault).contains("line 4").contains("must be a list of 4 values"));
    }
}

package io.vigil.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlateFormatTest {
    @ParameterizedTest
    @CsvSource({
        "津A12345, yellow",
        "京AF0236, blue",
        "津A1234挂, yellow",
        "津A1234学, yellow",
        "津A1234警, white",
        "粤Z1234港, black",
        "津AD12345, gradient-green",
        "津AK12345, green",
        "津A12345D, yellow-green",
        "津A12345F, green",
        "使014001, black",
        "WJ津12345, white",
        "津A12345, other",
    })
    void knowsTheFormsThatAreIssued(String plate, String colour) {
        assertThat(PlateFormat.isPossible(plate, colour)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "津A1I345, blue",
        "津A1O345, blue",
        "津I12345, blue",
        "津O12345, blue",
        "津A1234, blue",
        "津A123456, blue",
        "台A12345, blue",
        "A12345, blue",
        "津112345, blue",
        "津AD12345, blue",
        "津A12345D, gradient-green",
        "津AD12345, yellow-green",
        "津AF1234A, other",
        "津AL12345, green",
        "津AD1234O, green",
        "津A12345E, yellow-green",
        "使014001, blue",
        "WJ津12345, blue",
        "津a12345, blue",
    })
    void refusesWhatIsNeverIssued(String plate, String colour) {
        assertThat(PlateFormat.isPossible(plate, colour)).isFalse();
    }
}

package io.vigil.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetBuoysTest {
    private static final MoverId SHIP = new MoverId("vessel:412400001");

    @ParameterizedTest
    @ValueSource(strings = {"LUNENG 87%", "ZHOU-12.4V", "12V-3", "NET MARK 7", "BUOY 12", "NETMARKER"})
    void namesThatTellChargeOrPurpose(String name) {
        assertThat(NetBuoys.isNetBuoy(SHIP, name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZHEPUYU 60123", "VEGA", "CABUOYA", "V12", "123V4", "HENRY V", "NETUNO"})
    void namesOfShips(String name) {
        assertThat(NetBuoys.isNetBuoy(SHIP, name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vessel:100012345",
                "vessel:123456789",
                "vessel:900123456",
                "vessel:979123456",
                "vessel:995123456"
            })
    void numbersThatAreNoShips(String mover) {
        assertThat(NetBuoys.isNetBuoy(new MoverId(mover), null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vessel:412400001",
                "vessel:200000000",
                "vessel:799999999",
                "vessel:970123456",
                "vessel:972123456",
                "vessel:974123456",
                "vessel:982123456",
                "vessel:111224500",
                "vessel:002241111",
                "vessel:1000123",
                "vessel:浙普渔60123",
                "vehicle:123456789"
            })
    void numbersOfShipsOfOtherStationsAndOfNoAis(String mover) {
        assertThat(NetBuoys.isNetBuoy(new MoverId(mover), null)).isFalse();
    }

    @Test
    void aShipWithoutANameIsNone() {
        assertThat(NetBuoys.isNetBuoy(SHIP, null)).isFalse();
    }
}

package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
    private static final MoverId PLATE = new MoverId("vehicle:津A12345|yellow");
    private final Identities identities = new Identities(new Registry(
            List.of(new RegistryRecord(PLATE, 1_000, "hazmat", "013812345678", List.of(), List.of(), Map.of()))));

    @Test
    void namesTheRegisteredVehicleWhateverTheLeadingZerosOfItsTerminal() {
        for (String terminal : List.of("13812345678", "013812345678", "00000000013812345678")) {
            assertThat(identities.resolve(position(terminal, 2_000)).mover()).isEqualTo(PLATE);
        }
        MoverEvent claim = IdentityReport.of(new MoverId("vehicle:13812345678"), 2_000, 3_000, Map.of("plate", "x"));
        assertThat(identities.resolve(claim)).isEqualTo(IdentityReport.of(PLATE, 2_000, 3_000, Map.of("plate", "x")));
    }

    @Test
    void leavesUnknownTerminalsPlatesVesselsAndTheTimeBeforeTheRecordAlone() {
        for (MoverEvent event : List.of(
                position("13800000000", 2_000),
                position("津B1|blue", 2_000),
                position("13812345678", 999),
                PositionReport.at(new MoverId("vessel:13812345678"), 2_000, 0, 1)
                        .build())) {
            assertThat(identities.resolve(event)).isSameAs(event);
        }
    }

    @Test
    void whatComesByAisAndByBeidouIsOfOneVesselAndKeepsItsSource() {
        MoverId boat = new MoverId("vessel:412400001");
        Identities ofVessels = new Identities(new Registry(List.of(new RegistryRecord(
                boat,
                1_000,
                "fishing",
                null,
                List.of(),
                List.of(),
                Map.of("beidou", "0345678", "mmsi", "412400001")))));
        PositionReport ais =
                PositionReport.at(boat, 2_000, 30, 122).source("ais").build();
        PositionReport beidou = PositionReport.at(new MoverId("vessel:0345678"), 2_000, 30, 122)
                .source("beidou")
                .build();

        assertThat(ofVessels.resolve(ais)).isSameAs(ais);
        assertThat(ofVessels.resolve(beidou)).isEqualTo(beidou.withMover(boat));
        assertThat(((PositionReport) ofVessels.resolve(beidou)).source()).isEqualTo("beidou");
    }

    private static PositionReport position(String identity, long millis) {
        return PositionReport.at(new MoverId("vehicle:" + identity), millis, 39, 117)
                .build();
    }
}

package io.vigil.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigil.model.InvalidInputException;
import io.vigil.model.MoverId;
import io.vigil.model.Order;
import io.vigil.model.Orders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderFileTest {
    private static final long ISSUED = Instant.parse("2026-09-12T00:00:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;

    @TempDir
    Path folder;

    private Orders read(String text) throws IOException {
        return OrderFile.read(Files.writeString(folder.resolve("orders.jsonl"), text));
    }

    @Test
    void readsAnOrderWithItsAlternatives() throws IOException {
        Orders orders = read(
                """
                {"id":"t12","name":"台风12号","issued":"2026-09-12T08:00:00+08:00","deadline":"2026-09-12T20:00:00+08:00","until":"2026-09-14T00:00:00+08:00","classes":["fishing"],"movers":["vessel:412000001"],"areas":["min-dong"],"alternatives":[{"kind":"harbour","zones":["h1"]},{"kind":"leave"},{"kind":"beyond","side":"west","longitude":121.5,"deadline":"2026-09-12T17:00:00+08:00"}]}
                """);

        assertThat(orders.versions())
                .containsExactly(new Order(
                        "t12",
                        "台风12号",
                        ISSUED,
                        false,
                        ISSUED + 12 * HOUR,
                        ISSUED + 40 * HOUR,
                        Set.of("fishing"),
                        Set.of(new MoverId("vessel:412000001")),
                        List.of("min-dong"),
                        List.of(
                                new Order.Harbour(List.of("h1"), Order.Alternative.AS_ORDERED),
                                new Order.LeaveAreas(Order.Alternative.AS_ORDERED),
                                new Order.Beyond(Order.Side.WEST, 121.5, ISSUED + 9 * HOUR))));
        Order order = orders.versions().get(0);
        assertThat(order.deadlineOf(order.alternatives().get(2))).isEqualTo(ISSUED + 9 * HOUR);
        assertThat(order.lastDeadlineMillis()).isEqualTo(ISSUED + 12 * HOUR);
    }

    @Test
    void aLaterVersionTakesThePlaceOfTheEarlierAndACancellationOfAll() throws IOException {
        Orders orders = read(
                """
                {"id":"a","issued":"2026-09-12T02:00:00Z","cancelled":true}
                {"id":"a","issued":"2026-09-12T00:00:00Z","deadline":"2026-09-12T09:00:00Z","alternatives":[{"kind":"harbour"}]}
                {"id":"a","issued":"2026-09-12T01:00:00Z","deadline":"2026-09-12T08:00:00Z","alternatives":[{"kind":"harbour"}]}
                """);

        assertThat(orders.isInForce(0, ISSUED - 1)).isFalse();
        assertThat(orders.isInForce(0, ISSUED)).isTrue();
        assertThat(orders.isInForce(0, ISSUED + HOUR - 1)).isTrue();
        assertThat(orders.isInForce(0, ISSUED + HOUR)).isFalse();
        assertThat(orders.isInForce(1, ISSUED + HOUR)).isTrue();
        assertThat(orders.isInForce(1, ISSUED + 2 * HOUR)).isFalse();
        assertThat(orders.isInForce(2, ISSUED + 2 * HOUR)).isFalse();
        assertThat(orders.nextChangeAfter(ISSUED - 1)).isEqualTo(ISSUED);
        assertThat(orders.nextChangeAfter(ISSUED)).isEqualTo(ISSUED + HOUR);
        assertThat(orders.nextChangeAfter(ISSUED + 2 * HOUR)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void tellsEveryFaultWithItsLine() {
        InvalidInputException invalid = catchThrowableOfType(
                InvalidInputException.class,
                () -> read(
                        """
                {"id":"a","issued":"2026-09-12T00:00:00Z","deadline":"2026-09-11T00:00:00Z","alternatives":[{"kind":"leave"},{"kind":"fly"},{"kind":"beyond","side":"left"}]}
                {"issued":"2026-09-12","deadline":"2026-09-13T00:00:00Z"}
                """));

        assertThat(invalid.faults())
                .extracting(Object::toString)
                .satisfiesExactly(
                        fault -> assertThat(fault).contains("line 1").contains("deadline is not after issued"),
                        fault -> assertThat(fault).contains("alternatives[0]").contains("needs areas"),
                        fault -> assertThat(fault)
                                .contains("alternatives[1]")
                                .contains("must be harbour, leave or beyond"),
                        fault -> assertThat(fault).contains("alternatives[2]").contains("must be one of west, east"),
                        fault -> assertThat(fault).contains("line 2").contains("id is missing"),
                        fault -> assertThat(fault).contains("line 2").contains("is not a time"));
    }
}

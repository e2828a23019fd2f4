package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineShareTest {
    private static final String RULES =
            """
            rules:
              - id: overspeed
                kind: overspeed
                applies: mover.kind == "vehicle"
                tier: yellow
            """;

    @TempDir
    private Path folder;

    @Test
    void anOrderAboutAZoneThatIsNotThereIsAFaultNotAnOrderToNobody() throws IOException {
        Path orders = Files.writeString(
                folder.resolve("orders.jsonl"),
                """
                {"id":"t","issued":"2026-09-12T06:00:00+08:00","deadline":"2026-09-12T12:00:00+08:00","areas":["minzhong"],\
                "alternatives":[{"kind":"harbour","zones":["hrabour"]}]}
                """);
        EngineSpec spec =
                spec(Files.writeString(folder.resolve("rules.yaml"), RULES)).withSea("", orders.toString());

        assertThatThrownBy(() -> EngineShare.acquire(spec))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("names zone minzhong, which is not there")
                .hasMessageContaining("names zone hrabour, which is not there");
    }

    @Test
    void loadsOnceForAllWhoAskAndAnewAfterTheLastHasLeft() throws Exception {
        EngineSpec spec = spec(Files.writeString(folder.resolve("rules.yaml"), RULES));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<LoadedEngine>> asked = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            asked.add(threads.submit(() -> EngineShare.acquire(spec)));
        }
        LoadedEngine first = asked.get(0).get();
        for (Future<LoadedEngine> other : asked) {
            assertThat(other.get()).isSameAs(first);
        }
        threads.shutdown();

        for (int i = 0; i < 7; i++) {
            EngineShare.release(spec);
        }
        assertThat(EngineShare.acquire(spec)).as("one is still using it").isSameAs(first);
        EngineShare.release(spec);
        EngineShare.release(spec);
        assertThat(EngineShare.acquire(spec)).as("nobody was using it").isNotSameAs(first);
        EngineShare.release(spec);
    }

    @Test
    void tellsTheFaultsOfAllFilesAtOnceAndLoadsOnceTheyAreMended() throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "rules: [{id: a, kind: nonsense}]");
        Path zones = Files.writeString(folder.resolve("zones.geojson"), "[]");
        EngineSpec spec =
                EngineSpec.ofFiles(List.of(zones.toString()), List.of(), "", Map.of("live", rules.toString()));

        assertThatThrownBy(() -> EngineShare.acquire(spec))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("rules.yaml")
                .hasMessageContaining("zones.geojson");

        Files.writeString(rules, RULES);
        Files.writeString(zones, "{\"type\":\"FeatureCollection\",\"features\":[]}");
        assertThat(EngineShare.acquire(spec).control().zones()).isEmpty();
        EngineShare.release(spec);
    }

    private static EngineSpec spec(Path rules) {
        return EngineSpec.ofFiles(List.of(), List.of(), "", Map.of("live", rules.toString()));
    }
}

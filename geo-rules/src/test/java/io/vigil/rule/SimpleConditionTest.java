package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SimpleConditionTest {
    private static final List<String> NUMBERS =
            List.of("report.speedKmh", "report.lon", "registry.seats", "registry.x");
    private static final List<String> TEXTS = List.of("report.source", "mover.class", "mover.kind", "registry.x");
    private static final List<String> FLAGS =
            List.of("report.status.acc", "report.status.door1Open", "registry.x", "registry.nested.flag");
    private static final List<String> RELATIONS = List.of("==", "!=", "<", "<=", ">", ">=");
    private static final List<String> CONSTANTS = List.of("10.0", "-0.0", "0.0", "50", "true", "\"ais\"", "\"tanker\"");

    @Test
    void givesTheAnswerOfTheInterpreter() {
        long seed = 20261127;
        SplittableRandom random = new SplittableRandom(seed);
        int[] answers = new int[Expression.Answer.values().length];
        int simple = 0;
        for (int i = 0; i < 3_000; i++) {
            String text = condition(random, 3);
            Expression expression;
            try {
                expression = Expression.overReport(text);
            } catch (IllegalArgumentException e) {
                // Such as 50 < true, which the checker refuses.
                continue;
            }
            simple += expression.isSimple() ? 1 : 0;
            for (int k = 0; k < 5; k++) {
                Map<String, Object> variables = variables(random);
                Expression.Answer expected = expression.interpret(variables);
                answers[expected.ordinal()]++;
                assertThat(expression.evaluate(new Fields(variables)))
                        .as("seed %d: %s over %s", seed, text, variables)
                        .isEqualTo(expected);
            }
        }
        assertThat(simple).isGreaterThan(1_000);
        assertThat(answers).doesNotContain(0);
    }

    @Test
    void knowsTheConditionsPeopleWrite() {
        for (String text : List.of(
                "report.speedKmh > 10.0 && report.status.door1Open",
                "mover.class in [\"heavy-truck\", \"hazmat\"]",
                "mover.kind == \"vessel\" && !(mover.class in [\"enforcement\", \"pilot\"])",
                "size(registry.routes) > 0 || has(registry.permit)")) {
            assertThat(Expression.overReport(text).isSimple()).as(text).isTrue();
        }
        assertThat(Expression.overReport("zones.exists(z, z.type == \"urban\")").isSimple())
                .isFalse();
    }

    private static String condition(SplittableRandom random, int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            String left = condition(random, depth - 1);
            return switch (random.nextInt(3)) {
                case 0 -> "!(" + left + ")";
                case 1 -> "(" + left + ") && (" + condition(random, depth - 1) + ")";
                default -> "(" + left + ") || (" + condition(random, depth - 1) + ")";
            };
        }
        return switch (random.nextInt(6)) {
            case 0 -> one(random, TEXTS) + " in [\"ais\", \"tanker\", \"vessel\"]";
            case 1 -> one(random, FLAGS);
            case 2 -> "has(" + one(random, TEXTS) + ")";
            case 3 -> "size(" + one(random, List.of("registry.routes", "registry.x")) + ") > " + random.nextInt(3);
            case 4 -> one(random, TEXTS) + " " + one(random, RELATIONS.subList(0, 2)) + " \"tanker\"";
            default -> one(random, NUMBERS) + " " + one(random, RELATIONS) + " " + one(random, CONSTANTS);
        };
    }

    private static Map<String, Object> variables(SplittableRandom random) {
        Map<String, Object> report = new HashMap<>();
        Map<String, Object> registry = new HashMap<>();
        Map<String, Object> status = new HashMap<>();
        maybe(random, status, "acc", random.nextBoolean());
        maybe(random, status, "door1Open", random.nextBoolean());
        maybe(random, report, "status", status);
        maybe(random, report, "speedKmh", one(random, List.of(0.0, -0.0, 10.0, 9.999, 80.0)));
        maybe(random, report, "lon", one(random, List.of(10.0, 120.5)));
        maybe(random, report, "source", one(random, List.of("ais", "jt808")));
        maybe(random, registry, "seats", one(random, List.<Object>of(50L, 10L, 50.0)));
        maybe(random, registry, "routes", one(random, List.of(List.of(), List.of("a"), List.of("a", "b"))));
        maybe(random, registry, "x", one(random, List.<Object>of(true, false, "ais", 10.0, 50L, List.of("a"))));
        maybe(random, registry, "nested", one(random, List.of(Map.of("flag", true), Map.of(), "text")));
        Map<String, Object> mover = Map.of("class", one(random, List.of("tanker", "taxi")), "kind", "vessel");
        return Map.of("report", report, "registry", registry, "mover", mover, "zones", List.of());
    }

    private static void maybe(SplittableRandom random, Map<String, Object> map, String name, Object value) {
        if (random.nextInt(4) > 0) {
            map.put(name, value);
        }
    }

    private static <T> T one(SplittableRandom random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Fields straight from the maps the interpreter gets. */
    private record Fields(Map<String, Object> asMap) implements Variables {
        @Override
        public Object field(String root, String name) {
            return ((Map<?, ?>) asMap.getOrDefault(root, Map.of())).get(name);
        }
    }
}

package io.vigil.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the demo can show. */
enum DemoScenario {
    /** A day of a city and its bay. */
    DEMO("demo-rules.yaml"),
    /** The day of a typhoon: an order, the countdown boat by boat, and the ones left out. */
    TYPHOON("typhoon-rules.yaml");

    private final String rules;

    DemoScenario(String rules) {
        this.rules = rules;
    }

    /** The scenario of that name, or a word about wrong use. */
    static DemoScenario named(String name) {
        for (DemoScenario scenario : values()) {
            if (scenario.word().equals(name)) {
                return scenario;
            }
        }
        throw new WrongUseException("--scenario=" + name + " must be one of "
                + Arrays.stream(values()).map(DemoScenario::word).collect(Collectors.joining(", ")));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The simulators' scenario. */
    String simulated() {
        return "builtin:" + word();
    }

    /** The rule file, among the resources. */
    String rules() {
        return rules;
    }

    /** Whether there are a forecast and orders. */
    boolean hasOrders() {
        return this == TYPHOON;
    }
}

package io.vigil.console.out;

import io.vigil.model.Tier;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where warnings of some tiers go by HTTP.
 *
 * @param tiers which
 * @param format how they are written
 * @param address http or https
 */
public record WebhookTarget(Set<Tier> tiers, Format format, URI address) {
    /** How a warning is written. */
    public enum Format {
        JSON,
        CAP
    }

    public WebhookTarget {
        tiers = Set.copyOf(tiers);
    }

    /**
     * Reads {@code TIER[+TIER…]:FORMAT:ADDRESS}, such as {@code red+orange:cap:https://example.org/in}.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static WebhookTarget parse(String text) {
        String[] parts = text.split(":", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException(text + " must be TIER[+TIER]:json|cap:ADDRESS");
        }
        Set<Tier> tiers = EnumSet.noneOf(Tier.class);
        for (String word : parts[0].split("\\+")) {
            tiers.add(Arrays.stream(Tier.values())
                    .filter(tier -> tier.word().equals(word))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException(word + " is no tier; they are red, orange, yellow, blue")));
        }
        Format format =
                switch (parts[1]) {
                    case "json" -> Format.JSON;
                    case "cap" -> Format.CAP;
                    default -> throw new IllegalArgumentException(parts[1] + " is no format; they are json, cap");
                };
        URI address = URI.create(parts[2]);
        if (!("http".equals(address.getScheme()) || "https".equals(address.getScheme())) || address.getHost() == null) {
            throw new IllegalArgumentException(parts[2] + " must be an address of http or https");
        }
        return new WebhookTarget(tiers, format, address);
    }
}

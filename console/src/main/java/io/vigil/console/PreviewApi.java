package io.vigil.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.vigil.console.access.Permission;
import io.vigil.console.access.User;
import io.vigil.console.preview.BlastRadius;
import io.vigil.console.preview.BlastRadius.Counts;
import io.vigil.console.preview.World;
import io.vigil.console.record.SeenPosition;
import io.vigil.console.track.TrackStore;
import io.vigil.console.world.Ground;
import io.vigil.console.world.MoverCards;
import io.vigil.console.world.RulesText;
import io.vigil.model.InvalidInputException;
import io.vigil.model.MoverId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says what a zone or rule would have raised, and refuses what would flood the desk. */
final class PreviewApi {
    private final BlastRadius blast;
    private final LiveState live;
    private final Ground ground;
    private final MoverCards cards;
    private final double mostPerHour;

    /**
     * Previews of the tracks in that store.
     *
     * @param mostPerHour what would raise more warnings an hour, and more than now, is refused
     */
    PreviewApi(
            TrackStore tracks,
            LiveState live,
            Ground ground,
            MoverCards cards,
            double mostPerHour,
            LongSupplier clockMillis) {
        this.blast = new BlastRadius(tracks, clockMillis);
        this.live = live;
        this.ground = ground;
        this.cards = cards;
        this.mostPerHour = mostPerHour;
    }

    /** Registers the previews; {@code rules} is the text of the rules there are now. */
    void register(Api api, Supplier<String> rules) {
        api.post("/api/zones/preview", Permission.DRAW, (ctx, user) -> {
            JsonNode feature = Api.body(ctx).path("feature");
            String id = feature.path("properties").path("id").asText();
            answer(ctx, () -> zone(rules.get(), id, feature.isObject() ? (ObjectNode) feature : null, seenBy(user)));
        });
        api.post("/api/rules/{id}/preview", Permission.TUNE, (ctx, user) -> {
            JsonNode body = Api.body(ctx);
            String id = ctx.pathParam("id");
            answer(ctx, () -> rules(rules.get(), RulesText.changed(rules.get(), id, body), seenBy(user)));
        });
    }

    /** Who does not see a mover must not learn by drawing where it was. */
    private Predicate<SeenPosition> seenBy(User user) {
        return position -> live.sees(user.scope(), position);
    }

    /** What a zone would raise of those movers; null takes it away. Nothing where no rules are known. */
    Optional<Counts> zone(String rules, String id, @Nullable ObjectNode feature, Predicate<SeenPosition> movers) {
        World now = world(rules);
        List<JsonNode> zones = new ArrayList<>(now.zones());
        zones.removeIf(zone -> zone.path("properties").path("id").asText().equals(id));
        if (feature != null) {
            zones.add(feature);
        }
        return compare(now, now.withZones(zones), movers);
    }

    /** What other rules would raise of those movers. */
    Optional<Counts> rules(String rules, String changed, Predicate<SeenPosition> movers) {
        return compare(world(rules), world(changed), movers);
    }

    /** Why what was previewed must not be published; nothing where it may. */
    Optional<String> refusal(Counts counts) {
        if (counts.afterPerHour() <= mostPerHour || counts.afterPerHour() <= counts.beforePerHour()) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "该变更将使预警达到每小时 %.0f 条（现为 %.0f），超过上限 %.0f / it would raise %.0f warnings an hour (now %.0f),"
                        + " above the limit of %.0f",
                counts.afterPerHour(),
                counts.beforePerHour(),
                mostPerHour,
                counts.afterPerHour(),
                counts.beforePerHour(),
                mostPerHour));
    }

    private World world(String rules) {
        return new World(ground.features("zone"), ground.features("route"), cards.all(), rules);
    }

    private Optional<Counts> compare(World now, World then, Predicate<SeenPosition> seen) {
        if (then.rules().isBlank()) {
            return Optional.empty();
        }
        List<MoverId> movers = live.positions().lasts().stream()
                .filter(seen)
                .map(SeenPosition::mover)
                .toList();
        return Optional.of(blast.compare(now, then, movers, live.positions().newestEventTimeMillis()));
    }

    private void answer(Context ctx, Supplier<Optional<Counts>> preview) {
        try {
            Optional<Counts> counts = preview.get();
            Api.json(ctx, out -> write(out, counts));
        } catch (InvalidInputException e) {
            ControlApi.refuse(ctx, e.faults().stream().map(Object::toString).toList());
        }
    }

    private void write(JsonGenerator out, Optional<Counts> found) throws IOException {
        out.writeStartObject();
        out.writeNumberField("mostPerHour", mostPerHour);
        if (found.isPresent()) {
            Counts counts = found.get();
            out.writeNumberField("movers", counts.movers());
            out.writeNumberField("judged", counts.judged());
            out.writeNumberField("hours", counts.hours());
            out.writeNumberField("beforePerHour", counts.beforePerHour());
            out.writeNumberField("afterPerHour", counts.afterPerHour());
            out.writeArrayFieldStart("rules");
            Set<String> rules = new TreeSet<>(counts.before().keySet());
            rules.addAll(counts.after().keySet());
            for (String rule : rules) {
                write(out, rule, counts.before(), counts.after());
            }
            out.writeEndArray();
            Optional<String> refusal = refusal(counts);
            if (refusal.isPresent()) {
                out.writeStringField("refusal", refusal.get());
            }
        }
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, String rule, Map<String, Double> before, Map<String, Double> after)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("rule", rule);
        out.writeNumberField("before", Math.round(before.getOrDefault(rule, 0.0)));
        out.writeNumberField("after", Math.round(after.getOrDefault(rule, 0.0)));
        out.writeEndObject();
    }
}

package io.vigil.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.vigil.console.access.Permission;
import io.vigil.console.access.User;
import io.vigil.console.out.CapAlert;
import io.vigil.console.out.Metrics;
import io.vigil.console.record.JsonWriter;
import io.vigil.console.record.SeenPosition;
import io.vigil.console.record.WarningTransition;
import io.vigil.console.world.Ground;
import io.vigil.rule.RuleCatalog;
import io.vigil.rule.RuleKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * For other systems: GeoJSON that QGIS reads (with HTTP Basic, which it can send, or a session), a warning as CAP 1.2, and
 * metrics for Prometheus.
 */
final class OutApi {
    private static final String GEO_JSON = "application/geo+json";
    private static final WarningQuery OPEN = WarningQuery.of(null, "open", null, null);

    private final LiveState live;
    private final Ground ground;
    private final DeskApi desk;
    private final Health health;
    private final Sessions sessions;
    private final ConsoleSettings.Out settings;

    OutApi(
            LiveState live,
            Ground ground,
            DeskApi desk,
            Health health,
            Sessions sessions,
            ConsoleSettings.Out settings) {
        this.live = live;
        this.ground = ground;
        this.desk = desk;
        this.health = health;
        this.sessions = sessions;
        this.settings = settings;
    }

    void register(Api api, Webhooks webhooks) {
        api.open(
                HandlerType.GET, "/api/out/positions.geojson", ctx -> api.answer(ctx, this::positions, user(ctx, api)));
        api.open(HandlerType.GET, "/api/out/warnings.geojson", ctx -> api.answer(ctx, this::warnings, user(ctx, api)));
        api.open(HandlerType.GET, "/api/out/zones.geojson", ctx -> {
            User user = user(ctx, api);
            Api.json(ctx, out -> ground.write(out, user.scope()));
            ctx.contentType(GEO_JSON);
        });
        api.open(HandlerType.GET, "/metrics", ctx -> metrics(ctx, webhooks));
        api.get("/api/warnings/{id}/cap.xml", Permission.VIEW, this::cap);
    }

    /** The CAP alert of a transition. */
    String capXml(WarningTransition transition) {
        RuleKind kind = RuleCatalog.kind(transition.kind());
        String zh = kind == null ? transition.kind() : kind.nameZh();
        String en = kind == null ? transition.kind() : kind.nameEn();
        return CapAlert.xml(transition, zh, en, settings.sender(), settings.exercise());
    }

    private void cap(Context ctx, User user) {
        List<WarningTransition> transitions = desk.transitions(ctx.pathParam("id"), user);
        ctx.contentType("application/cap+xml; charset=utf-8").result(capXml(transitions.get(transitions.size() - 1)));
    }

    private User user(Context ctx, Api api) {
        String header = ctx.header("Authorization");
        if (header != null && header.startsWith("Basic ")) {
            return basic(ctx, header.substring("Basic ".length()));
        }
        if (api.token(ctx).isEmpty()) {
            ctx.header("WWW-Authenticate", "Basic realm=\"vigil\", charset=\"UTF-8\"");
        }
        return allowed(api.session(ctx).user());
    }

    private User basic(Context ctx, String encoded) {
        String[] parts = decoded(encoded).split(":", 2);
        if (parts.length == 2) {
            Optional<User> known = sessions.basic(parts[0], parts[1], ctx.ip());
            if (known.isPresent()) {
                return allowed(known.get());
            }
        }
        throw new RefusedException(HttpStatus.UNAUTHORIZED, "name or password is wrong");
    }

    private static String decoded(String encoded) {
        try {
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw RefusedException.wrong("the Authorization header is not Base64");
        }
    }

    private static User allowed(User user) {
        if (user.mustChange() || !user.may(Permission.VIEW)) {
            throw new RefusedException(HttpStatus.FORBIDDEN, "choose a password first");
        }
        return user;
    }

    private void positions(Context ctx, User user) {
        List<SeenPosition> lasts = live.positions().lasts().stream()
                .filter(last -> live.sees(user.scope(), last))
                .toList();
        features(ctx, out -> {
            for (SeenPosition last : lasts) {
                begin(out, last.longitude(), last.latitude());
                last.writeFields(out);
                end(out);
            }
        });
    }

    private void warnings(Context ctx, User user) {
        List<WarningTransition> open = live.warnings().find(OPEN, user.scope());
        features(ctx, out -> {
            for (WarningTransition warning : open) {
                if (!Double.isNaN(warning.latitude()) && !Double.isNaN(warning.longitude())) {
                    begin(out, warning.longitude(), warning.latitude());
                    out.writeStringField("id", warning.warningId());
                    out.writeStringField("tier", warning.tier().word());
                    out.writeStringField("rule", warning.rule());
                    out.writeStringField("movers", warning.movers().toString());
                    out.writeStringField(
                            "detected",
                            Instant.ofEpochMilli(warning.detectedMillis()).toString());
                    out.writeStringField("zh", warning.messageZh());
                    out.writeStringField("en", warning.messageEn());
                    end(out);
                }
            }
        });
    }

    private static void features(Context ctx, JsonWriter content) {
        Api.json(ctx, out -> {
            out.writeStartObject();
            out.writeStringField("type", "FeatureCollection");
            out.writeArrayFieldStart("features");
            content.write(out);
            out.writeEndArray();
            out.writeEndObject();
        });
        ctx.contentType(GEO_JSON);
    }

    private static void begin(JsonGenerator out, double longitude, double latitude) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", "Feature");
        out.writeObjectFieldStart("geometry");
        out.writeStringField("type", "Point");
        out.writeFieldName("coordinates");
        out.writeArray(new double[] {longitude, latitude}, 0, 2);
        out.writeEndObject();
        out.writeObjectFieldStart("properties");
    }

    private static void end(JsonGenerator out) throws IOException {
        out.writeEndObject();
        out.writeEndObject();
    }

    private void metrics(Context ctx, Webhooks webhooks) {
        String wanted = "Bearer " + settings.metricsToken();
        String given = String.valueOf(ctx.header("Authorization"));
        boolean may = settings.metricsToken().isEmpty()
                ? settings.openMetrics()
                : MessageDigest.isEqual(
                        wanted.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
        if (!may) {
            throw new RefusedException(HttpStatus.UNAUTHORIZED, "give the token of --metrics-token");
        }
        ctx.contentType(Metrics.CONTENT_TYPE).result(health.metrics(webhooks).toString());
    }
}

package io.vigil.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.vigil.console.PageFiles.PageFile;
import io.vigil.console.access.Permission;
import io.vigil.console.access.User;
import io.vigil.console.world.Ground;
import io.vigil.rule.Parameter;
import io.vigil.rule.RuleCatalog;
import io.vigil.rule.RuleKind;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the server answers: the page, health, the stream; and before everything, what no answer goes without. */
final class ConsoleApi {
    /** All a page may load is its own origin; nothing inline, nothing framed. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:%s; "
                    + "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default";

    private static final Map<String, String> SECURITY_HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "geolocation=(), camera=(), microphone=()");

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final PageFiles pages = new PageFiles();
    private final EventStream stream;
    private final Ground ground;
    private final Health health;
    private final @Nullable TileSource tiles;
    private final String policy;
    private final boolean loopbackOnly;

    /**
     * The answers from that state.
     *
     * @param tiles the only foreign address a page may load pictures from, or null for none
     * @param loopbackOnly whether only requests that name this machine are answered, so that a foreign page cannot read
     *     the console by pointing a host name of its own at the loopback address
     */
    ConsoleApi(EventStream stream, Ground ground, Health health, @Nullable TileSource tiles, boolean loopbackOnly) {
        this.stream = stream;
        this.ground = ground;
        this.health = health;
        this.tiles = tiles;
        this.policy = POLICY.formatted(tiles == null ? "" : ' ' + tiles.origin());
        this.loopbackOnly = loopbackOnly;
    }

    /** Registers every path. */
    void register(RoutesConfig routes, Api api) {
        routes.before(this::guard);
        api.open(HandlerType.GET, "/health", this::isWell);
        api.open(HandlerType.GET, "/api/openapi.json", ctx -> sendFile(ctx, pages.description()));
        api.get(
                "/api/ground",
                Permission.VIEW,
                (ctx, user) ->
                        Api.json(ctx.contentType("application/geo+json"), out -> ground.write(out, user.scope())));
        api.get("/api/kinds", Permission.VIEW, (ctx, user) -> Api.json(ctx, ConsoleApi::writeKinds));
        api.get("/api/tiles", Permission.VIEW, (ctx, user) -> Api.json(ctx, this::writeTiles));
        api.get("/api/health", Permission.VIEW, (ctx, user) -> Api.json(ctx, health::write));
        api.get("/api/stream", Permission.VIEW, (ctx, user) -> stream(ctx, user, api));
        routes.get("/", ctx -> sendFile(ctx, pages.page("index.html")));
        routes.get("/wall", ctx -> sendFile(ctx, pages.page("wall.html")));
        routes.get("/lib/{file}", ctx -> sendFile(ctx, pages.library(ctx.pathParam("file"))));
        routes.get("/{file}", ctx -> sendFile(ctx, pages.page(ctx.pathParam("file"))));
    }

    /** The user's own map tiles; an empty object where there are none. */
    private void writeTiles(JsonGenerator out) throws IOException {
        out.writeStartObject();
        if (tiles != null) {
            out.writeStringField("url", tiles.url());
            out.writeBooleanField("gcj02", tiles.gcj02());
            out.writeStringField("credit", tiles.credit());
        }
        out.writeEndObject();
    }

    /** For a supervisor of processes: 200 when all is well, 503 when not, and no more than that. */
    private void isWell(Context ctx) {
        boolean well = health.isWell();
        ctx.status(well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .contentType("application/json")
                .result(well ? "{\"status\":\"ok\"}" : "{\"status\":\"degraded\"}");
    }

    /** What the rule kinds say of themselves: a new rule brings its own label. */
    private static void writeKinds(JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (RuleKind kind : RuleCatalog.kinds()) {
            out.writeStartObject();
            out.writeStringField("kind", kind.kind());
            out.writeStringField("code", kind.code());
            out.writeStringField("zh", kind.nameZh());
            out.writeStringField("en", kind.nameEn());
            out.writeStringField("meaning", kind.meaning());
            out.writeStringField("meaningZh", kind.meaningZh());
            out.writeStringField("clears", kind.clears());
            out.writeStringField("clearsZh", kind.clearsZh());
            out.writeStringField("source", kind.source());
            out.writeNumberField("clearCount", kind.onset().clearCount());
            out.writeStringField(
                    "release", Duration.ofMillis(kind.onset().releaseMillis()).toString());
            writeParameters(out, kind);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeParameters(JsonGenerator out, RuleKind kind) throws IOException {
        out.writeArrayFieldStart("parameters");
        for (Parameter parameter : kind.allParameters()) {
            out.writeStartObject();
            out.writeStringField("name", parameter.name());
            out.writeStringField("meaning", parameter.meaning());
            out.writeStringField("meaningZh", parameter.meaningZh());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void guard(Context ctx) {
        SECURITY_HEADERS.forEach(ctx::header);
        ctx.header("Content-Security-Policy", policy);
        ctx.header("Cache-Control", "no-store");
        if (loopbackOnly && !LOOPBACK_NAMES.contains(hostName(ctx.host()))) {
            ctx.status(HttpStatus.MISDIRECTED_REQUEST)
                    .contentType("text/plain; charset=utf-8")
                    .result("This console answers to localhost only; start it with --bind to change that.")
                    .skipRemainingHandlers();
        }
    }

    private static String hostName(String host) {
        return host == null ? "" : host.replaceFirst(":\\d+$", "");
    }

    private static void sendFile(Context ctx, Optional<PageFile> found) {
        if (found.isEmpty()) {
            ctx.status(HttpStatus.NOT_FOUND)
                    .contentType("text/plain; charset=utf-8")
                    .result("not found");
            return;
        }
        PageFile file = found.get();
        ctx.header("Cache-Control", "no-cache").header("ETag", file.etag());
        if (file.etag().equals(ctx.header("If-None-Match"))) {
            ctx.status(HttpStatus.NOT_MODIFIED);
        } else {
            ctx.contentType(file.contentType()).result(file.content());
        }
    }

    /** Holds the thread of the request for as long as the page is open; the stream bounds how many there are. */
    private void stream(Context ctx, User user, Api api) throws IOException {
        if (HandlerType.HEAD.equals(ctx.method())) {
            ctx.contentType("text/event-stream");
            return;
        }
        Optional<StreamClient> joined = stream.join(
                ctx.header("Last-Event-ID"),
                new EventStream.Listener(Sessions.key(api.token(ctx).orElseThrow()), user.scope(), api.shownTo(user)));
        if (joined.isEmpty()) {
            throw new RefusedException(
                    HttpStatus.SERVICE_UNAVAILABLE, "more than " + EventStream.MAX_CLIENTS + " pages are open");
        }
        try (StreamClient client = joined.get()) {
            ctx.header("X-Accel-Buffering", "no");
            ctx.res().setContentType("text/event-stream; charset=utf-8");
            client.writeTo(ctx.res().getOutputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The page went away, which is how every stream ends; nothing is lost and there is nobody to tell.
            return;
        }
    }
}

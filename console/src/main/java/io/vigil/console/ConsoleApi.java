package io.vigil.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.vigil.console.PageFiles.PageFile;
import io.vigil.rule.RuleCatalog;
import io.vigil.rule.RuleKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the server answers: the page, and the read-only interface under {@code /api}. Everything is a GET; no answer
 * depends on who asks, so there is nothing a foreign page could make a browser do here.
 */
final class ConsoleApi {
    /** All a page may load is its own origin; nothing inline, nothing framed. */
    private static final Map<String, String> SECURITY_HEADERS = Map.of(
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
                            + "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
                            + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "geolocation=(), camera=(), microphone=()");

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Something that writes one JSON value. */
    @FunctionalInterface
    interface JsonWriter {
        void write(JsonGenerator out) throws IOException;
    }

    private final PageFiles pages = new PageFiles();
    private final LiveState live;
    private final EventStream stream;
    private final MapLayers layers;
    private final boolean loopbackOnly;

    /**
     * The answers from that state.
     *
     * @param loopbackOnly whether only requests that name this machine are answered, so that a foreign page cannot read
     *     the console by pointing a host name of its own at the loopback address
     */
    ConsoleApi(LiveState live, EventStream stream, MapLayers layers, boolean loopbackOnly) {
        this.live = live;
        this.stream = stream;
        this.layers = layers;
        this.loopbackOnly = loopbackOnly;
    }

    /** Registers every path. */
    void register(RoutesConfig routes) {
        routes.before(this::guard);
        routes.get("/", ctx -> sendFile(ctx, pages.page("index.html")));
        routes.get("/{file}", ctx -> sendFile(ctx, pages.page(ctx.pathParam("file"))));
        routes.get("/lib/{file}", ctx -> sendFile(ctx, pages.library(ctx.pathParam("file"))));
        routes.get("/api/positions", ctx -> sendJson(ctx, live.positions()::write));
        routes.get("/api/warnings", this::warnings);
        routes.get("/api/warnings/{id}", this::warning);
        routes.get("/api/zones", ctx -> ctx.contentType("application/geo+json").result(layers.geoJson()));
        routes.get("/api/kinds", ctx -> sendJson(ctx, ConsoleApi::writeKinds));
        routes.get("/api/health", ctx -> sendJson(ctx, live::writeHealth));
        routes.get("/api/stream", this::stream);
    }

    /** The bytes of the JSON value that the writer writes. */
    static byte[] json(JsonWriter writer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = RecordFields.JSON.createGenerator(bytes)) {
            writer.write(out);
        }
        return bytes.toByteArray();
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
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void guard(Context ctx) {
        SECURITY_HEADERS.forEach(ctx::header);
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

    private static void sendJson(Context ctx, JsonWriter writer) throws IOException {
        ctx.contentType("application/json").result(json(writer));
    }

    private static void sendError(Context ctx, HttpStatus status, String reason) throws IOException {
        sendJson(ctx.status(status), out -> {
            out.writeStartObject();
            out.writeStringField("error", reason);
            out.writeEndObject();
        });
    }

    private void warnings(Context ctx) throws IOException {
        WarningQuery query;
        try {
            query = WarningQuery.of(
                    ctx.queryParam("tier"), ctx.queryParam("state"), ctx.queryParam("rule"), ctx.queryParam("q"));
        } catch (IllegalArgumentException e) {
            sendError(ctx, HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
            return;
        }
        List<WarningTransition> found = live.warnings().find(query);
        sendJson(ctx, out -> {
            out.writeStartObject();
            out.writeNumberField("count", found.size());
            live.writeWarningCounts(out);
            out.writeArrayFieldStart("warnings");
            for (WarningTransition last : found) {
                last.writeSummary(out);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private void warning(Context ctx) throws IOException {
        Optional<List<WarningTransition>> known = live.warnings().transitions(ctx.pathParam("id"));
        if (known.isEmpty()) {
            sendError(ctx, HttpStatus.NOT_FOUND, "no such warning");
            return;
        }
        List<WarningTransition> transitions = known.get();
        sendJson(ctx, out -> {
            out.writeStartObject();
            out.writeFieldName("warning");
            transitions.get(transitions.size() - 1).writeSummary(out);
            out.writeArrayFieldStart("transitions");
            for (WarningTransition transition : transitions) {
                out.writeRawValue(transition.cloudEvent());
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    /** Holds the thread of the request for as long as the page is open; the stream bounds how many there are. */
    private void stream(Context ctx) throws IOException {
        if (HandlerType.HEAD.equals(ctx.method())) {
            ctx.contentType("text/event-stream");
            return;
        }
        Optional<StreamClient> joined = stream.join(ctx.header("Last-Event-ID"));
        if (joined.isEmpty()) {
            sendError(
                    ctx.header("Retry-After", "5"),
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "more than " + EventStream.MAX_CLIENTS + " pages are open");
            return;
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

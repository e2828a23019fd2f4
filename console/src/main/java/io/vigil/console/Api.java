package io.vigil.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.vigil.console.access.Permission;
import io.vigil.console.access.PlateMask;
import io.vigil.console.access.RateLimit;
import io.vigil.console.access.User;
import io.vigil.console.record.JsonWriter;
import io.vigil.console.record.MalformedRecordException;
import io.vigil.console.record.RecordFields;
import io.vigil.console.store.AccountStore.Session;
import io.vigil.console.store.StoreAwayException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How every path is asked: by somebody who is logged in and may, and, where it changes something, by our own page: the
 * cookie is not sent by a foreign one (SameSite), and a changing request must carry the session's own word in a header,
 * which a foreign page can neither read nor send.
 */
final class Api {
    static final String CSRF_HEADER = "X-Vigil-Csrf";
    private static final int MAX_BODY = 1 << 20;

    /** What a path does for somebody who may. */
    @FunctionalInterface
    interface Handler {
        void handle(Context ctx, User user) throws Exception;
    }

    private final RoutesConfig routes;
    private final Sessions sessions;
    private final boolean behindTls;
    private final PlateMask mask;
    /** A person does not change forty things in ten seconds. */
    private final RateLimit changes;

    private final Set<String> operations = new TreeSet<>();

    Api(RoutesConfig routes, Sessions sessions, boolean behindTls, PlateMask mask) {
        this.mask = mask;
        this.routes = routes;
        this.sessions = sessions;
        this.behindTls = behindTls;
        this.changes = new RateLimit(40, 250, System::currentTimeMillis);
        routes.exception(RefusedException.class, (e, ctx) -> error(ctx, e.status(), String.valueOf(e.getMessage())));
        routes.exception(
                StoreAwayException.class,
                (e, ctx) -> error(
                        ctx, HttpStatus.SERVICE_UNAVAILABLE, "the database does not answer now; nothing was changed"));
    }

    void get(String path, Permission permission, Handler handler) {
        open(HandlerType.GET, path, ctx -> answer(ctx, handler, may(session(ctx).user(), permission)));
    }

    void post(String path, Permission permission, Handler handler) {
        open(HandlerType.POST, path, ctx -> answer(ctx, handler, mayChange(ctx, permission)));
    }

    void put(String path, Permission permission, Handler handler) {
        open(HandlerType.PUT, path, ctx -> answer(ctx, handler, mayChange(ctx, permission)));
    }

    void delete(String path, Permission permission, Handler handler) {
        open(HandlerType.DELETE, path, ctx -> answer(ctx, handler, mayChange(ctx, permission)));
    }

    /** A path that decides itself who may ask. */
    void open(HandlerType method, String path, io.javalin.http.Handler handler) {
        routes.addHttpHandler(method, path, handler);
        operations.add(method.name() + ' ' + path);
    }

    /** Has a path answered, and plates hidden from those who are not to read them. */
    void answer(Context ctx, Handler handler, User user) throws Exception {
        handler.handle(ctx, user);
        String answer = mask.hidesFrom(user) ? ctx.result() : null;
        if (answer != null) {
            ctx.result(mask.hide(answer));
        }
    }

    /** Whether plates are hidden from a user. */
    boolean hidesPlatesFrom(User user) {
        return mask.hidesFrom(user);
    }

    /** What a user may read of a text that leaves by another way. */
    UnaryOperator<String> shownTo(User user) {
        return mask.hidesFrom(user) ? mask::hide : UnaryOperator.identity();
    }

    /** The mover a user means, who may have read only a part of its plate. */
    String meantBy(User user, String mover) {
        return mask.hidesFrom(user) ? mask.reveal(mover) : mover;
    }

    /** Method and path of everything that is answered beside the files of the page. */
    Set<String> operations() {
        return Set.copyOf(operations);
    }

    /** The session of a request. */
    Session session(Context ctx) {
        return token(ctx)
                .flatMap(sessions::find)
                .orElseThrow(() -> new RefusedException(HttpStatus.UNAUTHORIZED, "nobody is logged in"));
    }

    /** The token of a request. */
    Optional<String> token(Context ctx) {
        return Optional.ofNullable(ctx.cookie(cookieName()));
    }

    /** Gives the browser its token; without one, takes it away. */
    void setToken(Context ctx, @Nullable String token) {
        Cookie cookie = new Cookie(cookieName(), token == null ? "" : token);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(behindTls);
        cookie.setSameSite(SameSite.STRICT);
        cookie.setMaxAge(token == null ? 0 : (int) Sessions.LONGEST.toSeconds());
        ctx.cookie(cookie);
    }

    /** Refuses what does not come from our own page in that session. */
    void checkOwnPage(Context ctx, Session session) {
        String word = ctx.header(CSRF_HEADER);
        if (word == null || !same(word, session.csrf())) {
            throw new RefusedException(HttpStatus.FORBIDDEN, "the request does not come from the console's own page");
        }
    }

    private User mayChange(Context ctx, Permission permission) {
        Session session = session(ctx);
        checkOwnPage(ctx, session);
        if (!changes.take(session.csrf())) {
            throw new RefusedException(HttpStatus.TOO_MANY_REQUESTS, "too many changes; wait a moment");
        }
        return may(session.user(), permission);
    }

    private static User may(User user, Permission permission) {
        if (user.mustChange()) {
            throw new RefusedException(HttpStatus.FORBIDDEN, "choose a password first");
        }
        if (!user.may(permission)) {
            throw new RefusedException(HttpStatus.FORBIDDEN, "your roles do not allow this");
        }
        return user;
    }

    /** The prefix makes the browser refuse such a cookie from anybody but this host over TLS. */
    private String cookieName() {
        return behindTls ? "__Host-vigil" : "vigil";
    }

    static JsonNode body(Context ctx) {
        try {
            return RecordFields.object(ctx.bodyAsBytes(), MAX_BODY);
        } catch (MalformedRecordException e) {
            throw RefusedException.wrong("the body: " + e.getMessage());
        }
    }

    /** A text of the body of at most so many characters; an empty one where it is absent. */
    static String text(JsonNode body, String name, int max) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual() || value.textValue().length() > max) {
            throw RefusedException.wrong(name + " must be a text of at most " + max + " characters");
        }
        return RecordFields.storable(value.textValue()).strip();
    }

    /** A text of the body that must be there. */
    static String required(JsonNode body, String name, int max) {
        String value = text(body, name, max);
        if (value.isEmpty()) {
            throw RefusedException.wrong(name + " is missing");
        }
        return value;
    }

    /** A time of the query, or that default. */
    static Instant time(Context ctx, String name, Instant otherwise) {
        String value = ctx.queryParam(name);
        return value == null || value.isBlank() ? otherwise : time(name, value);
    }

    /** A time with offset. */
    static Instant time(String name, String value) {
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw RefusedException.wrong(name + "=" + RecordFields.abbreviate(value)
                    + " must be a time with offset, such as 2026-09-12T14:03:05Z");
        }
    }

    static void json(Context ctx, JsonWriter writer) {
        ctx.contentType("application/json").result(writer.bytes());
    }

    static void error(Context ctx, HttpStatus status, String reason) {
        json(ctx.status(status), out -> {
            out.writeStartObject();
            out.writeStringField("error", reason);
            out.writeEndObject();
        });
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}

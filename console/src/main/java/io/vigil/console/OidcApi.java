package io.vigil.console;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.vigil.console.access.OidcIssuer;
import io.vigil.console.access.OidcIssuer.Begun;
import io.vigil.console.access.OidcIssuer.RefusedLoginException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logging in by way of another house, where one is configured. */
final class OidcApi {
    private static final Logger LOG = LoggerFactory.getLogger(OidcApi.class);
    private static final String COOKIE = "vigil-login";
    private static final int MOST_BEGUN = 200;
    private static final int SECONDS = 600;

    private final @Nullable OidcIssuer issuer;
    private final Sessions sessions;
    private final Api api;
    private final boolean behindTls;
    private final SecureRandom random = new SecureRandom();
    /** By what the browser's cookie holds; the oldest makes room. */
    private final Map<String, Begun> begun = new LinkedHashMap<>();

    OidcApi(@Nullable OidcIssuer issuer, Sessions sessions, Api api, boolean behindTls) {
        this.issuer = issuer;
        this.sessions = sessions;
        this.api = api;
        this.behindTls = behindTls;
    }

    void register() {
        api.open(
                HandlerType.GET,
                "/api/oidc",
                ctx -> Api.json(ctx, out -> {
                    out.writeStartObject();
                    out.writeBooleanField("offered", issuer != null);
                    out.writeEndObject();
                }));
        api.open(HandlerType.GET, "/api/oidc/login", this::begin);
        api.open(HandlerType.GET, "/api/oidc/callback", this::end);
    }

    private OidcIssuer issuer() {
        if (issuer == null) {
            throw RefusedException.unknown("issuer");
        }
        return issuer;
    }

    private void begin(Context ctx) {
        if (!sessions.mayTryFrom(ctx.ip())) {
            throw new RefusedException(HttpStatus.TOO_MANY_REQUESTS, "too many tries; wait a minute");
        }
        try {
            Begun login = issuer().begin();
            byte[] key = new byte[24];
            random.nextBytes(key);
            remember(HexFormat.of().formatHex(key), login);
            setCookie(ctx, HexFormat.of().formatHex(key), SECONDS);
            ctx.redirect(login.address().toString());
        } catch (RefusedLoginException e) {
            LOG.warn("the issuer does not answer: {}", e.getMessage());
            throw new RefusedException(HttpStatus.BAD_GATEWAY, "the issuer does not answer");
        }
    }

    private void end(Context ctx) {
        OidcIssuer known = issuer();
        Begun login = taken(ctx.cookie(COOKIE));
        setCookie(ctx, "", 0);
        if (login == null) {
            throw new RefusedException(HttpStatus.FORBIDDEN, "this browser did not begin to log in");
        }
        try {
            Sessions.LoggedIn in = sessions.loginBy(
                    known.end(login, URI.create("http://console" + ctx.path() + '?' + ctx.queryString())), ctx.ip());
            api.setToken(ctx, in.token());
            // Only a page of our own sends the strict cookie along, so one of our own goes on to the desk.
            ctx.contentType("text/html; charset=utf-8")
                    .result("<!doctype html><title>Vigil</title><meta http-equiv=\"refresh\" content=\"0;url=/\">");
        } catch (RefusedLoginException | IllegalArgumentException e) {
            LOG.warn("refused: {}", e.getMessage());
            sessions.refused(ctx.ip());
            throw new RefusedException(HttpStatus.UNAUTHORIZED, "the issuer's answer lets nobody in");
        }
    }

    private synchronized void remember(String key, Begun login) {
        begun.put(key, login);
        if (begun.size() > MOST_BEGUN) {
            begun.remove(begun.keySet().iterator().next());
        }
    }

    private synchronized @Nullable Begun taken(@Nullable String key) {
        return key == null ? null : begun.remove(key);
    }

    /** Lax, because the browser comes back from a foreign page; it opens nothing but the end of this one login. */
    private void setCookie(Context ctx, String value, int seconds) {
        Cookie cookie = new Cookie(COOKIE, value);
        cookie.setPath("/api/oidc");
        cookie.setHttpOnly(true);
        cookie.setSecure(behindTls);
        cookie.setSameSite(SameSite.LAX);
        cookie.setMaxAge(seconds);
        ctx.cookie(cookie);
    }
}

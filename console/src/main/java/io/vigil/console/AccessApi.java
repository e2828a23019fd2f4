package io.vigil.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.vigil.console.access.Passwords;
import io.vigil.console.access.Permission;
import io.vigil.console.access.Role;
import io.vigil.console.access.Scope;
import io.vigil.console.access.User;
import io.vigil.console.store.AccountStore;
import io.vigil.console.store.AccountStore.Session;
import io.vigil.console.store.AuditStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Logging in and out, one's own password, users, and the audit trail. */
final class AccessApi {
    private static final int MAX_NAME = 40;
    private static final int MAX_PASSWORD = 256;
    private static final int AUDIT_ROWS = 200;

    private final Sessions sessions;
    private final AccountStore accounts;
    private final AuditStore audit;
    private final Api api;

    AccessApi(Sessions sessions, AccountStore accounts, AuditStore audit, Api api) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.audit = audit;
        this.api = api;
    }

    void register() {
        api.open(HandlerType.POST, "/api/login", this::login);
        api.open(HandlerType.POST, "/api/logout", this::logout);
        api.open(HandlerType.POST, "/api/password", this::changePassword);
        api.open(HandlerType.GET, "/api/me", ctx -> Api.json(ctx, out -> writeSession(out, api.session(ctx))));
        api.get("/api/users", Permission.ADMINISTER, (ctx, user) -> Api.json(ctx, this::writeUsers));
        api.put("/api/users/{name}", Permission.ADMINISTER, this::putUser);
        api.get("/api/audit", Permission.AUDIT, this::audit);
    }

    private void login(Context ctx) {
        JsonNode body = Api.body(ctx);
        String name = Api.required(body, "name", MAX_NAME);
        String password = Api.required(body, "password", MAX_PASSWORD);
        if (ctx.header(Api.CSRF_HEADER) == null) {
            throw new RefusedException(HttpStatus.FORBIDDEN, "the request does not come from the console's own page");
        }
        if (!sessions.mayTry(name, ctx.ip())) {
            throw new RefusedException(HttpStatus.TOO_MANY_REQUESTS, "too many tries; wait a minute");
        }
        Sessions.LoggedIn loggedIn = sessions.login(name, password, ctx.ip())
                .orElseThrow(() -> new RefusedException(HttpStatus.UNAUTHORIZED, "name or password is wrong"));
        api.setToken(ctx, loggedIn.token());
        Api.json(ctx, out -> writeSession(out, loggedIn.session()));
    }

    private void logout(Context ctx) {
        Session session = api.session(ctx);
        api.checkOwnPage(ctx, session);
        api.token(ctx).ifPresent(token -> sessions.logout(token, session.user().name()));
        api.setToken(ctx, null);
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private void changePassword(Context ctx) {
        Session session = api.session(ctx);
        api.checkOwnPage(ctx, session);
        JsonNode body = Api.body(ctx);
        String name = session.user().name();
        String next = Api.required(body, "next", MAX_PASSWORD);
        if (!sessions.mayTry(name, ctx.ip())) {
            throw new RefusedException(HttpStatus.TOO_MANY_REQUESTS, "too many tries; wait a minute");
        }
        if (sessions.verified(name, Api.required(body, "password", MAX_PASSWORD))
                .isEmpty()) {
            throw new RefusedException(HttpStatus.FORBIDDEN, "the old password is wrong");
        }
        if (next.equals(body.path("password").asText())) {
            throw RefusedException.wrong("the new password must be another one");
        }
        accounts.changePassword(name, hash(next), Sessions.digest(api.token(ctx).orElseThrow()));
        sessions.renew();
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private void putUser(Context ctx, User admin) {
        JsonNode body = Api.body(ctx);
        @Nullable String oneTime = body.path("newPassword").asBoolean() ? Passwords.oneTime() : null;
        User user = user(ctx.pathParam("name"), body, oneTime != null);
        if (user.name().equals(admin.name()) && (user.disabled() || !user.may(Permission.ADMINISTER))) {
            throw RefusedException.wrong("you cannot take your own right to administer away");
        }
        try {
            accounts.put(user, oneTime == null ? null : hash(oneTime), admin.name());
        } catch (IllegalArgumentException e) {
            throw RefusedException.wrong(String.valueOf(e.getMessage()));
        }
        sessions.renew();
        Api.json(ctx, out -> {
            out.writeStartObject();
            out.writeStringField("name", user.name());
            if (oneTime != null) {
                out.writeStringField("password", oneTime);
            }
            out.writeEndObject();
        });
    }

    private User user(String name, JsonNode body, boolean newPassword) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (JsonNode word : body.path("roles")) {
            roles.add(Role.ofWord(word.asText())
                    .orElseThrow(() -> RefusedException.wrong("roles: " + word.asText() + " is not known")));
        }
        List<String> codes = new ArrayList<>();
        body.path("codes").forEach(code -> codes.add(code.asText()));
        boolean mustChange = newPassword
                || accounts.find(name).map(known -> known.user().mustChange()).orElse(true);
        try {
            return new User(
                    name,
                    Api.required(body, "displayName", 60),
                    roles,
                    new Scope(body.path("everywhere").asBoolean(), codes),
                    mustChange,
                    body.path("disabled").asBoolean());
        } catch (IllegalArgumentException e) {
            throw RefusedException.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static String hash(String password) {
        try {
            Passwords.check(password);
        } catch (IllegalArgumentException e) {
            throw RefusedException.wrong(String.valueOf(e.getMessage()));
        }
        return Passwords.hash(password);
    }

    private void audit(Context ctx, User user) {
        long before = ctx.queryParamAsClass("before", Long.class).getOrDefault(Long.MAX_VALUE);
        List<AuditStore.Entry> entries = audit.before(before, AUDIT_ROWS);
        Api.json(ctx, out -> {
            out.writeStartArray();
            for (AuditStore.Entry entry : entries) {
                out.writeStartObject();
                out.writeNumberField("id", entry.id());
                out.writeStringField("at", entry.at().toString());
                out.writeStringField("by", entry.by());
                out.writeStringField("action", entry.action());
                out.writeStringField("subject", entry.subject());
                out.writeStringField("detail", entry.detail());
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private void writeUsers(JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (User user : accounts.users()) {
            out.writeStartObject();
            writeUser(out, user);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeSession(JsonGenerator out, Session session) throws IOException {
        User user = session.user();
        out.writeStartObject();
        writeUser(out, user);
        out.writeStringField("csrf", session.csrf());
        out.writeArrayFieldStart("permissions");
        for (Permission permission : Permission.values()) {
            if (user.may(permission) && !user.mustChange()) {
                out.writeString(permission.name().toLowerCase(java.util.Locale.ROOT));
            }
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void writeUser(JsonGenerator out, User user) throws IOException {
        out.writeStringField("name", user.name());
        out.writeStringField("displayName", user.displayName());
        out.writeArrayFieldStart("roles");
        for (Role role : EnumSet.copyOf(user.roles())) {
            out.writeString(role.word());
        }
        out.writeEndArray();
        out.writeBooleanField("everywhere", user.scope().everywhere());
        out.writeArrayFieldStart("codes");
        for (String code : user.scope().codes()) {
            out.writeString(code);
        }
        out.writeEndArray();
        out.writeBooleanField("mustChange", user.mustChange());
        out.writeBooleanField("disabled", user.disabled());
    }
}

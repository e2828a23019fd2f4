package io.vigil.console;

import io.javalin.http.HttpStatus;
import io.vigil.console.access.Passwords;
import io.vigil.console.access.RateLimit;
import io.vigil.console.access.User;
import io.vigil.console.store.AccountStore;
import io.vigil.console.store.AccountStore.Account;
import io.vigil.console.store.AccountStore.Session;
import io.vigil.console.store.AuditStore;
import io.vigil.console.store.StoreAwayException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in. A session ends after twelve hours, after half an hour in which neither a page was open nor anything
 * asked, when its user is changed, and when he logs out. What the database says of a session is trusted for two seconds, and
 * for ten minutes while the database is away: a desk must not go blind with it.
 */
final class Sessions {
    static final Duration LONGEST = Duration.ofHours(12);
    static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration TRUSTED = Duration.ofSeconds(2);
    private static final Duration TRUSTED_WHILE_AWAY = Duration.ofMinutes(10);
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    /**
     * Somebody who has just logged in.
     *
     * @param token what his browser keeps
     */
    record LoggedIn(String token, Session session) {}

    /** What the database said when. */
    private record Looked(Session session, Instant at) {}

    /** When a password was last found right. */
    private record Verified(Instant at) {}

    private final AccountStore accounts;
    private final AuditStore audit;
    private final LongSupplier clockMillis;
    private final RateLimit byName;
    private final RateLimit byAddress;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Looked> looked = new ConcurrentHashMap<>();
    private final Map<String, Verified> verified = new ConcurrentHashMap<>();

    Sessions(AccountStore accounts, AuditStore audit, LongSupplier clockMillis) {
        this.accounts = accounts;
        this.audit = audit;
        this.clockMillis = clockMillis;
        this.byName = new RateLimit(5, 60_000, clockMillis);
        this.byAddress = new RateLimit(30, 10_000, clockMillis);
    }

    /** Whether somebody may try to log in now. */
    boolean mayTry(String name, String address) {
        return byAddress.take(address) && byName.take(name);
    }

    /** Lets somebody in whose password is right. */
    Optional<LoggedIn> login(String name, String password, String address) {
        Optional<User> user = verified(name, password);
        if (user.isEmpty()) {
            audit.add("", "login-refused", name, "from " + address);
            return Optional.empty();
        }
        byName.forget(name);
        return Optional.of(opened(user.get()));
    }

    private LoggedIn opened(User user) {
        String token = randomText();
        Instant now = now();
        Session session = new Session(user, randomText(), now, now);
        accounts.open(digest(token), user.name(), session.csrf(), now);
        return new LoggedIn(token, session);
    }

    /** Whether somebody may try to log in from there now. */
    boolean mayTryFrom(String address) {
        return byAddress.take(address);
    }

    /** Lets in whom another house has named; what it says of him replaces what was known, except that he is disabled. */
    LoggedIn loginBy(User user, String address) {
        if (accounts.find(user.name()).map(known -> known.user().disabled()).orElse(false)) {
            throw new IllegalArgumentException(user.name() + " is disabled here");
        }
        accounts.put(user, Passwords.hash(Passwords.oneTime()), user.name());
        audit.add(user.name(), "login", user.name(), "by the issuer, from " + address);
        return opened(user);
    }

    /** Writes down that an answer of another house was refused. */
    void refused(String address) {
        audit.add("", "login-refused", "", "by the issuer, from " + address);
    }

    /** The user of that name if the password is his; takes as long when there is none. */
    Optional<User> verified(String name, String password) {
        Optional<Account> account = accounts.find(name);
        boolean right = account.isPresent()
                ? Passwords.matches(password, account.get().passwordHash())
                : Passwords.matchesNobody(password);
        return right ? account.map(Account::user).filter(user -> !user.disabled()) : Optional.empty();
    }

    /** The user of a request of a program, which sends name and password each time; a right answer is kept for a minute. */
    Optional<User> basic(String name, String password, String address) {
        String key = key(name + '\0' + password);
        Instant now = now();
        Verified known = verified.get(key);
        if (known != null && known.at().plus(SEEN_EVERY).isAfter(now)) {
            return accounts.find(name).map(Account::user).filter(user -> !user.disabled());
        }
        verified.remove(key);
        if (!mayTry(name, address)) {
            throw new RefusedException(HttpStatus.TOO_MANY_REQUESTS, "too many tries; wait a minute");
        }
        Optional<User> user = verified(name, password);
        if (user.isPresent()) {
            byName.forget(name);
            verified.put(key, new Verified(now));
        }
        return user;
    }

    /** Who has that token, if his session still runs. */
    Optional<Session> find(String token) {
        return findByDigest(key(token));
    }

    /** Who has the token of that digest, if his session still runs; an open page keeps it running. */
    Optional<Session> findByDigest(String key) {
        Instant now = now();
        Looked known = looked.get(key);
        if (known == null || known.at().plus(TRUSTED).isBefore(now)) {
            known = look(key, known, now);
        }
        return known == null ? Optional.empty() : Optional.of(known.session());
    }

    /** The digest by which a session is known inside. */
    static String key(String token) {
        return HexFormat.of().formatHex(digest(token));
    }

    /** Ends a session. */
    void logout(String token, String by) {
        accounts.close(digest(token), by);
        looked.remove(key(token));
    }

    /** Forgets what was looked up, after users were changed. */
    void renew() {
        looked.clear();
        verified.clear();
    }

    private @Nullable Looked look(String key, @Nullable Looked known, Instant now) {
        try {
            byte[] digest = HexFormat.of().parseHex(key);
            Optional<Session> session = accounts.session(digest).filter(found -> runs(found, now));
            if (session.isEmpty()) {
                looked.remove(key);
                return null;
            }
            if (session.get().seenAt().plus(SEEN_EVERY).isBefore(now)) {
                accounts.seen(digest, now);
            }
            Looked fresh = new Looked(session.get(), now);
            looked.put(key, fresh);
            return fresh;
        } catch (StoreAwayException e) {
            if (known == null || known.at().plus(TRUSTED_WHILE_AWAY).isBefore(now)) {
                throw e;
            }
            return known;
        }
    }

    private static boolean runs(Session session, Instant now) {
        return !session.user().disabled()
                && session.createdAt().plus(LONGEST).isAfter(now)
                && session.seenAt().plus(IDLE).isAfter(now);
    }

    private Instant now() {
        return Instant.ofEpochMilli(clockMillis.getAsLong());
    }

    private String randomText() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

package io.vigil.console.store;

import io.vigil.console.access.Role;
import io.vigil.console.access.Scope;
import io.vigil.console.access.User;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Users and who of them is logged in. Passwords are stored as hashes, session tokens as digests. */
public final class AccountStore {
    /** A user with the hash of his password. */
    public record Account(User user, String passwordHash) {}

    /**
     * Somebody who is logged in.
     *
     * @param user who
     * @param csrf what a page must send with what it changes
     * @param createdAt when he logged in
     * @param seenAt when he was last heard of
     */
    public record Session(User user, String csrf, Instant createdAt, Instant seenAt) {}

    private final Database database;

    public AccountStore(Database database) {
        this.database = database;
    }

    /** The user of that name. */
    public Optional<Account> find(String name) {
        return database.inTransaction(connection -> Sql.query(
                        connection,
                        "select * from account where name = ?",
                        row -> new Account(user(row), row.getString("password_hash")),
                        name)
                .stream()
                .findFirst());
    }

    /** All users by name. */
    public List<User> users() {
        return database.inTransaction(
                connection -> Sql.query(connection, "select * from account order by name", AccountStore::user));
    }

    /** Adds the first user of all; false when there is one already. */
    public boolean addFirst(User user, String passwordHash) {
        return database.inTransaction(connection -> {
            Sql.update(connection, "lock table account in exclusive mode");
            boolean none = Sql.query(connection, "select 1 from account limit 1", row -> row.getInt(1))
                    .isEmpty();
            if (none) {
                put(connection, user, passwordHash);
                AuditStore.add(connection, "", "first-user", user.name(), "");
            }
            return none;
        });
    }

    /** Adds a user or replaces one, and ends his sessions; without a hash the password stays. */
    public void put(User user, @Nullable String passwordHash, String by) {
        database.inTransaction(connection -> {
            String hash = passwordHash;
            if (hash == null) {
                hash = Sql.query(
                                connection,
                                "select password_hash from account where name = ?",
                                row -> row.getString(1),
                                user.name())
                        .stream()
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("a new user needs a password"));
            }
            put(connection, user, hash);
            Sql.update(connection, "delete from session where account = ?", user.name());
            AuditStore.add(
                    connection,
                    by,
                    "user",
                    user.name(),
                    "roles=" + user.roles() + " scope=" + user.scope() + " disabled=" + user.disabled());
            return true;
        });
    }

    /** Stores a password that its user chose himself, and ends his other sessions. */
    public void changePassword(String name, String passwordHash, byte[] ownToken) {
        database.inTransaction(connection -> {
            Sql.update(
                    connection,
                    "update account set password_hash = ?, must_change = false, changed_at = now() where name = ?",
                    passwordHash,
                    name);
            Sql.update(connection, "delete from session where account = ? and token_hash <> ?", name, ownToken);
            AuditStore.add(connection, name, "password", name, "");
            return true;
        });
    }

    /** Lets somebody in. */
    public void open(byte[] tokenHash, String name, String csrf, Instant now) {
        database.inTransaction(connection -> {
            Sql.update(
                    connection,
                    "insert into session (token_hash, account, csrf, created_at, seen_at) values (?, ?, ?, ?, ?)",
                    tokenHash,
                    name,
                    csrf,
                    now,
                    now);
            AuditStore.add(connection, name, "login", name, "");
            return true;
        });
    }

    /** Who has that token. */
    public Optional<Session> session(byte[] tokenHash) {
        return database.inTransaction(connection -> Sql.query(
                        connection,
                        "select * from session s join account a on a.name = s.account where token_hash = ?",
                        row -> new Session(
                                user(row),
                                row.getString("csrf"),
                                Sql.instant(row, "created_at"),
                                Sql.instant(row, "seen_at")),
                        tokenHash)
                .stream()
                .findFirst());
    }

    /** Notes that somebody is still there. */
    public void seen(byte[] tokenHash, Instant now) {
        database.inTransaction(connection ->
                Sql.update(connection, "update session set seen_at = ? where token_hash = ?", now, tokenHash));
    }

    /** Ends a session. */
    public void close(byte[] tokenHash, String by) {
        database.inTransaction(connection -> {
            Sql.update(connection, "delete from session where token_hash = ?", tokenHash);
            AuditStore.add(connection, by, "logout", by, "");
            return true;
        });
    }

    private static void put(Connection connection, User user, String passwordHash) throws SQLException {
        Sql.update(
                connection,
                """
                insert into account (name, display_name, roles, everywhere, codes, password_hash, must_change, disabled)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (name) do update set display_name = excluded.display_name, roles = excluded.roles,
                  everywhere = excluded.everywhere, codes = excluded.codes, password_hash = excluded.password_hash,
                  must_change = excluded.must_change, disabled = excluded.disabled, changed_at = now()""",
                user.name(),
                user.displayName(),
                user.roles().stream().map(Role::word).sorted().toList(),
                user.scope().everywhere(),
                user.scope().codes(),
                passwordHash,
                user.mustChange(),
                user.disabled());
    }

    private static User user(ResultSet row) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Sql.texts(row, "roles").forEach(word -> Role.ofWord(word).ifPresent(roles::add));
        return new User(
                row.getString("name"),
                row.getString("display_name"),
                roles,
                new Scope(row.getBoolean("everywhere"), Sql.texts(row, "codes")),
                row.getBoolean("must_change"),
                row.getBoolean("disabled"));
    }
}

package io.vigil.console.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;

/** Passwords: made up, checked for length, hashed and compared. */
public final class Passwords {
    /** NIST SP 800-63B rev. 4, 3.1.1.2: at least 15 where it is the only factor; no rules on which characters. */
    public static final int MIN_LENGTH = 15;

    private static final int MAX_LENGTH = 128;

    /** OWASP's second choice for Argon2id: 19 MiB, 2 passes, 1 lane. */
    private static final Argon2Function ARGON2 = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

    /** Each hash takes 19 MiB while it is worked out. */
    private static final Semaphore AT_ONCE = new Semaphore(2);

    /** No letters or digits that look alike. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A hash nobody's password has, compared with when the user is not known, so that both take the same time. */
    private static final String NOBODY = hash(oneTime());

    private Passwords() {}

    /**
     * Makes ready. The library registers a hook for the end of the process with its first hash, which it cannot once the
     * process is ending.
     */
    public static void prepare() {
        matchesNobody("");
    }

    /** A password for the first login, 20 characters in groups of five: 99 bits. */
    public static String oneTime() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            text.append(i > 0 && i % 5 == 0 ? "-" : "").append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /**
     * Refuses a password that is too short or too long.
     *
     * @throws IllegalArgumentException saying the bound
     */
    public static void check(String password) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "password must have " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
        }
    }

    /** The hash to store, with its parameters and salt in it. */
    public static String hash(String password) {
        return oneOfFew(
                () -> Password.hash(password).addRandomSalt(16).with(ARGON2).getResult());
    }

    /** Whether the password has that hash. */
    public static boolean matches(String password, String hash) {
        return password.length() <= MAX_LENGTH
                && oneOfFew(() -> Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash)));
    }

    /** Takes as long as {@link #matches} and says no. */
    public static boolean matchesNobody(String password) {
        matches(password, NOBODY);
        return false;
    }

    private static <T> T oneOfFew(java.util.function.Supplier<T> work) {
        AT_ONCE.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            AT_ONCE.release();
        }
    }
}

package io.vigil.console.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hides plates and driving licences from users whose every role is one of those given: {@code 津A12345} becomes
 * {@code 津A1**45~3fa9c1}. What follows the tilde tells vehicles apart whose rest is alike; it comes from a key of this run, so it
 * says nothing of the plate. Done to whatever leaves the server, so that no answer can forget it. Safe for use by several threads.
 */
public final class PlateMask {
    /** An id of a vehicle or driver, or a plate in a text (GA 36: province, letter, five or six letters and digits). */
    private static final Pattern HIDDEN = Pattern.compile(
            "(?:(?<=\\bvehicle:)|(?<=\\bdriver:))[^\"\\\\|,\\]<>\\s&~]+|\\p{IsHan}[A-Z][·]?[A-Z0-9]{4,6}[挂学警港澳]?");

    private static final int MOST_KNOWN = 200_000;
    private static final int TAG_BYTES = 3;

    private final Set<Role> roles;
    private final SecretKeySpec key;
    private final Map<String, String> maskedByPlain = new ConcurrentHashMap<>();
    private final Map<String, String> plainByMasked = new ConcurrentHashMap<>();

    /** Hides from those roles; none hides from nobody. */
    public PlateMask(Set<Role> roles) {
        this.roles = Set.copyOf(roles);
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, "HmacSHA256");
    }

    /** Whether it hides from a user: no role of his sees more. */
    public boolean hidesFrom(User user) {
        return roles.containsAll(user.roles());
    }

    /** A text with every plate and licence in it hidden. */
    public String hide(String text) {
        Matcher matcher = HIDDEN.matcher(text);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(masked(found.group())));
    }

    /** A text in which whatever was hidden here is as it was: for what a user sends back. */
    public String reveal(String text) {
        int colon = text.indexOf(':');
        int bar = text.indexOf('|');
        String name = text.substring(colon + 1, bar < 0 ? text.length() : bar);
        String plain = plainByMasked.get(name);
        return plain == null ? text : text.substring(0, colon + 1) + plain + text.substring(colon + 1 + name.length());
    }

    private String masked(String plain) {
        if (maskedByPlain.size() > MOST_KNOWN) {
            maskedByPlain.clear();
            plainByMasked.clear();
        }
        return maskedByPlain.computeIfAbsent(plain, this::mask);
    }

    private String mask(String plain) {
        int length = plain.length();
        String seen = length < 6 ? "**" : plain.substring(0, 3) + "**" + plain.substring(length - 2);
        String masked = seen + '~' + tag(plain);
        plainByMasked.put(masked, plain);
        return masked;
    }

    private String tag(String plain) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] digest = mac.doFinal(plain.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}

package io.vigil.console.access;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Somebody who may log in.
 *
 * @param name how he logs in, 2 to 40 letters, digits, dots, dashes or underscores
 * @param displayName how he is called on the page, at most 60 characters
 * @param roles what he is, at least one
 * @param scope what he sees
 * @param mustChange whether his password was given by somebody else, so that he must choose one first
 * @param disabled whether he may no longer log in
 */
public record User(
        String name, String displayName, Set<Role> roles, Scope scope, boolean mustChange, boolean disabled) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._-]{2,40}");
    private static final int MAX_DISPLAY_NAME = 60;

    /** Checks the names. */
    public User {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name must be 2 to 40 letters, digits, dots, dashes or underscores");
        }
        if (displayName.isBlank() || displayName.length() > MAX_DISPLAY_NAME) {
            throw new IllegalArgumentException("displayName must have 1 to " + MAX_DISPLAY_NAME + " characters");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("roles must not be empty");
        }
        roles = Set.copyOf(roles);
    }

    /** Whether one of the roles allows it. */
    public boolean may(Permission permission) {
        return !disabled && roles.stream().anyMatch(role -> role.may(permission));
    }
}

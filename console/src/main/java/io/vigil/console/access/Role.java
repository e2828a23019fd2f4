package io.vigil.console.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a user is at the desk; one user may have several roles. */
public enum Role {
    VIEWER(EnumSet.of(Permission.VIEW)),
    OPERATOR(EnumSet.of(Permission.VIEW, Permission.ACT, Permission.SILENCE)),
    SUPERVISOR(EnumSet.of(
            Permission.VIEW, Permission.ACT, Permission.SILENCE, Permission.EXEMPT, Permission.DRAW, Permission.AUDIT)),
    TUNER(EnumSet.of(Permission.VIEW, Permission.DRAW, Permission.TUNE)),
    /** Keeps users; does not act on warnings, so that nobody both acts and writes the list of those who may. */
    ADMIN(EnumSet.of(Permission.VIEW, Permission.AUDIT, Permission.ADMINISTER));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    /** As it is stored and shown to programs: {@code viewer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** The role of that word. */
    public static Optional<Role> ofWord(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}

package io.vigil.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {
    @ParameterizedTest
    @CsvSource({
        "VIEWER, VIEW",
        "OPERATOR, VIEW ACT SILENCE",
        "SUPERVISOR, VIEW ACT SILENCE EXEMPT DRAW AUDIT",
        "TUNER, VIEW DRAW TUNE",
        "ADMIN, VIEW AUDIT ADMINISTER"
    })
    void givesEachRoleItsPermissionsAndNoOther(Role role, String permissions) {
        User user = new User("li", "Li", Set.of(role), Scope.EVERYWHERE, false, false);
        User disabled = new User("li", "Li", Set.of(role), Scope.EVERYWHERE, false, true);
        for (Permission permission : Permission.values()) {
            assertThat(user.may(permission))
                    .as("%s %s", role, permission)
                    .isEqualTo(List.of(permissions.split(" ")).contains(permission.name()));
            assertThat(disabled.may(permission)).isFalse();
        }
    }

    @Test
    void seesWhatBeginsWithItsCodesAndNothingElse() {
        Scope city = Scope.of(List.of("1201"));

        assertThat(city.sees(Set.of("120116"))).isTrue();
        assertThat(city.sees(Set.of("1201"))).isTrue();
        assertThat(city.sees(Set.of("3101", "120101"))).isTrue();
        assertThat(city.sees(Set.of("120"))).isFalse();
        assertThat(city.sees(Set.of("310101"))).isFalse();
        assertThat(city.sees(Set.of())).isFalse();
        assertThat(Scope.of(List.of()).sees(Set.of("1201"))).isFalse();
        assertThat(Scope.EVERYWHERE.sees(Set.of())).isTrue();
        assertThatThrownBy(() -> Scope.of(List.of(""))).hasMessageContaining("jurisdiction");
    }

    @Test
    void hashesPasswordsEachWithASaltOfItsOwn() {
        String password = Passwords.oneTime();
        String hash = Passwords.hash(password);

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain(password);
        assertThat(Passwords.hash(password)).isNotEqualTo(hash);
        assertThat(Passwords.matches(password, hash)).isTrue();
        assertThat(Passwords.matches(password + "x", hash)).isFalse();
        assertThat(Passwords.matchesNobody(password)).isFalse();
    }

    @Test
    void refusesPasswordsThatAreTooShortOrTooLong() {
        Passwords.check("x".repeat(15));
        Passwords.check("密".repeat(128));
        assertThatThrownBy(() -> Passwords.check("x".repeat(14))).hasMessageContaining("15 to 128");
        assertThatThrownBy(() -> Passwords.check("x".repeat(129))).hasMessageContaining("15 to 128");
    }

    @Test
    void makesUpADifferentPasswordEachTime() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            made.add(Passwords.oneTime());
        }
        assertThat(made).hasSize(1_000).allMatch(password -> password.matches("([a-z2-9]{5}-){3}[a-z2-9]{5}"));
    }

    @Test
    void letsSoManyThroughAtOnceAndThenOneAsOftenAsSaid() {
        AtomicLong clock = new AtomicLong();
        RateLimit limit = new RateLimit(3, 1_000, clock::get);

        assertThat(List.of(limit.take("a"), limit.take("a"), limit.take("a"), limit.take("a")))
                .containsExactly(true, true, true, false);
        assertThat(limit.take("b")).isTrue();
        clock.set(999);
        assertThat(limit.take("a")).isFalse();
        clock.set(1_000);
        assertThat(limit.take("a")).isTrue();
        assertThat(limit.take("a")).isFalse();
        limit.forget("a");
        assertThat(limit.take("a")).isTrue();
    }
}

package io.vigil.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engines that judge one after the other, each from an event time on until the next begins. Immutable: a host that
 * hears of a new version puts a new object into its runners.
 *
 * <p>Which version judges an event depends on the event's time alone, so a report is never judged by parts of two, and a
 * run that knew the versions from the start gives the same warnings as one that heard of each just in time.
 */
public final class EngineVersions {
    private final List<Version> versions;

    private EngineVersions(List<Version> versions) {
        this.versions = versions;
    }

    /**
     * One version.
     *
     * @param number counts up, without meaning but order
     * @param fromMillis the first instant it judges; of the first version it does not matter
     * @param built its engine; may wait until it has been built, always gives the same
     */
    public record Version(long number, long fromMillis, Supplier<Engine> built) {
        Engine engine() {
            return built.get();
        }
    }

    /** One engine for all times. */
    public static EngineVersions of(Engine engine) {
        return first(0, () -> engine);
    }

    /** One engine for all times, which may still be in the making. */
    public static EngineVersions first(long number, Supplier<Engine> built) {
        return new EngineVersions(List.of(new Version(number, Long.MIN_VALUE, built)));
    }

    /**
     * The same with one more at the end.
     *
     * @throws IllegalArgumentException if its number is not above the last, or it begins before the last
     */
    public EngineVersions with(Version next) {
        Version last = last();
        if (next.number() <= last.number() || next.fromMillis() < last.fromMillis()) {
            throw new IllegalArgumentException("version " + next.number() + " from " + next.fromMillis()
                    + " does not follow version " + last.number() + " from " + last.fromMillis());
        }
        List<Version> longer = new ArrayList<>(versions);
        longer.add(next);
        return new EngineVersions(List.copyOf(longer));
    }

    /** The same without the versions that have ended by an instant, so that their engines can go. */
    public EngineVersions since(long timeMillis) {
        int first = 0;
        while (first + 1 < versions.size() && versions.get(first + 1).fromMillis() <= timeMillis) {
            first++;
        }
        return first == 0 ? this : new EngineVersions(List.copyOf(versions.subList(first, versions.size())));
    }

    /** Those before a version that began before an instant, and then that one from the instant on. */
    EngineVersions beginningAt(Version version, long fromMillis) {
        List<Version> earlier = new ArrayList<>();
        for (Version each : versions) {
            if (each.number() < version.number() && (earlier.isEmpty() || each.fromMillis() < fromMillis)) {
                earlier.add(each);
            }
        }
        earlier.add(new Version(version.number(), fromMillis, version.built()));
        return new EngineVersions(List.copyOf(earlier));
    }

    /** The version that judges an instant; before the first, that one. */
    Version at(long timeMillis) {
        for (int i = versions.size() - 1; i > 0; i--) {
            if (versions.get(i).fromMillis() <= timeMillis) {
                return versions.get(i);
            }
        }
        return versions.get(0);
    }

    /** The version of a number, or the one that took over from it where it is no longer kept. */
    Version of(long number) {
        for (Version version : versions) {
            if (version.number() >= number) {
                return version;
            }
        }
        return last();
    }

    /** The version after one of these, or null. */
    @Nullable
    Version after(Version version) {
        int next = versions.indexOf(version) + 1;
        return next < versions.size() ? versions.get(next) : null;
    }

    /** The newest. */
    public Version last() {
        return versions.get(versions.size() - 1);
    }

    /** All of them, oldest first. */
    public List<Version> all() {
        return versions;
    }
}

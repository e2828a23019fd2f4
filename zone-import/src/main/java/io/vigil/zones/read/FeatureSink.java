package io.vigil.zones.read;

import org.jspecify.annotations.Nullable;

/** Takes what a reader finds, in the order of the file. */
public interface FeatureSink {
    /** A feature that could be read. */
    void feature(RawFeature feature);

    /** One that could not; reading goes on. */
    void fault(String place, String reason, @Nullable String remedy);

    /** Something the user should know, such as an encoding that was guessed. */
    void note(String text);
}

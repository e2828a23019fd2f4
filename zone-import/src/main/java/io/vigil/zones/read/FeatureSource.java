package io.vigil.zones.read;

/** Reads one format. Without state. */
interface FeatureSource {
    /** Hands every feature of the file to the sink. */
    void read(FileParts file, ReadOptions options, FeatureSink sink);
}

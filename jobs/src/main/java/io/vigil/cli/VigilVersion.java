package io.vigil.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** Version of the jar this runs from. */
final class VigilVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        @Nullable String version = VigilVersion.class.getPackage().getImplementationVersion();
        return new String[] {
            "vigil " + (version == null ? "(not packaged)" : version),
            "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")"
        };
    }
}

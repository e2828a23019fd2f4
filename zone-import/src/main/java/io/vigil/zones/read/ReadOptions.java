package io.vigil.zones.read;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * What the user says of a file.
 *
 * @param format how to read it, or null to tell by its name and content
 * @param encoding of its texts, or null to tell by the file
 * @param layer which table or which shapefile of several, or null
 */
public record ReadOptions(@Nullable Format format, @Nullable Charset encoding, @Nullable String layer) {}

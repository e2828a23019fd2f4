/**
 * Archive files: the formats of {@code --feed FORMAT:PATH}, compression, globs, bounded lines. One class per format and
 * one line in {@link io.vigil.feeds.archive.ArchiveFormats} that registers it.
 */
@NullMarked
package io.vigil.feeds.archive;

import org.jspecify.annotations.NullMarked;

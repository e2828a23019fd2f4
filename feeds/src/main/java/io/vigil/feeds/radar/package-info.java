/** Tracks of shore radars, as archive and as topic. What makes a track of echoes is the station's affair. */
@NullMarked
package io.vigil.feeds.radar;

import org.jspecify.annotations.NullMarked;

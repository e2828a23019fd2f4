/** AIS: NMEA 0183 framing, tag blocks, multi-sentence assembly and the messages of ITU-R M.1371-5. */
@NullMarked
package io.vigil.feeds.ais;

import org.jspecify.annotations.NullMarked;

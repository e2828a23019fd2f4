/**
 * From bytes to {@code geo-rules}' words: what every wire format has in common. One package below this per format;
 * formats share nothing with each other. Nothing here owns a socket, a topic or a clock.
 */
@NullMarked
package io.vigil.feeds;

import org.jspecify.annotations.NullMarked;

/** The control-room page and its server. */
@NullMarked
package io.vigil.console;

import org.jspecify.annotations.NullMarked;

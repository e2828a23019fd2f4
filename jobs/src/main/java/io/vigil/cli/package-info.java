/** The command line. Each command is one class. */
@NullMarked
package io.vigil.cli;

import org.jspecify.annotations.NullMarked;

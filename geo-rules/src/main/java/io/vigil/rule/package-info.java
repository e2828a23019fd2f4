/** The rules, one file each, and what a rule is given and answers. No clock, no randomness, no I/O. */
@NullMarked
package io.vigil.rule;

import org.jspecify.annotations.NullMarked;

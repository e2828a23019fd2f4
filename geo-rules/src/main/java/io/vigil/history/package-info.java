/**
 * The stored history of one mover: its events in a compact, lossless form, and where a host keeps them. What is judged by
 * them, and when they are judged again, is decided in {@code evaluate}.
 */
@NullMarked
package io.vigil.history;

import org.jspecify.annotations.NullMarked;

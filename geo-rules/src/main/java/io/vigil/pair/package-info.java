/**
 * Where two movers are at the same instant: tracks aligned in time, and the cells in which those that may be near meet.
 * What is judged of them is in {@code rule}, who judges it in {@code evaluate}.
 */
@org.jspecify.annotations.NullMarked
package io.vigil.pair;

/**
 * How traffic flows on roads, by the vehicles that report: which road a fix is on, how a vehicle travels along it, and what
 * the vehicles of a few minutes say of it. Knows nothing of rules; what hosts it is in {@code jobs}.
 */
@org.jspecify.annotations.NullMarked
package io.vigil.traffic;

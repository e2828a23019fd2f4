/**
 * Forecasts and observations of wind, waves and visibility, and what they say of a place at a time. What nothing is known
 * of is unknown, never calm.
 */
@NullMarked
package io.vigil.weather;

import org.jspecify.annotations.NullMarked;

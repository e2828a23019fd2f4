/** Warnings and figures for other systems: CAP, webhooks, GeoJSON, metrics. */
@NullMarked
package io.vigil.console.out;

import org.jspecify.annotations.NullMarked;

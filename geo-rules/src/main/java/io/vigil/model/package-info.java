/**
 * The words of the domain: movers, position reports, zones, routes, registry records, warnings, tiers and units.
 * Plain records that hold no behaviour beyond their own validity. Reading and writing JSON is in {@code io.vigil.json}.
 */
@NullMarked
package io.vigil.model;

import org.jspecify.annotations.NullMarked;

package io.vigil.feeds.jt808;

import io.vigil.model.MoverId;

/**
 * The box in a vehicle.
 *
 * @param phone its number as on the wire: 12 digits (2011, 2013) or 20 (2019); some vendors put hexadecimal there
 * @param mover the same as a mover: leading zeros off, then at least 12 digits, so a terminal keeps its name when its
 *     firmware moves from 2013 to 2019
 */
record Terminal(String phone, MoverId mover) {}

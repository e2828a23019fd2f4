/**
 * {@code vigil zones import}: zones from the files and datums of others into the form the rules read. Features come from
 * {@link io.vigil.zones.read}, are put into WGS 84 by {@link io.vigil.zones.crs} and made valid by {@link
 * io.vigil.zones.repair}. Nothing here is used while reports are judged.
 */
@org.jspecify.annotations.NullMarked
package io.vigil.zones;

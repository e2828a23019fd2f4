/** From any coordinate reference system and the shifted datums of Chinese maps to WGS 84. The only place that knows GeoTools. */
@org.jspecify.annotations.NullMarked
package io.vigil.zones.crs;

// GCJ-02, the coordinates of Chinese map services: WGS 84 moved by up to 700 m. The same formula as the engine's (Gcj02.java),
// to which a test holds it. Only pictures are moved by it, never data.

const [SOUTH, NORTH, WEST, EAST] = [0.8293, 55.8271, 72.004, 137.8347];
const SEMI_MAJOR_METERS = 6378245;
const ECCENTRICITY_SQUARED = 0.00669342162296594323;
const CONVERGED_DEGREES = 1e-12;
const MAX_ITERATIONS = 40;
const DEGREES = 180 / Math.PI;

/** [lon, lat] of WGS 84 as GCJ-02; outside the rectangle round China nothing is moved. */
export function toGcj02(lon, lat) {
  return inChina(lon, lat) ? moved(lon, lat) : [lon, lat];
}

/** [lon, lat] of GCJ-02 as WGS 84. */
export function fromGcj02(lon, lat) {
  let [fromLon, fromLat] = [lon, lat];
  for (let i = 0; i < MAX_ITERATIONS; i++) {
    const there = moved(fromLon, fromLat);
    const [dLon, dLat] = [lon - there[0], lat - there[1]];
    fromLon += dLon;
    fromLat += dLat;
    if (Math.abs(dLon) <= CONVERGED_DEGREES && Math.abs(dLat) <= CONVERGED_DEGREES) break;
  }
  return inChina(fromLon, fromLat) ? [fromLon, fromLat] : [lon, lat];
}

function inChina(lon, lat) {
  return lat >= SOUTH && lat <= NORTH && lon >= WEST && lon <= EAST;
}

function moved(lon, lat) {
  const [x, y] = [lon - 105, lat - 35];
  const sin = Math.sin(lat / DEGREES);
  const w2 = 1 - ECCENTRICITY_SQUARED * sin * sin;
  const w = Math.sqrt(w2);
  return [lon + (eastMeters(x, y) * w * DEGREES) / (SEMI_MAJOR_METERS * Math.cos(lat / DEGREES)),
    lat + (northMeters(x, y) * w2 * w * DEGREES) / (SEMI_MAJOR_METERS * (1 - ECCENTRICITY_SQUARED))];
}

function northMeters(x, y) {
  return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + ripple(x)
    + ((20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * 2) / 3 + ((160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * 2) / 3;
}

function eastMeters(x, y) {
  return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + ripple(x)
    + ((20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * 2) / 3 + ((150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * 2) / 3;
}

function ripple(x) {
  return ((20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2) / 3;
}

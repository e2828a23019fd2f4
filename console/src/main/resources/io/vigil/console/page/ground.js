// What lies under the movers: land and coast, zones, routes. Everything is in the server's own files; no tiles.
import {term} from './words.js';

const LAND = '#18273d';
const COAST = '#44618c';
const TEXT = '#dbe6f7';
const HALO = '#0a1220';
const FONT = '15px "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
const ROUTE_COLOUR = '#46c7b5';
const ZONE_COLOURS = {
  forbidden: '#ff6f74', 'closed-season': '#ff9f6b', protected: '#c99bff', harbour: '#58c8ea', anchorage: '#7fc7c0', depot: '#9db1cc',
  'service-area': '#9db1cc', expressway: '#8296b5', urban: '#a9a5c9', descent: '#ffb45e', 'cooling-point': '#58c8ea', sensitive: '#ff8fb8',
  'navigation-area': '#6ea8ff', channel: '#6ea8ff', cable: '#d9e07a', 'coast-watch': '#e0a96d', reservoir: '#58b0ea', railway: '#b2a08c', permitted: '#7ed491',
};
const DASHED = new Set(['forbidden', 'closed-season', 'protected', 'sensitive', 'coast-watch']);
const LABELS_BELOW_RESOLUTION = 120;
const READER = new ol.format.GeoJSON({featureProjection: 'EPSG:3857'});

/** The land, and its coast without the seams where pieces of the file meet. */
export async function landLayers() {
  const collection = await (await fetch('land.geojson')).json();
  const land = collection.features[0];
  const fill = new ol.layer.VectorImage({ // drawn once for a view, not with every move of a mover
    source: new ol.source.Vector({features: READER.readFeatures(collection)}),
    style: new ol.style.Style({fill: new ol.style.Fill({color: LAND})}),
  });
  const lines = coastLines(land.geometry.coordinates, land.properties.cuts);
  const coast = new ol.layer.VectorImage({
    source: new ol.source.Vector({features: [new ol.Feature(new ol.geom.MultiLineString(lines).transform('EPSG:4326', 'EPSG:3857'))]}),
    style: new ol.style.Style({stroke: new ol.style.Stroke({color: COAST, width: 1.4})}),
  });
  return [fill, coast];
}

export function graticule() {
  const label = {font: '12px sans-serif', fill: new ol.style.Fill({color: '#8093b3'}), stroke: new ol.style.Stroke({color: HALO, width: 3})};
  return new ol.layer.Graticule({
    strokeStyle: new ol.style.Stroke({color: 'rgba(150, 175, 215, 0.13)', width: 1}),
    showLabels: true,
    wrapX: false,
    targetSize: 160,
    lonLabelPosition: 0.03, // above the latitudes' labels where a corner would hold both
    latLabelPosition: 0.995, // the buttons are on the left
    latLabelStyle: new ol.style.Text({...label, textAlign: 'end'}),
    lonLabelStyle: new ol.style.Text({...label, textBaseline: 'bottom'}),
    intervals: [30, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005],
  });
}

/** The zones and routes of the server; what cannot be drawn is left out and counted in the result. */
export function zoneLayer(collection) {
  const features = [];
  let left = 0;
  for (const json of collection.features) {
    try {
      features.push(drawable(json));
    } catch {
      left++;
    }
  }
  const source = new ol.source.Vector({features});
  const layer = new ol.layer.Vector({source, style: groundStyle, declutter: true});
  return {layer, source, left};
}

/** The name of a zone or route in the language in use. */
export function groundName(feature) {
  return String(feature.get('name') ?? feature.get('id') ?? '');
}

/** The type of a zone in the language in use. */
export function groundType(feature) {
  return feature.get('layer') === 'route' ? '' : term('zoneType', String(feature.get('type') ?? ''));
}

/** The colour a zone of that type is drawn in. */
export function zoneColour(type) {
  return ZONE_COLOURS[type] ?? '#9fb0c9';
}

/** A feature of the file as the map draws it: a circle round a point becomes a polygon. */
export function drawable(json) {
  const feature = READER.readFeature(json);
  const radius = Number(json.properties.radiusM);
  if (json.geometry.type === 'Point') {
    feature.setGeometry(ol.geom.Polygon.circular(json.geometry.coordinates, radius > 0 ? radius : 50, 64).transform('EPSG:4326', 'EPSG:3857'));
  }
  if (!Number.isFinite(feature.getGeometry().getExtent()[0])) throw new Error('no coordinates');
  return feature;
}

function groundStyle(feature, resolution) {
  return feature.get('layer') === 'route' ? routeStyle(feature, resolution) : zoneStyle(feature, resolution);
}

function routeStyle(feature, resolution) {
  return [
    corridor(feature, resolution, ROUTE_COLOUR),
    new ol.style.Style({
      stroke: new ol.style.Stroke({color: ROUTE_COLOUR, width: 2.5, lineDash: [10, 6]}),
      text: resolution < LABELS_BELOW_RESOLUTION ? label(groundName(feature), ROUTE_COLOUR, 'line') : undefined,
    }),
  ];
}

function zoneStyle(feature, resolution) {
  const type = String(feature.get('type') ?? '');
  const colour = zoneColour(type);
  const line = feature.getGeometry().getType().endsWith('LineString');
  const text = resolution < LABELS_BELOW_RESOLUTION ? label(groundName(feature), colour, line ? 'line' : 'point') : undefined;
  if (line) return [corridor(feature, resolution, colour), new ol.style.Style({stroke: new ol.style.Stroke({color: colour, width: 1.5}), text})];
  return new ol.style.Style({
    fill: new ol.style.Fill({color: `${colour}1f`}),
    stroke: new ol.style.Stroke({color: colour, width: 2, lineDash: DASHED.has(type) ? [9, 5] : undefined}),
    text,
  });
}

/** The width of a corridor on the ground, at the latitude where it lies. */
function corridor(feature, resolution, colour) {
  const middle = ol.proj.toLonLat(ol.extent.getCenter(feature.getGeometry().getExtent()));
  const metersPerPixel = resolution * Math.cos((middle[1] * Math.PI) / 180);
  const width = (2 * Number(feature.get('halfWidthM') ?? 0)) / metersPerPixel;
  return new ol.style.Style({stroke: new ol.style.Stroke({color: `${colour}22`, width: Math.min(400, Math.max(6, width || 6)), lineCap: 'butt'})});
}

function label(text, colour, placement) {
  return new ol.style.Text({
    text,
    font: FONT,
    placement,
    overflow: placement === 'point',
    fill: new ol.style.Fill({color: TEXT}),
    stroke: new ol.style.Stroke({color: HALO, width: 4}),
  });
}

/** The rings as lines, without the stretches that run along a cut of the file. */
function coastLines(polygons, cuts) {
  const lon = new Set(cuts.lon);
  const lat = new Set(cuts.lat);
  const lines = [];
  for (const ring of polygons.flat()) {
    let line = [ring[0]];
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1], ring[i]];
      const seam = (a[0] === b[0] && lon.has(a[0])) || (a[1] === b[1] && lat.has(a[1]));
      if (seam) {
        if (line.length > 1) lines.push(line);
        line = [b];
      } else {
        line.push(b);
      }
    }
    if (line.length > 1) lines.push(line);
  }
  return lines;
}

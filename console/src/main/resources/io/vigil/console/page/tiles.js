// Tiles of the user's own source, where one is configured. Those in GCJ-02 are warped as pictures, so that what is measured and
// what is drawn stays in WGS 84.
import {element} from './dom.js';
import {fromGcj02, toGcj02} from './gcj02.js';
import {fetchJson} from './live.js';

const GCJ_MERCATOR = 'VIGIL:GCJ02';

/** The layer of the tiles as a list, empty where there are none; whose they are is written into that corner of the map. */
export async function tileLayers(corner) {
  const {url, gcj02, credit} = await fetchJson('api/tiles').catch(() => ({}));
  if (!url) return [];
  if (credit) corner.append(element('p', 'map-credit', {}, credit));
  return [new ol.layer.Tile({source: new ol.source.XYZ({url, projection: gcj02 ? gcjMercator() : 'EPSG:3857', maxZoom: 18})})];
}

function gcjMercator() {
  const known = ol.proj.get(GCJ_MERCATOR);
  if (known) return known;
  const projection = new ol.proj.Projection({code: GCJ_MERCATOR, units: 'm', extent: ol.proj.get('EPSG:3857').getExtent()});
  ol.proj.addProjection(projection);
  const through = (shift) => (coordinate) => ol.proj.fromLonLat(shift(...ol.proj.toLonLat(coordinate)));
  ol.proj.addCoordinateTransforms('EPSG:3857', projection, through(toGcj02), through(fromGcj02));
  return projection;
}

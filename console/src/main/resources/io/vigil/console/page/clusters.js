// Where movers are too many to be told apart: how many there are in each cell of the screen, and the worst tier among them.
import {tierShape} from './dom.js';
import {TIERS, worstTier} from './store.js';
import {TIER_COLOURS} from './symbols.js';

const CELL_PIXELS = 70;
const source = new ol.source.Vector();
const styles = new Map();

export const clusterLayer = new ol.layer.Vector({source, style: clusterStyle, zIndex: 4});

/** Shows the movers as counts; none clears them. */
export function drawClusters(inView, resolution) {
  const size = CELL_PIXELS * resolution;
  const cells = new Map();
  for (const mover of inView) {
    const key = `${Math.floor(mover.at[0] / size)} ${Math.floor(mover.at[1] / size)}`;
    const cell = cells.get(key) ?? {count: 0, x: 0, y: 0, worst: TIERS.length};
    const tier = worstTier(mover.mover);
    if (tier) cell.worst = Math.min(cell.worst, TIERS.indexOf(tier));
    cell.count++;
    cell.x += mover.at[0];
    cell.y += mover.at[1];
    cells.set(key, cell);
  }
  source.clear(true);
  source.addFeatures([...cells.values()].map(({count, x, y, worst}) => {
    const feature = new ol.Feature(new ol.geom.Point([x / count, y / count]));
    feature.count = count;
    feature.tier = TIERS[worst] ?? null;
    return feature;
  }));
}

function clusterStyle(feature) {
  const text = `${tierShape(feature.tier)}${feature.count > 999 ? `${(feature.count / 1000).toFixed(1)}k` : feature.count}`;
  if (!styles.has(text)) {
    styles.set(text, new ol.style.Style({
      image: new ol.style.Circle({radius: 12 + Math.min(14, Math.log2(feature.count) * 1.6), fill: new ol.style.Fill({color: '#24406bd0'}), stroke: new ol.style.Stroke({color: TIER_COLOURS[feature.tier] ?? '#8fb4e8', width: feature.tier ? 3 : 1.5})}),
      text: new ol.style.Text({text, font: '600 13px sans-serif', fill: new ol.style.Fill({color: '#eaf1fc'})}),
    }));
  }
  return styles.get(text);
}

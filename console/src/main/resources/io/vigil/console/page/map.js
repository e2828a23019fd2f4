// The map: ground, movers with their tails, and what was clicked.
import {clusterLayer, drawClusters} from './clusters.js';
import {element, tierShape} from './dom.js';
import * as format from './format.js';
import {graticule, groundName, groundType, landLayers, zoneColour, zoneLayer} from './ground.js';
import {fetchJson} from './live.js';
import {soon} from './soon.js';
import {byUrgency, dataTimeMillis, judgeMovers, movers, TIERS, warnings, worstTier} from './store.js';
import {moverStyle, symbolImage, TIER_COLOURS} from './symbols.js';
import {tileLayers} from './tiles.js';
import {onLanguage, term, word} from './words.js';

const CHINA_COAST = [105, 17, 126, 42];
const STALE_VEHICLE_MILLIS = 10 * 60 * 1000;
const STALE_VESSEL_MILLIS = 40 * 60 * 1000;
const TAILS_BELOW_RESOLUTION = 60;
const SMALL_ABOVE_RESOLUTION = 240;
const MANY = 1500;
const SYNC_MILLIS = 500;
const MOST_SINGLE = 300;
const NAMES_BELOW_RESOLUTION = 70;
const TAIL_COLOURS = {...TIER_COLOURS, none: '#9fb6d8'};
const WHOLE = {padding: [60, 60, 60, 60], maxZoom: 15};

const project = (lon, lat) => ol.proj.fromLonLat([lon, lat]);
const features = new Map();
const moverSource = new ol.source.Vector();
const moverLayer = new ol.layer.Vector({source: moverSource, style: styleOf, declutter: 'names', updateWhileInteracting: true, updateWhileAnimating: true, zIndex: 5});
const tailFeatures = new Map([...TIERS, 'none'].map((tier) => [tier, new ol.Feature(new ol.geom.MultiLineString([]))]));
const evidence = new ol.Feature(new ol.geom.LineString([]));
const played = new ol.Feature(new ol.geom.Point([0, 0]));
const playedLine = new ol.Feature(new ol.geom.MultiLineString([]));
let playedMover = null;
let clusters = true;
let map = null;
let zones = null;
let groundVersion = null;
let selected = null;
let onOpenWarning = () => {};
let onPlay = () => {};
let tip = null;
let card = null;

/** Builds the map in #map; openWarning(id) and play(mover) are called when a warning or a track is chosen on it. */
export async function showMap(openWarning, play) {
  onOpenWarning = openWarning;
  onPlay = play;
  tip = new ol.Overlay({element: document.getElementById('tip'), offset: [16, 0], positioning: 'center-left', stopEvent: false});
  card = new ol.Overlay({element: document.getElementById('card'), offset: [0, -22], positioning: 'bottom-center'});
  map = new ol.Map({
    target: 'map',
    layers: [tailLayer(), clusterLayer, moverLayer, playedLayer()],
    overlays: [tip, card],
    controls: [new ol.control.Zoom(), new ol.control.ScaleLine()],
    view: new ol.View({center: project(117.7, 38.9), zoom: 5, minZoom: 3, maxZoom: 19, enableRotation: false}),
  });
  fitWhole(false);
  map.on('pointermove', (event) => event.dragging || point(event));
  map.on('click', choose);
  map.on('moveend', sync);
  document.getElementById('fit').addEventListener('click', () => fitWhole(true));
  const toggle = element('button', null, {type: 'button', id: 'cluster', 'aria-pressed': 'true', onclick: () => {
    clusters = !clusters;
    toggle.setAttribute('aria-pressed', String(clusters));
    sync();
  }});
  document.getElementById('fit').after(toggle);
  toggle.textContent = word('cluster'); // a page may have chosen its language before there is a map
  onLanguage(() => (toggle.textContent = word('cluster')));
  onLanguage(() => {
    drawLegend();
    drawCard();
    zones?.layer.changed();
  });
  drawLegend();
  await Promise.all([addLand(), addZones()]);
  fitWhole(false);
}

/** Shows where those movers are now. */
export function showMovers(changed) {
  for (const mover of changed) {
    mover.at = project(mover.lon, mover.lat);
    if (mover.mover === selected) drawCard();
  }
  syncSoon();
}

/** Colours the movers by the warnings there are now, soon. */
export const showTiers = soon(SYNC_MILLIS, () => {
  judgeMovers();
  moverLayer.changed();
  sync();
  drawCard();
});

const syncSoon = soon(SYNC_MILLIS, sync);

/**
 * Brings the map up to what is known. Only what is in view has a feature; where that is more than can be told apart, the movers
 * with the most urgent warnings are drawn, and all are counted in cells of the screen, which show the worst tier among them.
 * So twenty thousand movers, or a flood of warnings, cost as much as a thousand.
 */
function sync() {
  if (!map) return;
  const view = map.getView();
  const extent = ol.extent.buffer(view.calculateExtent(map.getSize()), 40 * view.getResolution());
  const inView = [];
  for (const mover of movers.values()) if (mover.at && ol.extent.containsCoordinate(extent, mover.at)) inView.push(mover);
  const clustered = clusters && inView.length > MANY;
  const shown = clustered ? mostUrgent(inView) : inView;
  const stale = new Set(features.keys());
  const added = [];
  for (const mover of shown) {
    stale.delete(mover.mover);
    const feature = features.get(mover.mover);
    if (!feature) added.push(newFeature(mover));
    else if (feature.drawnAt !== mover.at) feature.getGeometry().setCoordinates((feature.drawnAt = mover.at));
    else if (feature.drawnState !== stateOf(mover)) feature.changed();
  }
  for (const id of stale) {
    moverSource.removeFeature(features.get(id));
    features.delete(id);
  }
  moverSource.addFeatures(added);
  drawClusters(clustered ? inView : [], view.getResolution());
  drawTails(shown);
}

/** The chosen mover and those with a warning, the most urgent tiers first, as many as can be told apart. */
function mostUrgent(inView) {
  const urgency = (mover) => (mover.mover === selected ? -1 : TIERS.indexOf(worstTier(mover.mover)));
  return inView.filter((mover) => worstTier(mover.mover) || mover.mover === selected).sort((a, b) => urgency(a) - urgency(b)).slice(0, MOST_SINGLE);
}

function newFeature(mover) {
  const feature = new ol.Feature(new ol.geom.Point(mover.at));
  feature.mover = mover;
  feature.drawnAt = mover.at;
  features.set(mover.mover, feature);
  return feature;
}

function stateOf(mover) {
  return `${worstTier(mover.mover)} ${isStale(mover)}`;
}

/** Chooses a mover and brings it into view. */
export function goToMover(mover, last) {
  const known = movers.get(mover) ?? last;
  if (known) map.getView().animate({center: project(known.lon, known.lat), zoom: Math.max(map.getView().getZoom(), 13), duration: quick() ? 0 : 500});
  selectMover(mover);
}

/** Shows a played track and where its mover is in it; null ends it. Gaps are indexes of points after a long silence. */
export function showPlayed(place, points, gaps) {
  playedMover = place;
  const lines = [[]];
  points.forEach((point, i) => {
    if (gaps.includes(i)) lines.push([]);
    lines.at(-1).push(project(point.lon, point.lat));
  });
  const fresh = playedLine.points !== points;
  if (fresh) playedLine.getGeometry().setCoordinates(lines.filter((line) => line.length > 1));
  playedLine.points = points;
  if (place) {
    const at = project(place.lon, place.lat);
    played.getGeometry().setCoordinates(at);
    if (fresh && points.length > 1) map.getView().fit(playedLine.getGeometry().getExtent(), {...WHOLE, padding: [80, 520, 140, 80], duration: 0});
    else if (!ol.extent.containsCoordinate(map.getView().calculateExtent(map.getSize()), at)) map.getView().setCenter(at);
  }
  played.changed();
}

function playedLayer() {
  playedLine.setStyle(new ol.style.Style({stroke: new ol.style.Stroke({color: '#8fd3ff', width: 3})}));
  played.setStyle(() => (playedMover ? moverStyle(playedMover, worstTier(playedMover.mover), false, true, false) : null));
  return new ol.layer.Vector({source: new ol.source.Vector({features: [playedLine, played]}), updateWhileInteracting: true, updateWhileAnimating: true, zIndex: 6});
}

/** Flies to a position and marks the mover there; evidence is a list of [lon, lat]. */
export function flyTo(lon, lat, mover, evidencePoints) {
  map.getView().padding = [0, document.getElementById('detail').offsetWidth, 0, 0];
  evidence.getGeometry().setCoordinates(evidencePoints.map(([x, y]) => project(x, y)));
  if (Number.isFinite(lon) && Number.isFinite(lat)) {
    map.getView().animate({center: project(lon, lat), zoom: Math.max(map.getView().getZoom(), 12.5), duration: quick() ? 0 : 600});
  }
  selectMover(mover, false);
}

/** Takes the evidence of a warning off the map, when its detail no longer covers a part of it. */
export function clearEvidence() {
  map.getView().padding = [0, 0, 0, 0];
  evidence.getGeometry().setCoordinates([]);
}

/** The name of a zone or route by its id, or the id. */
export function zoneName(id) {
  const feature = zones?.source.getFeatures().find((candidate) => candidate.get('id') === id);
  return feature ? groundName(feature) : id;
}

async function addLand() {
  const [fill, coast] = await landLayers();
  const layers = map.getLayers();
  [fill, ...(await tileLayers(document.getElementById('map'))), coast, graticule()].forEach((layer, i) => layers.insertAt(i, layer));
}

async function addZones() {
  const fresh = zoneLayer(await fetchJson('api/ground'));
  if (zones) map.removeLayer(zones.layer);
  zones = fresh;
  zones.layer.setZIndex(2);
  map.addLayer(zones.layer);
  drawLegend();
}

/** Shows the zones and routes there are now, if they have changed since that version of them was seen. */
export function renewGround(version) {
  if (!zones || version === groundVersion) return;
  const first = groundVersion === null;
  const empty = zones.source.getFeatures().length === 0;
  groundVersion = version;
  if (!first || empty) addZones().then(() => empty && fitWhole(false), () => (groundVersion = undefined)); // asked again with the next
}

/** Everything there is to watch: zones and routes, else the movers, else the coast of China. */
function fitWhole(animated) {
  let extent = ol.proj.transformExtent(CHINA_COAST, 'EPSG:4326', 'EPSG:3857');
  if (zones && zones.source.getFeatures().length > 0) extent = zones.source.getExtent();
  else if (animated && movers.size > 0) extent = ol.extent.boundingExtent([...movers.values()].map((mover) => mover.at).filter(Boolean));
  map.getView().fit(extent, {...WHOLE, duration: animated && !quick() ? 400 : 0});
}

function tailLayer() {
  const source = new ol.source.Vector({features: [...tailFeatures.values(), evidence]});
  for (const [tier, feature] of tailFeatures) {
    feature.setStyle(new ol.style.Style({stroke: new ol.style.Stroke({color: `${TAIL_COLOURS[tier]}99`, width: tier === 'none' ? 1.6 : 2.6})}));
  }
  evidence.setStyle(new ol.style.Style({stroke: new ol.style.Stroke({color: '#ffffff', width: 3, lineDash: [4, 7]})}));
  return new ol.layer.Vector({source, updateWhileInteracting: true, updateWhileAnimating: true, zIndex: 4});
}

/** One line per mover; where the map is too wide to tell them apart, only of those with a warning and the chosen one. */
function drawTails(shown) {
  const lines = new Map([...tailFeatures.keys()].map((tier) => [tier, []]));
  const all = map.getView().getResolution() < TAILS_BELOW_RESOLUTION;
  for (const mover of shown) {
    const tier = worstTier(mover.mover) ?? 'none';
    if (mover.tail.length === 0 || (tier === 'none' && !all && mover.mover !== selected)) continue;
    lines.get(tier).push([...mover.tail.map(([lon, lat]) => project(lon, lat)), mover.at]);
  }
  for (const [tier, feature] of tailFeatures) feature.getGeometry().setCoordinates(lines.get(tier));
}

function styleOf(feature, resolution) {
  const mover = feature.mover;
  const tier = worstTier(mover.mover);
  const stale = isStale(mover);
  feature.drawnState = stateOf(mover);
  const small = !tier && mover.mover !== selected && (resolution > SMALL_ABOVE_RESOLUTION || (movers.size > MANY && resolution > SMALL_ABOVE_RESOLUTION / 8));
  const style = moverStyle(mover, tier, stale, mover.mover === selected, small);
  return tier && resolution < NAMES_BELOW_RESOLUTION ? [style, nameStyle(feature, tier)] : style;
}

function isStale(mover) {
  return dataTimeMillis - mover.timeMillis > (format.isVessel(mover.mover) ? STALE_VESSEL_MILLIS : STALE_VEHICLE_MILLIS);
}

function nameStyle(feature, tier) {
  feature.nameStyle ??= new ol.style.Style({
    text: new ol.style.Text({
      font: '600 14px "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif',
      offsetY: 28,
      text: feature.mover.mover.slice(feature.mover.mover.indexOf(':') + 1).split('|')[0],
      stroke: new ol.style.Stroke({color: '#0a1220', width: 4}),
    }),
  });
  feature.nameStyle.setZIndex(20 - TIERS.indexOf(tier)); // where names collide, the worst tier keeps its name
  feature.nameStyle.getText().setFill(new ol.style.Fill({color: TIER_COLOURS[tier]}));
  return feature.nameStyle;
}

function moverAt(pixel) {
  return map.forEachFeatureAtPixel(pixel, (feature) => feature.mover, {layerFilter: (layer) => layer === moverLayer, hitTolerance: 5});
}

function choose(event) {
  const mover = moverAt(event.pixel);
  const cluster = mover ? null : map.forEachFeatureAtPixel(event.pixel, (feature) => feature, {layerFilter: (layer) => layer === clusterLayer});
  if (cluster) map.getView().animate({center: cluster.getGeometry().getCoordinates(), zoom: map.getView().getZoom() + 2, duration: quick() ? 0 : 300});
  else selectMover(mover?.mover ?? null);
}

function point(event) {
  const [lon, lat] = ol.proj.toLonLat(event.coordinate);
  document.getElementById('coordinates').value = format.coordinates(lat, lon);
  const mover = moverAt(event.pixel);
  map.getTargetElement().classList.toggle('over-mover', Boolean(mover));
  const lines = mover ? tipOfMover(mover) : tipOfGround(event.pixel);
  tip.getElement().replaceChildren(...lines);
  tip.setPosition(lines.length > 0 ? event.coordinate : undefined);
}

function tipOfMover(mover) {
  return [
    element('strong', null, {}, format.moverName(mover.mover)),
    element('span', null, {}, `${format.speed(mover.speedKmh, mover.mover)} · ${format.course(mover.course)}`),
    element('span', null, {}, format.clock(mover.timeMillis)),
  ];
}

function tipOfGround(pixel) {
  const feature = map.forEachFeatureAtPixel(pixel, (found) => found, {layerFilter: (layer) => layer === zones?.layer});
  if (!feature) return [];
  const speedLimit = feature.get('speedLimitKmh');
  return [
    element('strong', null, {}, groundName(feature)),
    element('span', null, {}, [groundType(feature), speedLimit ? `≤ ${speedLimit} km/h` : ''].filter(Boolean).join(' · ')),
  ];
}

function selectMover(mover, withCard = true) {
  selected = mover;
  card.set('wanted', withCard);
  moverLayer.changed();
  sync();
  drawCard();
}

/** What is known of the chosen mover, at its place. */
function drawCard() {
  const mover = selected === null ? null : movers.get(selected);
  if (!mover || !card.get('wanted')) {
    card?.setPosition(undefined);
    return;
  }
  const fact = (name, value) => [element('dt', null, {}, word(name)), element('dd', null, {}, value)];
  const open = [...warnings.values()].filter((warning) => warning.state === 'open' && warning.movers.includes(mover.mover)).sort(byUrgency).slice(0, 6);
  card.getElement().replaceChildren(
    element('button', 'x', {type: 'button', 'aria-label': word('close'), onclick: () => selectMover(null)}, '×'),
    element('h3', null, {}, format.moverName(mover.mover)),
    element('button', 'card-play', {type: 'button', onclick: () => onPlay(mover)}, `▶ ${word('playTrack')}`),
    element('dl', null, {},
      ...fact('moverClass', term('class', mover.moverClass ?? (format.isVessel(mover.mover) ? 'vessel' : 'vehicle'))),
      ...(mover.state ? fact('movement', term('movement', mover.state)) : []),
      ...fact('speed', `${format.speed(mover.speedKmh, mover.mover)}  ${format.course(mover.course)}`),
      ...fact('time', format.dateTime(mover.timeMillis)),
      ...fact('position', format.coordinates(mover.lat, mover.lon))),
    ...open.map((warning) => element('button', `card-warning ${warning.tier}`, {type: 'button', onclick: () => onOpenWarning(warning.warningId)},
      `${tierShape(warning.tier)} ${word(`tier.${warning.tier}`)}  ${term('kind', warning.kind)}`)),
  );
  card.setPosition(project(mover.lon, mover.lat));
}

function drawLegend() {
  const symbol = (shape, text, tier = null, stale = false, moving = true) => {
    const canvas = element('canvas', null, {width: 72, height: 72});
    canvas.getContext('2d').drawImage(symbolImage(shape, tier, stale, false, moving), 0, 0);
    return element('li', null, {}, canvas, text);
  };
  const colour = (type) => {
    const canvas = element('canvas', null, {width: 72, height: 72});
    const pen = canvas.getContext('2d');
    pen.strokeStyle = zoneColour(type);
    pen.fillStyle = `${zoneColour(type)}33`;
    pen.lineWidth = 4;
    pen.fillRect(10, 20, 52, 32);
    pen.strokeRect(10, 20, 52, 32);
    return element('li', null, {}, canvas, term('zoneType', type));
  };
  const shapes = [['coach', 'tour-coach'], ['truck', 'heavy-truck'], ['hazmat', 'hazmat'], ['vehicle', 'vehicle'], ['fishing', 'fishing'], ['ship', 'cargo'], ['vessel', 'vessel']];
  const types = [...new Set((zones?.source.getFeatures() ?? []).filter((f) => f.get('layer') === 'zone').map((f) => String(f.get('type') ?? '')))].sort().slice(0, 12);
  document.getElementById('legend').replaceChildren(
    element('ul', null, {},
      ...shapes.map(([shape, moverClass]) => symbol(shape, term('class', moverClass))),
      symbol('vehicle', word('legendMoving')), symbol('vehicle', word('legendStopped'), null, false, false), symbol('vehicle', word('legendStale'), null, true),
      ...TIERS.map((tier) => symbol('vehicle', `${word(`tier.${tier}`)} · ${word(`act.${tier}`)}`, tier)),
      ...types.map(colour)),
    element('p', null, {}, word('landNotice')),
  );
}

function quick() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

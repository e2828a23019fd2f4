// Zones: drawn, changed, checked by the engine's own reader, published, and brought back to an earlier version.
import {element} from './dom.js';
import * as format from './format.js';
import {dialog} from './acts.js';
import {drawable, groundName, groundType, landLayers, zoneLayer} from './ground.js';
import {fetchJson} from './live.js';
import {labelled, redraw, startPage} from './page.js';
import {showPreview} from './preview.js';
import {ask} from './session.js';
import {tileLayers} from './tiles.js';
import {term, word, zoneTypes, moverClasses} from './words.js';

const WRITER = new ol.format.GeoJSON({featureProjection: 'EPSG:3857', decimals: 7});
const SHANGHAI_SUFFIX = '+08:00';

await startPage('zones');
const drawn = new ol.source.Vector();
const map = new ol.Map({
  target: 'map',
  layers: await baseLayers(),
  controls: [new ol.control.Zoom(), new ol.control.ScaleLine()],
  view: new ol.View({center: ol.proj.fromLonLat([117.7, 38.9]), zoom: 9, minZoom: 3, maxZoom: 19, enableRotation: false}),
});
const edited = new ol.layer.Vector({source: drawn, zIndex: 5, style: new ol.style.Style({
  fill: new ol.style.Fill({color: '#8fd3ff33'}), stroke: new ol.style.Stroke({color: '#8fd3ff', width: 3}), image: new ol.style.Circle({radius: 6, fill: new ol.style.Fill({color: '#8fd3ff'})})})});
map.addLayer(edited);
let ground = null;
let drawing = null;
let current = null; // the zone in the editor: {id, feature, version, versions}
await loadGround();
map.getView().fit(ground.source.getFeatures().length > 0 ? ground.source.getExtent() : map.getView().calculateExtent(), {padding: [40, 40, 40, 40]});
map.addInteraction(new ol.interaction.Modify({source: drawn}));
map.on('click', (event) => {
  if (drawing) return;
  const found = map.forEachFeatureAtPixel(event.pixel, (feature) => feature, {layerFilter: (layer) => layer === ground.layer});
  if (found?.get('layer') === 'zone') open(String(found.get('id')));
});
redraw(draw);
draw();
document.documentElement.dataset.ready = 'true';

async function baseLayers() {
  const [fill, coast] = await landLayers();
  return [fill, ...(await tileLayers(document.getElementById('map'))), coast];
}

async function loadGround() {
  if (ground) map.removeLayer(ground.layer);
  ground = zoneLayer(await fetchJson('api/ground'));
  map.addLayer(ground.layer);
}

function draw() {
  document.getElementById('hint').textContent = word(drawing ? 'drawHint' : current ? 'editHint' : 'drawHint');
  drawList();
  drawEditor();
}

function drawList() {
  const zones = ground.source.getFeatures().filter((feature) => feature.get('layer') === 'zone').sort((a, b) => groundName(a).localeCompare(groundName(b), 'zh'));
  document.getElementById('list').replaceChildren(
    element('div', 'acts', {},
      element('button', 'go', {type: 'button', id: 'draw-polygon', onclick: () => begin('Polygon')}, `${word('newZone')} · ${word('drawPolygon')}`),
      element('button', 'go', {type: 'button', id: 'draw-circle', onclick: () => begin('Circle')}, `${word('newZone')} · ${word('drawCircle')}`)),
    element('h2', null, {}, word('zoneList')),
    element('ul', 'choices', {}, ...zones.map((feature) => element('li', null, {}, element('button', 'link', {type: 'button', 'data-zone': feature.get('id'), 'aria-current': String(feature.get('id') === current?.id), onclick: () => open(String(feature.get('id')))},
      groundName(feature), element('span', 'age', {}, ` ${groundType(feature)}`))))));
}

function begin(type) {
  stopDrawing();
  drawn.clear();
  drawing = new ol.interaction.Draw({source: drawn, type});
  drawing.on('drawend', ({feature}) => {
    stopDrawing();
    current = {id: null, feature: {type: 'Feature', properties: {id: `zone-${Date.now().toString(36)}`, name: '', type: 'forbidden'}, geometry: null}, version: 0, versions: [], drawn: feature};
    draw();
  });
  map.addInteraction(drawing);
  current = null;
  draw();
}

function stopDrawing() {
  if (drawing) map.removeInteraction(drawing);
  drawing = null;
}

async function open(id) {
  stopDrawing();
  const {feature, version, versions} = await fetchJson(`api/zones/${encodeURIComponent(id)}`);
  const shape = drawable(feature);
  if (feature.geometry.type === 'Point') shape.setGeometry(new ol.geom.Circle(ol.proj.fromLonLat(feature.geometry.coordinates), Number(feature.properties.radiusM) / scaleAt(feature.geometry.coordinates[1])));
  drawn.clear();
  drawn.addFeature(shape);
  current = {id, feature, version, versions, drawn: shape};
  map.getView().fit(shape.getGeometry().getExtent(), {padding: [80, 80, 80, 80], maxZoom: 15});
  draw();
}

/** Metres on the ground for a metre of the map there. */
function scaleAt(lat) {
  return Math.cos((lat * Math.PI) / 180);
}

/** The zone as it stands in the form and on the map. */
function zoneNow() {
  const value = (id) => document.getElementById(id).value.trim();
  const properties = {...current.feature.properties, id: value('zone-id'), name: value('zone-name'), type: value('zone-type')};
  delete properties.layer;
  const set = (name, content) => (content === null || content === '' || content?.length === 0 ? delete properties[name] : (properties[name] = content));
  set('classes', [...document.getElementById('zone-classes').selectedOptions].map((option) => option.value));
  set('speedLimitKmh', value('zone-limit') === '' ? null : Number(value('zone-limit')));
  set('validFrom', value('valid-from') && `${value('valid-from')}:00${SHANGHAI_SUFFIX}`);
  set('validTo', value('valid-to') && `${value('valid-to')}:00${SHANGHAI_SUFFIX}`);
  set('schedule', [...document.querySelectorAll('.period')].map((row) => Object.fromEntries([...row.querySelectorAll('input')].map((field) => [field.name, field.value.trim()]).filter(([, text]) => text))).filter((period) => Object.keys(period).length > 0));
  const code = value('zone-code');
  set('attributes', {...properties.attributes, ...(code ? {jurisdiction: code} : {})});
  if (!code) delete properties.attributes?.jurisdiction;
  if (properties.attributes && Object.keys(properties.attributes).length === 0) delete properties.attributes;
  const shape = current.drawn.getGeometry();
  if (shape.getType() !== 'Circle') return {type: 'Feature', properties, geometry: WRITER.writeGeometryObject(shape)};
  const centre = ol.proj.toLonLat(shape.getCenter()).map((degrees) => Number(degrees.toFixed(7)));
  return {type: 'Feature', properties: {...properties, radiusM: Math.round(shape.getRadius() * scaleAt(centre[1]))}, geometry: {type: 'Point', coordinates: centre}};
}

function drawEditor() {
  const editor = document.getElementById('editor');
  editor.hidden = !current;
  if (!current) return;
  const {properties} = current.feature;
  const field = (id, value, more = {}) => element('input', null, {id, value: value ?? '', ...more});
  const types = [...new Set([...zoneTypes(), properties.type].filter(Boolean))];
  const type = element('select', null, {id: 'zone-type'}, ...types.map((one) => element('option', null, {value: one, ...(one === properties.type ? {selected: ''} : {})}, term('zoneType', one))));
  const classes = element('select', null, {id: 'zone-classes', multiple: '', size: 4}, ...moverClasses().map((one) => element('option', null, {value: one, ...(properties.classes?.includes(one) ? {selected: ''} : {})}, term('class', one))));
  const told = element('div', 'told', {id: 'told', role: 'status'});
  editor.replaceChildren(
    labelled('zoneId', field('zone-id', properties.id, {maxlength: 80, ...(current.id ? {readonly: ''} : {})})), labelled('zoneName', field('zone-name', properties.name, {maxlength: 80})),
    labelled('zoneType', type), labelled('zoneClasses', classes), labelled('zoneLimit', field('zone-limit', properties.speedLimitKmh, {type: 'number', min: 1, max: 200})),
    labelled('jurisdictionCode', field('zone-code', properties.attributes?.jurisdiction, {maxlength: 20})),
    labelled('validFrom', field('valid-from', local(properties.validFrom), {type: 'datetime-local'})), labelled('validTo', field('valid-to', local(properties.validTo), {type: 'datetime-local'})),
    element('fieldset', 'periods', {}, element('legend', null, {}, word('schedule')), ...(properties.schedule ?? []).map(period),
      element('button', 'link', {type: 'button', onclick: ({currentTarget}) => currentTarget.before(period({}))}, `+ ${word('addPeriod')}`)),
    labelled('whyChange', field('zone-note', '', {maxlength: 200})),
    element('div', 'acts', {}, element('button', 'act', {type: 'button', id: 'zone-check', onclick: () => check(told)}, word('check')), element('button', 'act', {type: 'button', id: 'zone-preview', onclick: () => showPreview('api/zones/preview', {feature: zoneNow()}, told)}, word('preview')), element('button', 'go', {type: 'button', id: 'zone-publish', onclick: () => publish(told)}, word('publish')),
      current.id ? element('button', 'act', {type: 'button', id: 'zone-delete', onclick: () => remove(told)}, word('remove')) : null),
    told,
    ...(current.versions.length > 0 ? [element('h3', null, {}, word('versions')), element('ol', 'transitions', {}, ...current.versions.map(versionItem))] : []));
}

function local(iso) {
  return iso ? new Date(Date.parse(iso) + 8 * 3600000).toISOString().slice(0, 16) : '';
}

function period({days = '', from = '', to = '', dates = ''}) {
  const field = (name, value, placeholder, more = {}) => element('input', null, {name, value, placeholder, 'aria-label': placeholder, ...more});
  return element('div', 'period', {}, field('days', days, `${word('days')} mon-fri`), field('from', from, `${word('fromTime')} 07:00`), field('to', to, `${word('toTime')} 09:00`), field('dates', dates, '05-01T12:00/09-16T12:00', {class: 'dates'}));
}

async function check(told) {
  const {status, body} = await ask('POST', 'api/zones/check', {feature: zoneNow()});
  const faults = status === 200 ? body.faults : [body?.error ?? word('actLost')];
  told.replaceChildren(...(faults.length === 0 ? [word('noFaults')] : [element('strong', null, {}, word('faultsFound')), ...faults.map((fault) => element('p', 'fault', {}, fault))]));
  return faults.length === 0;
}

async function publish(told) {
  const feature = zoneNow();
  if (!(await check(told))) return;
  await send('PUT', feature.properties.id, {feature, expected: current.version, note: document.getElementById('zone-note').value.trim()}, told);
}

async function remove(told) {
  const note = document.getElementById('zone-note').value.trim();
  if (await dialog(word('remove'), current.feature.properties.name || current.id, [])) await send('DELETE', current.id, {expected: current.version, note}, told);
}

async function send(method, id, content, told) {
  const {status, body} = await ask(method, `api/zones/${encodeURIComponent(id)}`, content);
  if (status === 409) told.replaceChildren(word('conflict'));
  else if (status !== 200) told.replaceChildren(...(body?.faults ?? [word('failed', body?.error ?? word('actLost'))]).map((fault) => element('p', 'fault', {}, fault)));
  else {
    await loadGround();
    if (method === 'DELETE') {
      current = null;
      drawn.clear();
      draw();
    } else await open(id);
    document.getElementById('told')?.replaceChildren(word('published'));
  }
}

function versionItem({version, by, at, note, feature}) {
  const again = () => send('PUT', current.id, {feature, expected: current.version, note: `${word('revert')} ${version}`}, document.getElementById('told'));
  return element('li', null, {}, element('time', null, {datetime: at}, format.dateTime(Date.parse(at))), element('strong', null, {}, `#${version}`), element('span', null, {}, by), feature ? null : element('span', 'mark', {}, word('deleted')),
    feature && version !== current.version ? element('button', 'link', {type: 'button', onclick: again}, word('revert')) : null, note ? element('span', 'reason', {}, note) : null);
}

// Why a warning was raised: what was measured against what, by which parameters, from which reports, and what happened.
import {actButtons} from './acts.js';
import {element} from './dom.js';
import * as format from './format.js';
import {fetchJson} from './live.js';
import {clearEvidence, flyTo, zoneName} from './map.js';
import {closePlayer, openPlayer} from './player.js';
import {chip, markOpen} from './queue.js';
import {warnings} from './store.js';
import {kindClears, language, onLanguage, parameterMeaning, term, word} from './words.js';

const AROUND_MILLIS = 15 * 60 * 1000;

let panel = null;
let shown = null;
let opener = null;
let card = null;
let earlier = [];

export function prepareDetail() {
  panel = document.getElementById('detail');
  onLanguage(() => shown && draw());
}

/** Opens the detail of a warning and flies to where it is. */
export async function openDetail(warningId) {
  opener = document.activeElement;
  markOpen(warningId);
  await load(warningId);
  if (shown?.warning.warningId === warningId) {
    goThere();
    panel.focus({preventScroll: true});
  }
}

/** Reads the open detail again when its warning went on. */
export function renewDetail() {
  const id = shown?.warning.warningId;
  if (id && warnings.has(id) && warnings.get(id).sequence > shown.warning.sequence) load(id);
}

/** Reads the open detail again when it is of that warning, after something was done with it. */
export function redrawDetail(id) {
  if (shown?.warning.warningId === id) load(id);
}

/** Shows the place of the open warning. */
export function goToDetail() {
  if (shown) goThere();
}

/** Plays a quarter of an hour before and after the open warning, from its onset on. */
export function playDetail() {
  if (!shown) return;
  const onset = Date.parse(shown.warning.onset);
  const last = Date.parse(shown.transitions.at(-1).time);
  openPlayer(shown.warning.movers[0], onset - AROUND_MILLIS, last + AROUND_MILLIS, onset);
}

export function closeDetail() {
  if (!shown) return;
  closePlayer();
  shown = null;
  panel.hidden = true;
  markOpen(null);
  clearEvidence();
  opener?.focus?.();
}

async function load(warningId) {
  try {
    const fresh = shown?.warning.warningId !== warningId;
    shown = await fetchJson(`api/warnings/${encodeURIComponent(warningId)}`);
    shown.warning.detectedMillis = Date.parse(shown.warning.detected);
    if (fresh) {
      card = null;
      earlier = [];
    }
    draw();
    if (fresh) loadMore(warningId);
  } catch {
    shown = null;
    panel.hidden = false;
    panel.replaceChildren(closeButton(), element('p', 'message', {}, word('loadFailed')));
  }
}

/** Who the mover is, and what else was with it: not worth waiting for. */
async function loadMore(warningId) {
  const {movers, detectedMillis} = shown.warning;
  const query = new URLSearchParams({mover: movers[0], from: new Date(detectedMillis - 30 * 86400000).toISOString(), to: new Date(detectedMillis + 86400000).toISOString()});
  const [about, {warnings: history}] = await Promise.all([
    fetchJson(`api/movers/${encodeURIComponent(movers[0])}`).catch(() => null), fetchJson(`api/history?${query}`).catch(() => ({warnings: []}))]);
  if (shown?.warning.warningId !== warningId) return;
  card = about?.registry ?? null;
  earlier = history.filter((one) => one.warningId !== warningId).slice(0, 12);
  draw();
}

function goThere() {
  const {warning} = shown;
  const {first, last} = explain();
  const points = [first, last].filter((report) => Number.isFinite(report?.lon) && Number.isFinite(report?.lat)).map(({lon, lat}) => [lon, lat]);
  flyTo(warning.lon, warning.lat, warning.movers[0], points);
}

/** The explanation of the newest transition. */
function explain() {
  return shown.transitions.at(-1).data.explain ?? {};
}

function draw() {
  const {warning, transitions} = shown;
  const why = explain();
  panel.className = `detail ${warning.tier}`;
  panel.hidden = false;
  panel.replaceChildren(
    closeButton(),
    element('h2', null, {}, chip(warning.tier), element('span', null, {}, term('kind', warning.kind)), element('span', 'mark', {}, word(`state.${warning.state}`)),
      warning.stage === 'pre' ? element('span', 'mark', {}, word('pre')) : null),
    element('p', 'mover', {}, warning.movers.map(format.moverName).join(' · ')),
    element('p', 'message', {}, format.message(warning)),
    facts([
      ['rule', warning.rule], ['zone', warning.zone ? zoneName(warning.zone) : null], ['detected', format.dateTime(Date.parse(warning.detected))],
      ['onset', format.dateTime(Date.parse(warning.onset))], ['closedAt', warning.closed ? format.dateTime(Date.parse(warning.closed)) : null],
      ['speed', Number.isFinite(warning.speedKmh) ? format.speed(warning.speedKmh, warning.movers[0]) : null],
      ['position', format.coordinates(warning.lat, warning.lon)], ['reason', warning.reason ? term('reason', warning.reason) : null], ['exemption', why.exemption], ['number', warning.warningId],
    ]),
    actButtons(warning),
    element('div', 'acts', {},
      element('button', 'go', {type: 'button', onclick: goThere}, word('flyTo')),
      element('button', 'go', {type: 'button', id: 'play', onclick: playDetail}, `▶ ${word('playTrack')}`)),
    ...(shown.steps.length > 0 ? [element('h3', null, {}, word('done')), element('ol', 'transitions', {}, ...shown.steps.map(stepItem))] : []),
    element('h3', null, {}, word('why')),
    comparison(why.measured ?? {}, why.threshold ?? {}),
    element('p', 'clears', {}, element('strong', null, {}, `${word('clearsWhen')} `), clearing(warning, why.params ?? {})),
    element('h3', null, {}, word('params')),
    parameters(warning.kind, why.params ?? {}),
    element('h3', null, {}, word('first')), report(why.first, warning.movers[0]),
    element('h3', null, {}, word('last')), report(why.last, warning.movers[0]),
    element('h3', null, {}, word('transitions')),
    element('ol', 'transitions', {}, ...transitions.map(transitionItem)),
    ...(card ? [element('h3', null, {}, word('registry')), registry(card)] : []),
    ...(earlier.length > 0 ? [element('h3', null, {}, word('earlier')), element('ol', 'transitions', {}, ...earlier.map(earlierItem))] : []),
  );
}

function closeButton() {
  return element('button', 'x', {type: 'button', 'aria-label': word('close'), onclick: closeDetail}, '×');
}

function facts(entries) {
  return element('dl', null, {}, ...entries.filter(([, value]) => value !== null && value !== undefined)
    .flatMap(([name, value]) => [element('dt', null, {}, word(name)), element('dd', null, {}, value)]));
}

function parameters(kind, values) {
  return element('dl', null, {}, ...Object.entries(values).flatMap(([name, value]) => [
    element('dt', null, {title: name}, parameterMeaning(kind, name)),
    element('dd', null, {}, format.quantity(name, value)),
  ]));
}

/** What was measured beside what it was held against. */
function comparison(measured, threshold) {
  const row = ([name, value], kind) => element('tr', kind, {},
    element('th', null, {scope: 'row', title: name}, term('quantity', name)), element('td', null, {}, format.quantity(name, value)));
  const body = (title, values, kind) => element('tbody', null, {},
    element('tr', null, {}, element('th', 'group', {colspan: 2, scope: 'rowgroup'}, word(title))), ...Object.entries(values).map((entry) => row(entry, kind)));
  return element('div', 'comparison', {},
    element('table', null, {}, body('measured', measured, 'measured')),
    element('table', null, {}, body('threshold', threshold, 'threshold')));
}

function report(value, mover) {
  if (!value) return element('p', 'none', {}, '–');
  const speed = Number.isFinite(value.speedKmh) ? ` · ${format.speed(value.speedKmh, mover)}` : '';
  return element('p', 'report', {}, `${format.dateTime(Date.parse(value.time))}${speed}`, element('br'), format.coordinates(value.lat, value.lon));
}

function transitionItem({type, time, data}) {
  const what = String(type).split('.').at(-1);
  return element('li', data.tier, {},
    element('time', null, {datetime: time}, format.dateTime(Date.parse(time))),
    element('strong', null, {}, word(`type.${what}`)), chip(data.tier),
    data.reason ? element('span', 'reason', {}, term('reason', data.reason)) : null);
}

function stepItem({word: done, by, at, note}) {
  return element('li', null, {}, element('time', null, {datetime: at}, format.dateTime(Date.parse(at))), element('strong', null, {}, word(`do.${done}`)), element('span', null, {}, by),
    note ? element('span', 'reason', {}, note) : null);
}

function earlierItem(one) {
  return element('li', one.tier, {}, element('button', 'link', {type: 'button', onclick: () => openDetail(one.warningId)},
    `${format.dateTime(Date.parse(one.detected))} ${term('kind', one.kind)}`), chip(one.tier), one.desk?.outcome ? element('span', 'mark', {}, word(`do.${one.desk.outcome.word}`)) : null);
}

/** The record of the registry, field by field; what is a list or an object is shown as it is written. */
function registry(record) {
  return element('dl', null, {}, ...Object.entries(record).filter(([name]) => name !== 'mover').flatMap(([name, value]) => [
    element('dt', null, {title: name}, term('registry', name)),
    element('dd', null, {}, name === 'class' ? term('class', String(value)) : typeof value === 'object' ? JSON.stringify(value) : String(value))]));
}

/** What the kind says of itself, and what the knobs say. */
function clearing(warning, params) {
  const kind = kindClears(warning.kind);
  const clearCount = params.clearCount ?? kind?.clearCount;
  const release = params.release ?? kind?.release;
  const knobs = clearCount === undefined ? '–' : word('clearsAfter', clearCount) + (release && release !== 'PT0S' ? word('clearsLasting', format.quantity('release', release)) : '');
  return kind ? `${language() === 'en' ? kind.clears : kind.clearsZh} ${knobs}` : knobs;
}

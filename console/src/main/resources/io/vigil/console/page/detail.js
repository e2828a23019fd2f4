// Why a warning was raised: what was measured against what, by which parameters, from which reports, and what happened.
import {element} from './dom.js';
import * as format from './format.js';
import {fetchJson} from './live.js';
import {clearEvidence, flyTo, zoneName} from './map.js';
import {chip, markOpen} from './queue.js';
import {warnings} from './store.js';
import {onLanguage, term, word} from './words.js';

let panel = null;
let shown = null;
let opener = null;

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

export function closeDetail() {
  if (!shown) return;
  shown = null;
  panel.hidden = true;
  markOpen(null);
  clearEvidence();
  opener?.focus?.();
}

async function load(warningId) {
  try {
    shown = await fetchJson(`api/warnings/${encodeURIComponent(warningId)}`);
    draw();
  } catch {
    shown = null;
    panel.hidden = false;
    panel.replaceChildren(closeButton(), element('p', 'message', {}, word('loadFailed')));
  }
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
    element('button', 'go', {type: 'button', onclick: goThere}, word('flyTo')),
    element('h3', null, {}, word('why')),
    comparison(why.measured ?? {}, why.threshold ?? {}),
    element('h3', null, {}, word('params')),
    named(why.params ?? {}),
    element('h3', null, {}, word('first')), report(why.first, warning.movers[0]),
    element('h3', null, {}, word('last')), report(why.last, warning.movers[0]),
    element('h3', null, {}, word('transitions')),
    element('ol', 'transitions', {}, ...transitions.map(transitionItem)),
  );
}

function closeButton() {
  return element('button', 'x', {type: 'button', 'aria-label': word('close'), onclick: closeDetail}, '×');
}

function facts(entries) {
  return element('dl', null, {}, ...entries.filter(([, value]) => value !== null && value !== undefined)
    .flatMap(([name, value]) => [element('dt', null, {}, word(name)), element('dd', null, {}, value)]));
}

function named(values) {
  return element('dl', null, {}, ...Object.entries(values).flatMap(([name, value]) => [
    element('dt', null, {title: name}, term('quantity', name)),
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

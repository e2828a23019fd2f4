// The warning queue: what is most urgent at the top, and nothing moves under the cursor.
import {element, tierShape} from './dom.js';
import * as format from './format.js';
import {deskLine} from './acts.js';
import {byUrgency, dataTimeMillis, movers, TIERS, warnings} from './store.js';
import {soon} from './soon.js';
import {onLanguage, term, word} from './words.js';

const SHOWN = 200;
const RENDER_EVERY_MILLIS = 250;
const PULSE_MILLIS = 15000;
const CHOICES_EVERY_MILLIS = 2000;

const hiddenTiers = new Set();
const rowsById = new Map();
let rows = null;
let held = null;
let open = () => {};
let openId = null;
let withClosed = false;
let rule = '';
let moverClass = '';
let deskState = '';
let search = '';
let busy = false;
let changesHeld = 0;
let order = [];
let choicesAt = -Infinity;

/** Builds the queue; openWarning(id) is called when a warning is chosen. */
export function showQueue(openWarning) {
  open = openWarning;
  rows = document.getElementById('rows');
  held = document.getElementById('held');
  rows.addEventListener('pointerenter', () => (busy = true));
  rows.addEventListener('pointerleave', release);
  held.addEventListener('click', release);
  document.getElementById('search').addEventListener('input', (event) => {
    search = event.target.value.trim().toLowerCase();
    render();
  });
  document.getElementById('with-closed').addEventListener('change', (event) => {
    withClosed = event.target.checked;
    render();
  });
  for (const [id, take] of [['rule-filter', (value) => (rule = value)], ['class-filter', (value) => (moverClass = value)], ['desk-filter', (value) => (deskState = value)]]) {
    document.getElementById(id).addEventListener('change', (event) => {
      take(event.target.value);
      render();
    });
  }
  onLanguage(() => {
    rowsById.clear();
    choicesAt = -Infinity;
    drawFilters();
    render();
  });
  setInterval(renewAges, 2000);
  setInterval(drawChoices, CHOICES_EVERY_MILLIS);
}

/** Shows the warnings there are now, soon. */
export function renewQueue() {
  if (busy) changesHeld++;
  renderSoon();
}

const renderSoon = soon(RENDER_EVERY_MILLIS, () => (busy ? renderHeld() : render()));

/** Marks the warning whose detail is open; null when there is none. */
export function markOpen(id) {
  openId = id;
  for (const [key, row] of rowsById) row.button.setAttribute('aria-current', String(key === id));
}

/** The warning whose row has the keyboard focus, or whose detail is open, or null. */
export function focusedWarning() {
  const id = document.activeElement?.dataset?.warning ?? openId;
  return id ? warnings.get(id) ?? null : null;
}

/** Moves the keyboard focus by so many rows. */
export function moveFocus(step) {
  const at = order.findIndex((id) => rowsById.get(id)?.button === document.activeElement);
  const next = order[Math.min(order.length - 1, Math.max(0, at < 0 ? 0 : at + step))];
  rowsById.get(next)?.button.focus();
}

function release() {
  busy = false;
  render();
}

function wanted(warning) {
  return (withClosed || warning.state === 'open') && !hiddenTiers.has(warning.tier) && (!search || warning.text.includes(search))
    && (!rule || warning.rule === rule) && (!moverClass || warning.movers.some((mover) => movers.get(mover)?.moverClass === moverClass))
    && (!deskState || deskState === deskStateOf(warning));
}

/** Where the desk stands with a warning: new, taken, done or quiet. */
function deskStateOf(warning) {
  if (warning.desk?.outcome) return 'done';
  if (warning.desk?.silence) return 'quiet';
  return warning.desk?.ack || warning.desk?.dispatch ? 'taken' : 'new';
}

/** The rules and classes there are to choose from; they change seldom and are read from all movers. */
function drawChoices() {
  if (performance.now() - choicesAt < CHOICES_EVERY_MILLIS) return;
  choicesAt = performance.now();
  const choice = (id, values, name, all, value) => {
    const options = [['', word(all)], ...values.map((one) => [one, name(one)])];
    const key = JSON.stringify(options);
    const select = document.getElementById(id);
    if (select.dataset.key === key || select === document.activeElement) return;
    select.dataset.key = key;
    select.replaceChildren(...options.map(([one, text]) => element('option', null, {value: one}, text)));
    select.value = value;
  };
  choice('rule-filter', [...new Set([...warnings.values()].map((warning) => warning.rule))].sort(), String, 'allRules', rule);
  choice('class-filter', [...new Set([...movers.values()].map((mover) => mover.moverClass).filter(Boolean))].sort(), (one) => term('class', one), 'allClasses', moverClass);
  choice('desk-filter', ['new', 'taken', 'done', 'quiet'], (one) => word(`desk.${one}`), 'allDesk', deskState);
}

function render() {
  changesHeld = 0;
  drawChoices();
  const found = [...warnings.values()].filter(wanted).sort(byUrgency);
  const shown = found.slice(0, SHOWN);
  order = shown.map((warning) => warning.warningId);
  const stale = new Set(rowsById.keys());
  let before = rows.firstElementChild;
  for (const warning of shown) {
    stale.delete(warning.warningId);
    const row = rowOf(warning);
    if (row.item === before) before = before.nextElementSibling;
    else rows.insertBefore(row.item, before);
  }
  for (const id of stale) rowsById.delete(id);
  while (before) {
    const next = before.nextElementSibling;
    before.remove();
    before = next;
  }
  renderHeld();
  const empty = document.getElementById('empty');
  empty.hidden = found.length > 0 && found.length <= SHOWN;
  empty.textContent = found.length > SHOWN ? word('more', format.count(found.length - SHOWN)) : word(search || hiddenTiers.size || rule || moverClass || deskState ? 'emptyFilter' : 'emptyAll');
}

/** What is under the cursor keeps its place; its content, and the number of what waits, are renewed. */
function renderHeld() {
  if (busy) for (const id of order) if (warnings.has(id)) rowOf(warnings.get(id));
  held.hidden = !busy || changesHeld === 0;
  document.getElementById('keys').hidden = !held.hidden; // in its place, so that no row moves
  held.textContent = word('held', changesHeld);
}

function rowOf(warning) {
  let row = rowsById.get(warning.warningId);
  if (row && row.sequence === warning.sequence && row.touched === warning.touched && row.quiet === Boolean(warning.desk?.silence)) return row;
  if (!row) {
    row = {item: element('li'), button: element('button', null, {type: 'button', onclick: () => open(warning.warningId)})};
    row.item.append(row.button);
    rowsById.set(warning.warningId, row);
  }
  row.sequence = warning.sequence;
  row.touched = warning.touched;
  row.quiet = Boolean(warning.desk?.silence);
  const fresh = performance.now() - warning.freshAt < PULSE_MILLIS;
  row.item.className = `row ${warning.tier} ${warning.state}${fresh && !row.quiet && !warning.desk?.ack && !warning.desk?.outcome ? ' fresh' : ''} desk-${deskStateOf(warning)}`;
  row.button.dataset.warning = warning.warningId;
  row.button.setAttribute('aria-current', String(warning.warningId === openId));
  row.time = element('time', null, {datetime: warning.detected});
  row.age = element('span', 'age');
  row.detectedMillis = warning.detectedMillis;
  row.open = warning.state === 'open';
  row.button.replaceChildren(
    chip(warning.tier),
    element('span', 'head', {}, element('strong', null, {}, term('kind', warning.kind)), ...marks(warning)),
    element('span', 'when', {}, row.time, row.age),
    element('span', 'mover', {}, element('strong', null, {}, warning.movers.map(format.moverName).join(' · ')), element('code', null, {}, warning.rule)),
    element('span', 'message', {}, format.message(warning)),
    ...[deskLine(warning)].filter(Boolean).map((line) => element('span', 'desk-line', {}, line)),
  );
  renewAge(row);
  return row;
}

/** The tier by colour, by shape and by word. */
export function chip(tier) {
  return element('span', `chip ${tier}`, {}, element('span', 'shape', {'aria-hidden': 'true'}, tierShape(tier)), word(`tier.${tier}`));
}

function marks(warning) {
  const texts = [warning.stage === 'pre' ? word('pre') : null, warning.late ? word('late') : null, warning.state === 'open' ? null : word(`state.${warning.state}`)];
  return texts.filter(Boolean).map((text) => element('span', 'mark', {}, text));
}

/** Day and age are in the data's own time, which in a replay is not the clock on the wall. */
function renewAge(row) {
  row.time.textContent = format.shortTime(row.detectedMillis, dataTimeMillis);
  row.age.textContent = row.open && Number.isFinite(dataTimeMillis) ? format.age((dataTimeMillis - row.detectedMillis) / 1000) : '';
}

function renewAges() {
  for (const row of rowsById.values()) {
    renewAge(row);
    const warning = warnings.get(row.button.dataset.warning);
    if (warning && performance.now() - warning.freshAt >= PULSE_MILLIS) row.item.classList.remove('fresh');
  }
}

function drawFilters() {
  document.getElementById('tier-filters').replaceChildren(...TIERS.map((tier) => {
    const button = element('button', `tier-filter ${tier}`, {type: 'button', 'aria-pressed': String(!hiddenTiers.has(tier))}, `${tierShape(tier)} ${word(`tier.${tier}`)}`);
    button.addEventListener('click', () => {
      if (!hiddenTiers.delete(tier)) hiddenTiers.add(tier);
      button.setAttribute('aria-pressed', String(!hiddenTiers.has(tier)));
      render();
    });
    return button;
  }));
}

// What the pages beside the desk share: the frame with its health strip, the time that is looked at, tables.
import {element} from './dom.js';
import {showFrame} from './frame.js';
import {fetchJson, follow} from './live.js';
import {enter} from './session.js';
import {needsAnswer, soundRed} from './sound.js';
import {showCounts, takeConnection, takeHealth} from './strip.js';
import {applyLanguage, learnKinds, onLanguage, word, writeWords} from './words.js';

const HOUR_MILLIS = 3600000;
const SHANGHAI_MILLIS = 8 * HOUR_MILLIS;

/** Starts a page of that name: asks who is there, shows the frame, and keeps the strip and the sound going. */
export async function startPage(name, {onPositions = () => {}, onWarnings = () => {}, onHealth = () => {}} = {}) {
  await enter();
  showFrame(name);
  applyLanguage();
  await fetchJson('api/kinds').then(learnKinds, () => {});
  follow({
    onPositions,
    onWarnings: (fresh) => {
      showCounts();
      onWarnings(fresh);
      if (fresh && needsAnswer(fresh)) soundRed();
    },
    onHealth: (health) => {
      takeHealth(health);
      onHealth(health);
    },
    onConnection: takeConnection,
  });
}

/** A form for a time in #span; show(query) is called with it, at first without one: then the server chooses. */
export function timeForm(show, ...more) {
  const form = document.getElementById('span');
  const from = element('input', null, {type: 'datetime-local', id: 'from', step: 60});
  const to = element('input', null, {type: 'datetime-local', id: 'to', step: 60});
  const label = (name, field) => element('label', null, {}, element('span', null, {'data-word': name}), field);
  form.append(label('timeFrom', from), label('timeTo', to), element('button', 'go', {type: 'submit', 'data-word': 'show'}), ...more);
  writeWords();
  const query = () => (from.value && to.value ? `?${new URLSearchParams({from: `${from.value}:00+08:00`, to: `${to.value}:00+08:00`})}` : '');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    show(query());
  });
  return {
    query,
    /** Shows the time the server chose. */
    set(fromIso, toIso) {
      from.value = local(fromIso);
      to.value = local(toIso);
    },
  };
}

function local(iso) {
  return new Date(Date.parse(iso) + SHANGHAI_MILLIS).toISOString().slice(0, 16);
}

/** A table of texts, numbers and nodes; every number stands right. */
export function table(header, rows) {
  return element('table', 'sheet', {}, element('thead', null, {}, element('tr', null, {}, ...header.map((text) => element('th', null, {scope: 'col'}, text)))),
    element('tbody', null, {}, ...rows.map((row) => element('tr', null, {}, ...row.map((cell) => element('td', typeof cell === 'number' ? 'number' : null, {}, typeof cell === 'number' ? String(cell) : cell ?? ''))))));
}

/** Draws again whenever the language changes. */
export function redraw(draw) {
  onLanguage(draw);
}

/** A label with a field below it. */
export function labelled(name, field) {
  return element('label', 'field', {}, element('span', null, {}, word(name)), field);
}

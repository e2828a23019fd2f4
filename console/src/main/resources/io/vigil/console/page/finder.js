// Search by plate, name, MMSI, call sign, terminal or owner; what is found is chosen on the map.
import {element} from './dom.js';
import * as format from './format.js';
import {fetchJson} from './live.js';
import {goToMover} from './map.js';
import {term, word} from './words.js';

const WAIT_MILLIS = 200;
let field = null;
let list = null;
let asked = '';

export function prepareFinder() {
  field = document.getElementById('find');
  list = document.getElementById('found');
  let timer = 0;
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(search, WAIT_MILLIS);
  });
  field.addEventListener('keydown', (event) => {
    const options = [...list.querySelectorAll('button')];
    if (event.key === 'ArrowDown') options[0]?.focus();
    else if (event.key === 'Enter') options[0]?.click();
    else return;
    event.preventDefault();
  });
  list.addEventListener('keydown', (event) => {
    const options = [...list.querySelectorAll('button')];
    const at = options.indexOf(document.activeElement);
    if (event.key === 'ArrowDown') options[Math.min(at + 1, options.length - 1)]?.focus();
    else if (event.key === 'ArrowUp') (options[at - 1] ?? field).focus();
    else if (event.key === 'Escape') show([]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

async function search() {
  asked = field.value.trim();
  if (!asked) return show([]);
  const text = asked;
  const found = await fetchJson(`api/movers?q=${encodeURIComponent(text)}`).catch(() => []);
  if (text === asked) show(found, found.length === 0);
  return null;
}

function show(found, nothing = false) {
  list.hidden = found.length === 0 && !nothing;
  field.setAttribute('aria-expanded', String(!list.hidden));
  list.replaceChildren(...(nothing ? [element('li', 'none', {}, word('nothingFound'))] : found.map(row)));
}

function row({mover, name, registry, last}) {
  const moverClass = registry?.class ?? last?.class;
  const choose = () => {
    show([]);
    field.value = '';
    goToMover(mover, last);
  };
  return element('li', null, {role: 'option'}, element('button', null, {type: 'button', onclick: choose},
    element('strong', null, {}, format.moverName(mover)),
    element('span', null, {}, [name, moverClass ? term('class', moverClass) : null, registry?.owner].filter(Boolean).join(' · ')),
    element('span', 'age', {}, last ? format.dateTime(Date.parse(last.time)) : word('noPosition'))));
}

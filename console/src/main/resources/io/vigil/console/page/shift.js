// What one shift leaves to the next: what is still open, what was done, what is silent. To print, and as tables.
import {element} from './dom.js';
import * as format from './format.js';
import {deskLine} from './acts.js';
import {fetchJson} from './live.js';
import {labelled, redraw, startPage, table, timeForm} from './page.js';
import {chip} from './queue.js';
import {ask, may, me} from './session.js';
import {TIERS} from './store.js';
import {term, word} from './words.js';

let report = null;

await startPage('shift');
const download = (kind, name) => element('a', 'go', {id: kind, 'data-word': name, href: `api/shift.${kind}`, download: ''});
const files = [download('csv', 'downloadCsv'), download('xlsx', 'downloadXlsx')];
const form = timeForm(load, element('button', 'go', {type: 'button', 'data-word': 'print', onclick: () => print()}), ...files);
redraw(draw);
await load('');
document.documentElement.dataset.ready = 'true';

async function load(query) {
  report = await fetchJson(`api/shift${query}`);
  form.set(report.from, report.to);
  for (const file of files) file.href = `api/shift.${file.id}?${new URLSearchParams({from: report.from, to: report.to})}`;
  draw();
}

function draw() {
  if (!report) return;
  const some = (rows, header) => (rows.length > 0 ? table(header, rows) : element('p', 'none', {}, word('nothing')));
  document.getElementById('report').replaceChildren(
    element('h1', null, {}, word('shiftReport')),
    element('p', null, {}, `${format.dateTime(Date.parse(report.from))} – ${format.dateTime(Date.parse(report.to))} · ${me.displayName}`),
    table(['', word('warningsCount'), word('openAtEnd')], TIERS.map((tier) => [chip(tier), report.tiers[tier].warnings, report.tiers[tier].open])),
    element('h2', null, {}, word('openAtEnd')),
    some(report.open.map((one) => [format.dateTime(Date.parse(one.detected)), chip(one.tier), term('kind', one.kind), one.movers.map(format.moverName).join(' · '), format.message(one), deskLine(one) ?? word('desk.new')]),
      [word('detected'), '', word('rule'), word('movers'), word('why'), word('done')]),
    element('h2', null, {}, word('actsOfShift')),
    some(report.acts.map(({by, word: act, count}) => [by, word(`do.${act}`), count]), [word('person'), word('action'), word('count')]),
    element('h2', null, {}, word('silencesNow')),
    some(report.silences.map((one) => [one.rule, format.moverName(one.mover), format.dateTime(Date.parse(one.until)), one.by, one.reason]), [word('rule'), word('movers'), word('until'), word('person'), word('reasonWhy')]),
    element('p', 'sign', {}, word('signOff')),
    ...(may('act') ? [handOver()] : []));
}

function handOver() {
  const taker = element('input', null, {id: 'taken-by', maxlength: 60, required: ''});
  const note = element('textarea', null, {id: 'handover-note', maxlength: 1000, rows: 3});
  const told = element('p', null, {role: 'status'});
  const box = element('form', 'handover', {}, labelled('takenBy', taker), labelled('note', note), element('button', 'go', {type: 'submit'}, word('handOver')), told);
  box.addEventListener('submit', async (event) => {
    event.preventDefault();
    const {status, body} = await ask('POST', 'api/handovers', {from: report.from, to: report.to, takenBy: taker.value.trim(), note: note.value.trim()});
    told.textContent = status === 201 ? word('handedOver') : word('failed', body?.error ?? status);
  });
  return box;
}

// Return to port: who was ordered, who is safe, and who has least time in hand.
import {element} from './dom.js';
import * as format from './format.js';
import {fetchJson} from './live.js';
import {redraw, startPage, table} from './page.js';
import {chip} from './queue.js';
import {term, word} from './words.js';

const RENEW_MILLIS = 5000;
const SHOWN = 500;
let orders = null;

await startPage('orders');
redraw(draw);
await load();
setInterval(load, RENEW_MILLIS);
document.documentElement.dataset.ready = 'true';

async function load() {
  orders = await fetchJson('api/orders').catch(() => orders); // the strip says when nothing comes any more
  draw();
}

function draw() {
  if (!orders) return;
  document.getElementById('orders').replaceChildren(...(orders.length === 0 ? [element('p', 'none', {}, word('noOrders'))] : orders.flatMap(order)));
}

function order({order: id, boats}) {
  const states = count(boats);
  return [
    element('h2', null, {}, `${id} · ${format.count(boats.length)} ${word('boats')} · ${word('acknowledgedBy')} ${format.count(boats.filter((boat) => boat.acknowledged).length)}`),
    element('p', 'states', {}, ...states.map(([state, number]) => element('span', 'mark', {}, `${term('order', state)} ${format.count(number)}`))),
    table([word('movers'), '', word('movement'), word('acknowledgedBy'), word('target'), word('distance'), word('eta'), word('slack'), word('deadline'), word('lastPosition')],
      boats.slice(0, SHOWN).map((boat) => [format.moverName(boat.mover), boat.tier ? chip(boat.tier) : '', term('order', boat.state ?? ''), boat.acknowledged ? '✓' : '–', boat.target ?? '–',
        boat.distanceNm === undefined ? '–' : `${boat.distanceNm} nm`, time(boat.eta), boat.slackMinutes === undefined ? '–' : `${boat.slackMinutes}${word('minute')}`, time(boat.deadline), time(boat.report)])),
  ];
}

function count(boats) {
  const counts = new Map();
  for (const {state} of boats) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts];
}

function time(iso) {
  return iso ? format.dateTime(Date.parse(iso)).slice(5, 16) : '–';
}

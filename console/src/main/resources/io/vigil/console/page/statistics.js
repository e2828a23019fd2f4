// How many warnings by rule, tier, zone, hour and day, and how often the desk found them right.
import {element} from './dom.js';
import * as format from './format.js';
import {fetchJson} from './live.js';
import {redraw, startPage, table, timeForm} from './page.js';
import {chip} from './queue.js';
import {TIERS} from './store.js';
import {word} from './words.js';

let shown = null;
let zoneNames = new Map();
const charts = new Map();
const resized = new ResizeObserver(() => charts.forEach((chart) => chart.resize())); // a box may change without the window

await startPage('statistics');
const form = timeForm(load);
redraw(draw);
zoneNames = new Map((await fetchJson('api/ground').catch(() => ({features: []}))).features.map(({properties}) => [properties.id, properties.name ?? properties.id]));
await load('');
document.documentElement.dataset.ready = 'true';

async function load(query) {
  shown = await fetchJson(`api/statistics${query}`);
  form.set(shown.from, shown.to);
  draw();
}

function draw() {
  if (!shown) return;
  const part = (name, rows, label) => [element('h2', null, {}, word(name)), table(
    ['', word('warningsCount'), word('confirmedCount'), word('falseCount'), word('otherCount'), word('precision'), word('ackMedian')],
    rows.map((row) => [label(row.key), row.warnings, row.confirmed, row.false, row.other, precision(row), row.ackSeconds === undefined ? '–' : format.duration(row.ackSeconds)]))];
  document.getElementById('tables').replaceChildren(
    ...part('byTier', TIERS.flatMap((tier) => shown.byTier.filter(({key}) => key === tier)), chip), ...part('byRule', shown.byRule, String), ...part('byZone', shown.byZone, (id) => (id ? zoneNames.get(id) ?? id : word('noZone'))));
  chart('by-hour', word('byHour'), Array.from({length: 24}, (_, hour) => shown.byHour.find(({key}) => Number(key) === hour) ?? {key: String(hour).padStart(2, '0'), warnings: 0, confirmed: 0, false: 0, other: 0}));
  chart('by-day', word('byDay'), shown.byDay);
}

function precision(row) {
  const percent = (share) => `${(100 * share).toFixed(1)}%`;
  return row.precision === undefined ? '–' : `${percent(row.precision)} (${percent(row.precisionLow)}–${percent(row.precisionHigh)})`;
}

/** Bars of confirmed, false and the rest; the table below says the same in figures. */
function chart(id, title, rows) {
  if (!charts.has(id)) {
    charts.set(id, echarts.init(document.getElementById(id), 'dark', {renderer: 'canvas'}));
    resized.observe(document.getElementById(id));
  }
  const series = (name, colour, value) => ({name: word(name), type: 'bar', stack: 'all', itemStyle: {color: colour}, data: rows.map(value)});
  charts.get(id).setOption({
    backgroundColor: 'transparent', animation: false, title: {text: title, left: 10, textStyle: {fontSize: 16}},
    legend: {right: 10, top: 4, textStyle: {color: '#eaf1fc'}}, grid: {left: 50, right: 20, top: 50, bottom: 30},
    tooltip: {trigger: 'axis', renderMode: 'richText'}, xAxis: {type: 'category', data: rows.map(({key}) => key)}, yAxis: {type: 'value', minInterval: 1},
    series: [series('confirmedCount', '#5fd6a0', (row) => row.confirmed), series('falseCount', '#ff5d62', (row) => row.false),
      series('notJudged', '#5a7db5', (row) => row.warnings - row.confirmed - row.false)],
  }, true);
}

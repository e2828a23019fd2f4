// Plays a track: a slider over its time, marks where warnings were, gaps where nothing was reported, 1 to 600 times real time.
import {element} from './dom.js';
import * as format from './format.js';
import {fetchJson} from './live.js';
import {showPlayed} from './map.js';
import {warnings} from './store.js';
import {onLanguage, word} from './words.js';

const SPEEDS = [1, 10, 60, 120, 600];
const GAP_MILLIS = 10 * 60 * 1000;
let panel = null;
let track = null;
let at = 0;
let speed = 60;
let running = false;
let last = 0;

export function preparePlayer() {
  panel = document.getElementById('player');
  onLanguage(() => track && draw());
}

/** Fetches the track of a mover in that time, milliseconds, and shows it; at is where to begin. */
export async function openPlayer(mover, fromMillis, toMillis, atMillis) {
  const query = new URLSearchParams({from: new Date(fromMillis).toISOString(), to: new Date(toMillis).toISOString()});
  const {rows} = await fetchJson(`api/tracks/${encodeURIComponent(mover)}?${query}`);
  track = {mover, points: rows.map(([timeMillis, lat, lon, speedKmh, course]) => ({timeMillis, lat, lon, speedKmh: speedKmh ?? NaN, course: course ?? NaN}))};
  running = false;
  panel.hidden = false;
  draw();
  if (track.points.length > 0) seek(Math.min(Math.max(atMillis ?? -Infinity, start()), end()));
}

/** Ends the playing; false when nothing was played. */
export function closePlayer() {
  if (!track) return false;
  track = null;
  running = false;
  panel.hidden = true;
  showPlayed(null, [], []);
  return true;
}

/** Runs or holds. */
export function toggleRunning() {
  if (!track?.points.length) return;
  running = !running;
  if (running && at >= end()) seek(start());
  last = performance.now();
  if (running) requestAnimationFrame(advance);
  renewButton();
}

function start() {
  return track.points[0].timeMillis;
}

function end() {
  return track.points.at(-1).timeMillis;
}

function advance(now) {
  if (!running || !track) return;
  const next = at + (now - last) * speed;
  last = now;
  if (next >= end()) running = false;
  seek(Math.min(next, end()));
  if (running) requestAnimationFrame(advance);
  else renewButton();
}

/** Moves to the report before or after. */
function stepBy(step) {
  const index = track.points.findLastIndex((point) => point.timeMillis <= at);
  const next = track.points[Math.min(track.points.length - 1, Math.max(0, index + step))];
  running = false;
  renewButton();
  seek(next.timeMillis);
}

function seek(millis) {
  at = millis;
  const before = track.points.findLast((point) => point.timeMillis <= at) ?? track.points[0];
  const after = track.points.find((point) => point.timeMillis > at) ?? before;
  const gap = after.timeMillis - before.timeMillis;
  const share = gap > 0 && gap < GAP_MILLIS ? (at - before.timeMillis) / gap : 0;
  const place = {...before, mover: track.mover, lat: before.lat + share * (after.lat - before.lat), lon: before.lon + share * (after.lon - before.lon)};
  showPlayed(place, track.points, gapsOf(track.points));
  const slider = panel.querySelector('input');
  slider.value = String(at);
  slider.setAttribute('aria-valuetext', format.dateTime(at));
  panel.querySelector('.player-time').textContent = format.dateTime(at);
  panel.querySelector('.player-speed').textContent = format.speed(before.speedKmh, track.mover);
}

function gapsOf(points) {
  return points.flatMap((point, i) => (i > 0 && point.timeMillis - points[i - 1].timeMillis > GAP_MILLIS ? [i] : []));
}

function renewButton() {
  const button = panel.querySelector('.run');
  if (!button) return;
  button.textContent = running ? 'Ⅱ' : '▶';
  button.setAttribute('aria-label', word(running ? 'hold' : 'run'));
}

function draw() {
  const button = (text, label, act, extra = '') => element('button', extra, {type: 'button', 'aria-label': word(label), title: word(label), onclick: act}, text);
  const close = button('×', 'close', closePlayer, 'player-close');
  if (track.points.length === 0) {
    panel.replaceChildren(element('p', null, {}, `${format.moverName(track.mover)}: ${word('noTrack')}`), close);
    return;
  }
  const slider = element('input', null, {type: 'range', min: start(), max: end(), step: 1000, 'aria-label': word('playTime')});
  slider.addEventListener('input', () => seek(Number(slider.value)));
  const choose = element('select', null, {'aria-label': word('playSpeed')}, ...SPEEDS.map((one) => element('option', null, {value: one}, `${one}×`)));
  choose.value = String(speed);
  choose.addEventListener('change', () => (speed = Number(choose.value)));
  panel.replaceChildren(
    button('▶', 'run', toggleRunning, 'run'), button('‹', 'stepBack', () => stepBy(-1)), button('›', 'stepOn', () => stepBy(1)), choose,
    element('strong', null, {}, format.moverName(track.mover)),
    element('span', 'player-time'), element('span', 'player-speed'), close,
    element('div', 'slider', {}, slider, marks()));
  slider.value = String(at);
}

/** Where on the slider the warnings of the mover were. */
function marks() {
  const own = [...warnings.values()].filter((warning) => warning.movers.includes(track.mover) && warning.detectedMillis >= start() && warning.detectedMillis <= end());
  const canvas = element('canvas', 'marks', {width: 1000, height: 12, 'aria-hidden': 'true'});
  const pen = canvas.getContext('2d');
  const colours = {red: '#ff5d62', orange: '#ff9d3c', yellow: '#ffd94a', blue: '#5cb3ff'};
  const x = (millis) => (1000 * (millis - start())) / Math.max(1, end() - start());
  pen.fillStyle = '#5a6b88';
  for (const i of gapsOf(track.points)) pen.fillRect(x(track.points[i - 1].timeMillis), 4, x(track.points[i].timeMillis) - x(track.points[i - 1].timeMillis), 4);
  for (const warning of own) {
    pen.fillStyle = colours[warning.tier];
    pen.fillRect(x(warning.detectedMillis) - 2, 0, 4, 12);
  }
  return canvas;
}

// The top of the page: how many warnings are open, whether we are still being told, and what time it is.
import {element, tierShape} from './dom.js';
import {soundDead} from './sound.js';
import * as format from './format.js';
import {soon} from './soon.js';
import {dataTimeMillis, movers, openCounts, TIERS} from './store.js';
import {onLanguage, word} from './words.js';

const BANNERS = {pageLost: 'lostBanner', kafkaLost: 'kafkaBanner', databaseLost: 'databaseBanner', engineSilent: 'engineBanner'};
let health = null;
let healthAt = 0;
let connected = true;
let heardAtMillis = Date.now();

export function prepareStrip() {
  onLanguage(() => {
    showCounts();
    showStrip();
  });
  setInterval(showStrip, 1000);
}

/** Takes what the server says of itself and its feeds. */
export function takeHealth(news) {
  health = news;
  healthAt = performance.now();
  heardAtMillis = Date.now();
  showStrip();
}

/** Takes whether the server is heard at all. */
export function takeConnection(isConnected) {
  connected = isConnected;
  showStrip();
}

/** Shows how many warnings are open, soon. */
export const showCounts = soon(200, () => {
  const counts = openCounts();
  document.getElementById('tiers').replaceChildren(...TIERS.map((tier) => element('li', `tier ${tier}${counts[tier] ? '' : ' zero'}`, {},
    element('span', 'tier-name', {}, `${tierShape(tier)} ${word(`tier.${tier}`)}`),
    element('span', 'tier-count', {}, format.count(counts[tier])))));
  document.title = `${counts.red ? `(${counts.red}) ` : ''}瞭望 Vigil`;
});

function showStrip() {
  const state = feedState();
  const ageSeconds = positionAgeSeconds();
  const malformed = (health?.feeds.positions.malformed ?? 0) + (health?.feeds.warnings.malformed ?? 0);
  const fact = (name, value) => element('span', 'fact', {}, element('span', 'fact-name', {}, word(name)), element('span', 'fact-value', {}, value));
  document.getElementById('strip').replaceChildren(
    element('span', `feed ${state}`, {}, element('span', 'dot', {'aria-hidden': 'true'}), word(state)),
    fact('lastPosition', ageSeconds === null ? word('never') : format.age(ageSeconds)),
    ...(movers.size > 0 ? [fact('movers', format.count(movers.size))] : []),
    fact('dataTime', Number.isFinite(dataTimeMillis) ? format.dateTime(dataTimeMillis).slice(5) : '–'),
    ...(health?.database?.waiting > 100 ? [fact('unstored', format.count(health.database.waiting))] : []),
    ...(health?.database?.unsent > 0 ? [fact('unsent', format.count(health.database.unsent))] : []),
    ...(malformed > 0 ? [fact('malformed', format.count(malformed))] : []),
  );
  document.getElementById('clock').textContent = format.clock(Date.now());
  const banner = document.getElementById('banner');
  const text = BANNERS[state];
  banner.hidden = !text;
  banner.textContent = text ? word(text, format.clock(state === 'pageLost' ? heardAtMillis : dataTimeMillis)) : '';
  soundDead(Boolean(text) && state !== 'databaseLost');
}

function feedState() {
  if (!connected) return 'pageLost';
  if (!health) return 'waiting';
  const states = [health.feeds.positions.state, health.feeds.warnings.state];
  if (states.includes('lost')) return 'kafkaLost';
  if (health.database?.state === 'lost') return 'databaseLost';
  if (health.engine === 'silent') return 'engineSilent';
  return states.every((state) => state === 'reading') && health.feeds.positions.records > 0 ? 'connected' : 'waiting';
}

function positionAgeSeconds() {
  const age = health?.feeds.positions.lastRecordAgeSeconds;
  return age === undefined ? null : age + (performance.now() - healthAt) / 1000;
}

// The top of the page: how many warnings are open, whether we are still being told, and what time it is.
import {element, tierShape} from './dom.js';
import {soundDead} from './sound.js';
import * as format from './format.js';
import {soon} from './soon.js';
import {dataTimeMillis, movers, openCounts, TIERS} from './store.js';
import {language, onLanguage, word} from './words.js';

/** What each lamp stands for, and the states of the strip that put it out. */
const LAMPS = {feed: ['feedOut'], engine: ['engineSilent'], broker: ['kafkaLost'], database: ['databaseLost'], page: ['pageLost']};
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
  const faults = faultsNow();
  const state = faults[0] ?? (isFlowing() ? 'connected' : 'waiting');
  const ageSeconds = positionAgeSeconds();
  const malformed = (health?.feeds.positions.malformed ?? 0) + (health?.feeds.warnings.malformed ?? 0);
  const fact = (name, value) => element('span', 'fact', {}, element('span', 'fact-name', {}, word(name)), element('span', 'fact-value', {}, value));
  document.getElementById('strip').replaceChildren(
    element('span', `feed ${state}`, {}, element('span', 'dot', {'aria-hidden': 'true'}), word(state)),
    element('ul', 'lamps', {'aria-label': word('health')}, ...Object.entries(LAMPS).map(([name, out]) => lamp(name, faults, out))),
    fact('lastPosition', ageSeconds === null ? word('never') : format.age(ageSeconds)),
    ...(movers.size > 0 ? [fact('movers', format.count(movers.size))] : []),
    fact('dataTime', Number.isFinite(dataTimeMillis) ? format.dateTime(dataTimeMillis).slice(5) : '–'),
    ...(health?.database?.waiting > 100 ? [fact('unstored', format.count(health.database.waiting))] : []),
    ...(health?.database?.unsent > 0 ? [fact('unsent', format.count(health.database.unsent))] : []),
    ...(malformed > 0 ? [fact('malformed', format.count(malformed))] : []),
  );
  document.getElementById('clock').textContent = format.clock(Date.now());
  const banner = document.getElementById('banner');
  const texts = faults.map((fault) => (fault === 'feedOut' ? feedsOut().map(({message}) => message[language()]).join(' ') : word(BANNERS[fault], format.clock(fault === 'pageLost' ? heardAtMillis : dataTimeMillis))));
  banner.hidden = texts.length === 0;
  banner.textContent = texts.join(' · ');
  soundDead(faults.some((fault) => fault !== 'databaseLost' && fault !== 'feedOut'));
}

function lamp(name, faults, out) {
  const state = faults.includes('pageLost') && name !== 'page' ? 'unknown' : !health ? 'unknown' : faults.some((fault) => out.includes(fault)) ? 'out' : 'on';
  return element('li', `lamp ${state}`, {'data-lamp': name}, `${word(`lamp.${name}`)}${{on: '✓', out: '✕', unknown: '?'}[state]}`);
}

/** Feeds of which the engine says that they are out. */
function feedsOut() {
  return (health?.system ?? []).filter(({subject, state}) => subject.startsWith('feed:') && state === 'out');
}

/** What is wrong, the worst first. Where the server is not heard, nothing else is known. */
function faultsNow() {
  if (!connected) return ['pageLost'];
  if (!health) return [];
  return [
    [health.feeds.positions.state, health.feeds.warnings.state].includes('lost') && 'kafkaLost',
    health.database?.state === 'lost' && 'databaseLost',
    health.engine === 'silent' && 'engineSilent',
    feedsOut().length > 0 && 'feedOut',
  ].filter(Boolean);
}

function isFlowing() {
  return health !== null && [health.feeds.positions.state, health.feeds.warnings.state].every((state) => state === 'reading') && health.feeds.positions.records > 0;
}

function positionAgeSeconds() {
  const age = health?.feeds.positions.lastRecordAgeSeconds;
  return age === undefined ? null : age + (performance.now() - healthAt) / 1000;
}

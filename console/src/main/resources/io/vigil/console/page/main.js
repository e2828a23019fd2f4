// Puts the parts of the page together.
import {closeDetail, openDetail, prepareDetail, renewDetail} from './detail.js';
import {fetchJson, follow} from './live.js';
import {showMap, showMovers, showTiers} from './map.js';
import {moveFocus, renewQueue, showQueue} from './queue.js';
import {prepareStrip, showCounts, takeConnection, takeHealth} from './strip.js';
import {enter} from './session.js';
import {applyLanguage, learnKinds, switchLanguage} from './words.js';

const KEYS = {
  j: () => moveFocus(1),
  k: () => moveFocus(-1),
  Escape: closeDetail,
  '/': () => document.getElementById('search').focus(),
};

await enter();
prepareDetail();
prepareStrip();
showQueue(openDetail);
document.getElementById('language').addEventListener('click', switchLanguage);
document.getElementById('legend-toggle').addEventListener('click', ({currentTarget}) => {
  const legend = document.getElementById('legend');
  legend.hidden = !legend.hidden;
  currentTarget.setAttribute('aria-expanded', String(!legend.hidden));
});
document.addEventListener('keydown', (event) => {
  const typing = event.target instanceof HTMLInputElement && event.target.type === 'search';
  if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key) || (typing && event.key !== 'Escape')) return;
  event.preventDefault();
  if (typing) event.target.blur();
  else KEYS[event.key]();
});

const map = showMap(openDetail);
applyLanguage();
fetchJson('api/kinds').then(learnKinds, () => {}); // without them the kinds are shown as the engine writes them

follow({
  onPositions: showMovers,
  onWarnings: () => {
    showTiers();
    showCounts();
    renewQueue();
    renewDetail();
  },
  onHealth: takeHealth,
  onConnection: takeConnection,
});
await map;
document.documentElement.dataset.ready = 'true';

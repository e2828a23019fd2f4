// Puts the parts of the desk together.
import {actByKey, prepareActs} from './acts.js';
import {closeDetail, openDetail, prepareDetail, redrawDetail, renewDetail, playDetail, goToDetail} from './detail.js';
import {showFrame} from './frame.js';
import {prepareFinder} from './finder.js';
import {fetchJson, follow} from './live.js';
import {renewGround, showMap, showMovers, showTiers} from './map.js';
import {closePlayer, openPlayer, preparePlayer, toggleRunning} from './player.js';
import {focusedWarning, moveFocus, renewQueue, showQueue} from './queue.js';
import {enter} from './session.js';
import {needsAnswer, soundRed} from './sound.js';
import {showCounts, takeConnection, takeHealth} from './strip.js';
import {applyLanguage, learnKinds} from './words.js';

const TWO_HOURS_MILLIS = 2 * 60 * 60 * 1000;
const KEYS = {
  j: () => moveFocus(1),
  k: () => moveFocus(-1),
  g: goToDetail,
  p: playDetail,
  ' ': toggleRunning,
  Escape: () => closePlayer() || closeDetail(),
  '/': () => document.getElementById('search').focus(),
  f: () => document.getElementById('find').focus(),
  '?': () => document.getElementById('legend-toggle').click(),
};

await enter();
showFrame('desk');
prepareDetail();
prepareActs((id) => {
  renewQueue();
  redrawDetail(id);
});
showQueue(openDetail);
document.getElementById('legend-toggle').addEventListener('click', ({currentTarget}) => {
  const legend = document.getElementById('legend');
  legend.hidden = !legend.hidden;
  currentTarget.setAttribute('aria-expanded', String(!legend.hidden));
});
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.getElementById('ask').open) return;
  const field = event.target.closest('input, select, textarea');
  if (field) {
    if (event.key === 'Escape') field.blur();
    return;
  }
  if (event.key === ' ' && event.target.closest('button, a')) return;
  if (Object.hasOwn(KEYS, event.key)) KEYS[event.key]();
  else if (!actByKey(event.key, focusedWarning())) return;
  event.preventDefault();
});

const map = showMap(openDetail, (mover) => openPlayer(mover.mover, mover.timeMillis - TWO_HOURS_MILLIS, mover.timeMillis, mover.timeMillis - TWO_HOURS_MILLIS));
preparePlayer();
prepareFinder();
applyLanguage();
fetchJson('api/kinds').then(learnKinds, () => {}); // without them the kinds are shown as the engine writes them

follow({
  onPositions: showMovers,
  onWarnings: (fresh) => {
    showTiers();
    showCounts();
    renewQueue();
    renewDetail();
    if (fresh && needsAnswer(fresh)) soundRed();
  },
  onHealth: (health) => {
    takeHealth(health);
    renewGround(health.ground);
  },
  onConnection: takeConnection,
});
await map;
const wanted = new URLSearchParams(location.search).get('warning');
if (wanted) openDetail(wanted);
document.documentElement.dataset.ready = 'true';

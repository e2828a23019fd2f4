// For the big screen: the map, and the most urgent warnings in letters that are read from the back of the room.
import {deskLine} from './acts.js';
import {element} from './dom.js';
import * as format from './format.js';
import {renewGround, showMap, showMovers, showTiers} from './map.js';
import {startPage} from './page.js';
import {chip} from './queue.js';
import {soon} from './soon.js';
import {byUrgency, dataTimeMillis, warnings} from './store.js';
import {onLanguage, term, word} from './words.js';

const SHOWN = 40;
const renew = soon(300, draw);

await startPage('wall', {
  onPositions: showMovers,
  onHealth: ({ground}) => renewGround(ground),
  onWarnings: () => {
    showTiers();
    renew();
  },
});
const map = showMap(() => {}, () => {});
onLanguage(draw);
setInterval(renew, 5000);
draw();
await map;
document.documentElement.dataset.ready = 'true';

/** Open ones that nobody has disposed of: who came first within a tier has waited longest. */
function draw() {
  const open = [...warnings.values()].filter((one) => one.state === 'open' && !one.desk?.outcome && !one.desk?.silence).sort(byUrgency).slice(0, SHOWN);
  document.getElementById('board').replaceChildren(...(open.length === 0 ? [element('li', 'none', {}, word('wallNone'))] : open.map((one) => element('li', `big ${one.tier}${one.desk?.ack ? ' taken' : ''}`, {},
    chip(one.tier), element('strong', null, {}, one.movers.map(format.moverName).join(' · ')), element('span', null, {}, term('kind', one.kind)),
    element('span', 'age', {}, Number.isFinite(dataTimeMillis) ? format.age((dataTimeMillis - one.detectedMillis) / 1000) : ''),
    element('span', 'message', {}, format.message(one)), ...[deskLine(one)].filter(Boolean).map((line) => element('span', 'desk-line', {}, line))))));
}

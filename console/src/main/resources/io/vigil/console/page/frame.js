// The top of every page: where one can go, how many warnings are open, how well we are being told, who is logged in.
import {element} from './dom.js';
import {prepareSound} from './sound.js';
import {leave, may, me} from './session.js';
import {prepareStrip} from './strip.js';
import {onLanguage, switchLanguage, word} from './words.js';

const PAGES = [['.', 'desk', 'view'], ['statistics.html', 'statistics', 'view'], ['shift.html', 'shift', 'view'], ['orders.html', 'orders', 'view'], ['zones.html', 'zones', 'draw'],
  ['rules.html', 'rules', 'tune'], ['admin.html', 'admin', 'audit'], ['wall', 'wall', 'view']];

/** Builds the frame in #frame; the page is the name of the one it is on. */
export function showFrame(page) {
  const frame = document.getElementById('frame');
  frame.append(
    element('h1', 'brand', {}, element('span', 'brand-zh', {}, '瞭望'), element('span', 'brand-en', {}, 'Vigil')),
    element('nav', 'pages', {id: 'pages'}),
    element('ul', 'tiers', {id: 'tiers', 'data-word-label': 'openWarnings'}),
    element('div', 'strip', {id: 'strip'}),
    element('div', 'clock', {}, element('time', null, {id: 'clock'}), element('span', null, {'data-word': 'clockZone'})),
    element('div', 'corner', {},
      element('button', 'sound', {type: 'button', id: 'sound'}),
      element('button', 'language', {type: 'button', id: 'language', 'data-word': 'language', onclick: switchLanguage}),
      element('button', 'user', {type: 'button', id: 'user', onclick: leave})),
  );
  onLanguage(() => {
    document.getElementById('pages').replaceChildren(...PAGES.filter(([, , permission]) => may(permission))
      .map(([address, name]) => element('a', null, {href: address, 'aria-current': name === page ? 'page' : null}, word(`page.${name}`))));
    const user = document.getElementById('user');
    user.replaceChildren(element('span', null, {}, me?.displayName ?? ''), element('span', 'user-act', {}, word('logout')));
  });
  prepareStrip();
  prepareSound();
}

// What the desk does with a warning: acknowledge, dispatch, dispose with a note, silence, exempt. By button and by key.
import {element} from './dom.js';
import * as format from './format.js';
import {ask, may} from './session.js';
import {dataTimeMillis, takeStep, warnings} from './store.js';
import {word} from './words.js';

export const OUTCOMES = ['confirmed', 'false', 'permitted', 'duplicate', 'unreachable'];
const HOURS = [1, 4, 12, 24];
const EXEMPT_DAYS = [1, 7, 30, 365];
let changed = () => {};

/** changed() is called when something was done from here. */
export function prepareActs(onChanged) {
  changed = onChanged;
}

/** The buttons for a warning; those that the user may not use are not there. */
export function actButtons(warning) {
  if (!may('act')) return element('p', 'none', {}, word('mayOnlyLook'));
  const button = (name, act, extra = '') => element('button', `act ${extra}`, {type: 'button', 'data-act': name, onclick: act}, word(`do.${name}`));
  return element('div', 'acts', {},
    button('ack', () => step(warning, 'ack'), warning.desk?.ack ? 'done' : 'first'),
    button('dispatch', () => stepWithNote(warning, 'dispatch'), warning.desk?.dispatch ? 'done' : ''),
    ...OUTCOMES.map((outcome) => button(outcome, () => stepWithNote(warning, outcome), warning.desk?.outcome?.word === outcome ? 'done' : '')),
    may('silence') ? button('silence', () => silence(warning, false)) : null,
    may('exempt') ? button('exempt', () => silence(warning, true)) : null);
}

/** What a key does to a warning; false when it does nothing. */
export function actByKey(key, warning) {
  if (!warning || !may('act')) return false;
  if (key === 'a') step(warning, 'ack');
  else if (key === 'd') stepWithNote(warning, 'dispatch');
  else if (key >= '1' && key <= '5') stepWithNote(warning, OUTCOMES[Number(key) - 1]);
  else if (key === 'm' && may('silence')) silence(warning, false);
  else return false;
  return true;
}

/** One line on what was done, or null. */
export function deskLine(warning) {
  const {ack, dispatch, outcome, silence: quiet} = warning.desk ?? {};
  const parts = [];
  if (outcome) parts.push(`${word(`do.${outcome.word}`)} · ${outcome.by}`);
  else if (dispatch) parts.push(`${word('do.dispatch')} · ${dispatch.by}`);
  else if (ack) parts.push(`${word('do.ack')} · ${ack.by}`);
  if (quiet) parts.push(word(quiet.exemption ? 'exemptUntil' : 'silentUntil', format.dateTime(Date.parse(quiet.until)).slice(5, 16)));
  return parts.length > 0 ? parts.join('　') : null;
}

async function step(warning, name, note = '') {
  const {status, body} = await ask('POST', `api/warnings/${encodeURIComponent(warning.warningId)}/steps`, {word: name, note});
  if (status !== 201) return tell(status);
  takeStep(warning.warningId, body);
  changed(warning.warningId);
  return null;
}

async function stepWithNote(warning, name) {
  const note = element('textarea', null, {id: 'note', maxlength: 256, rows: 3});
  const known = warnings.get(warning.warningId) ?? warning;
  const sure = await dialog(word(`do.${name}`), format.message(known), [element('label', null, {}, word('note'), note)], note);
  if (sure) await step(known, name, note.value.trim());
}

async function silence(warning, exemption) {
  const until = element('select', null, {id: 'until'}, ...(exemption ? EXEMPT_DAYS : HOURS).map((count) => element('option', null, {value: count * (exemption ? 24 : 1)}, `${count}${word(exemption ? 'day' : 'hour')}`)));
  const reason = element('input', null, {id: 'reason', maxlength: 256, required: ''});
  const name = exemption ? 'exempt' : 'silence';
  const sure = await dialog(word(`do.${name}`), `${warning.rule} · ${warning.movers.map(format.moverName).join(' · ')}`,
    [element('label', null, {}, word('forLong'), until), element('label', null, {}, word('reasonWhy'), reason)], reason);
  if (!sure) return;
  const from = Number.isFinite(dataTimeMillis) ? Math.max(dataTimeMillis, warning.detectedMillis) : warning.detectedMillis;
  const {status} = await ask('POST', `api/warnings/${encodeURIComponent(warning.warningId)}/silence`,
    {exemption, reason: reason.value.trim(), until: new Date(from + Number(until.value) * 3600000 - 1000).toISOString()});
  if (status === 201) changed(warning.warningId);
  else tell(status);
}

function tell(status) {
  const text = {0: 'actLost', 403: 'actForbidden', 429: 'actTooOften', 503: 'actAway'}[status] ?? 'actRefused';
  return dialog(word('actFailed'), word(text), [], null, false);
}

/** Asks; true when the answer is yes. Enter says yes, Escape no. */
export function dialog(title, text, content, focus, withCancel = true) {
  const box = document.getElementById('ask');
  return new Promise((resolve) => {
    const form = element('form', null, {method: 'dialog'},
      element('h2', null, {}, title), text ? element('p', null, {}, text) : null, ...content,
      element('div', 'answers', {},
        withCancel ? element('button', 'cancel', {type: 'button', onclick: () => box.close('no')}, word('cancel')) : null,
        element('button', 'go', {type: 'submit', value: 'yes'}, word('sure'))));
    form.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.key === 'Enter' && !event.shiftKey && event.target.tagName !== 'BUTTON') {
        event.preventDefault();
        form.requestSubmit(form.querySelector('.go'));
      }
    });
    box.replaceChildren(form);
    box.returnValue = 'no';
    box.onclose = () => resolve(box.returnValue === 'yes');
    box.showModal();
    (focus ?? form.querySelector('.go')).focus();
  });
}

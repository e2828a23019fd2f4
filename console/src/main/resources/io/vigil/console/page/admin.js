// Who may log in and what everybody has done.
import {dialog} from './acts.js';
import {element} from './dom.js';
import * as format from './format.js';
import {fetchJson} from './live.js';
import {labelled, redraw, startPage, table} from './page.js';
import {ask, may} from './session.js';
import {word} from './words.js';

const ROLES = ['viewer', 'operator', 'supervisor', 'tuner', 'admin'];
let users = [];
let entries = [];

await startPage('admin');
redraw(draw);
await load();
document.documentElement.dataset.ready = 'true';

async function load() {
  if (may('administer')) users = await fetchJson('api/users');
  entries = await fetchJson('api/audit');
  draw();
}

function draw() {
  document.getElementById('users-part').hidden = !may('administer');
  document.getElementById('users').replaceChildren(
    table([word('userName'), word('displayName'), word('roles'), word('codes'), ''], users.map((user) => [
      user.name, user.displayName, user.roles.map((role) => word(`role.${role}`)).join(' '), user.everywhere ? word('everywhere') : user.codes.join(', '),
      element('span', null, {}, element('button', 'link', {type: 'button', 'data-user': user.name, onclick: () => edit(user)}, word('edit')), user.disabled ? ` ${word('disabled')}` : '')])),
    element('button', 'go', {type: 'button', id: 'add-user', onclick: () => edit(null)}, word('addUser')));
  document.getElementById('audit').replaceChildren(
    table([word('when'), word('person'), word('action'), word('subject'), word('detailText')], entries.map((entry) => [format.dateTime(Date.parse(entry.at)), entry.by, entry.action, entry.subject, entry.detail])),
    element('button', 'go', {type: 'button', onclick: earlier}, word('more2')));
}

async function earlier() {
  entries = entries.concat(await fetchJson(`api/audit?before=${entries.at(-1)?.id ?? 0}`));
  draw();
}

async function edit(user) {
  const field = (id, value, more = {}) => element('input', null, {id, value, ...more});
  const check = (id, checked) => element('input', null, {type: 'checkbox', id, ...(checked ? {checked: ''} : {})});
  const name = field('user-name', user?.name ?? '', {maxlength: 40, ...(user ? {readonly: ''} : {})});
  const displayName = field('user-display', user?.displayName ?? '', {maxlength: 60});
  const roles = ROLES.map((role) => [role, check(`role-${role}`, user?.roles.includes(role))]);
  const everywhere = check('everywhere', user?.everywhere);
  const codes = field('codes', user?.codes.join(', ') ?? '');
  const disabled = check('disabled', user?.disabled);
  const oneTime = check('one-time', !user);
  const sure = await dialog(word(user ? 'users' : 'addUser'), null, [labelled('userName', name), labelled('displayName', displayName),
    element('fieldset', null, {}, element('legend', null, {}, word('roles')), ...roles.map(([role, box]) => element('label', 'tick', {}, box, word(`role.${role}`)))),
    element('label', 'tick', {}, everywhere, word('everywhere')), labelled('codes', codes), element('label', 'tick', {}, oneTime, word('newOneTime')), element('label', 'tick', {}, disabled, word('disabled'))], name);
  if (!sure) return;
  const {status, body} = await ask('PUT', `api/users/${encodeURIComponent(name.value.trim())}`, {
    displayName: displayName.value.trim(), roles: roles.filter(([, box]) => box.checked).map(([role]) => role), everywhere: everywhere.checked,
    codes: codes.value.split(/[,，\s]+/).filter(Boolean), disabled: disabled.checked, newPassword: oneTime.checked});
  if (status !== 200) await dialog(word('actFailed'), body?.error ?? word('actLost'), [], null, false);
  else if (body.password) await dialog(word('saved'), word('oneTimeIs', body.name), [element('output', 'one-time', {id: 'one-time-password'}, body.password)], null, false);
  await load();
}

// Rules: each parameter in a field made from what its kind declares, checked by the engine's own reader, published as a version.
import {element} from './dom.js';
import * as format from './format.js';
import {fetchJson} from './live.js';
import {redraw, startPage} from './page.js';
import {showPreview} from './preview.js';
import {ask} from './session.js';
import {TIERS} from './store.js';
import {language, term, word} from './words.js';

let ruleset = null; // {version, rules: [{id, kind, tier, mode, params, parameters}], versions}
let chosen = null;
let status = [];

await startPage('rules');
redraw(draw);
await load();
document.documentElement.dataset.ready = 'true';

async function load() {
  [ruleset, status] = await Promise.all([fetchJson('api/rules'), fetchJson('api/control/status').catch(() => [])]);
  draw();
}

function draw() {
  if (!ruleset) return;
  const rule = ruleset.rules.find(({id}) => id === chosen) ?? null;
  document.getElementById('list').replaceChildren(...(ruleset.rules.length === 0 ? [element('p', 'none', {}, word('noRules'))] : [element('ul', 'choices', {}, ...ruleset.rules.map(({id, kind, mode}) => element('li', null, {},
    element('button', 'link', {type: 'button', 'data-rule': id, 'aria-current': String(id === chosen), onclick: () => {
      chosen = id;
      draw();
    }}, term('kind', kind), element('span', 'age', {}, ` ${id} ${mode === 'live' ? '' : word(mode)}`)))))]),
    ...(status.length > 0 ? [element('h3', null, {}, word('engineSays')), element('ol', 'transitions', {}, ...status.slice(0, 10).map(statusItem))] : []),
    ...(ruleset.versions.length > 0 ? [element('h3', null, {}, word('versions')), element('ol', 'transitions', {}, ...ruleset.versions.map(versionItem))] : []));
  document.getElementById('editor').replaceChildren(...(rule ? form(rule) : []));
}

function form(rule) {
  const choice = (id, values, value, name) => element('select', null, {id}, ...values.map((one) => element('option', null, {value: one, ...(one === value ? {selected: ''} : {})}, name(one))));
  const told = element('div', 'told', {id: 'told', role: 'status'});
  const fields = rule.parameters.map((parameter) => ({parameter, input: field(parameter, rule.params[parameter.name])}));
  const mode = choice('rule-mode', ['live', 'shadow', 'off'], rule.mode, word);
  const tier = choice('rule-tier', [...TIERS].reverse(), rule.tier, (one) => word(`tier.${one}`));
  const note = element('input', null, {id: 'rule-note', maxlength: 200});
  const change = () => ({params: Object.fromEntries(fields.map(({parameter, input}) => [parameter.name, read(parameter, input)]).filter(([, value]) => value !== null)), tier: tier.value, mode: mode.value});
  const address = `api/rules/${encodeURIComponent(rule.id)}`;
  const send = async () => {
    const {status: answer, body} = await ask('PUT', address, {...change(), expected: ruleset.version, note: note.value.trim()});
    if (answer === 200) {
      await load();
      document.getElementById('told').replaceChildren(word('published'));
    } else if (answer === 409) told.replaceChildren(word('conflict'));
    else told.replaceChildren(element('strong', null, {}, word('faultsFound')), ...(body?.faults ?? [body?.error ?? word('actLost')]).map((fault) => element('p', 'fault', {}, fault)));
  };
  return [
    element('h2', null, {}, `${term('kind', rule.kind)} · ${rule.id}`), element('p', null, {}, inLanguage(rule, 'meaning')), element('p', 'hint', {}, `${word('lawSource')}: ${rule.source}`),
    element('div', 'bar', {}, element('label', null, {}, word('ruleMode'), mode), element('label', null, {}, word('ruleTier'), tier), element('label', 'grow', {}, word('whyChange'), note),
      element('button', 'act', {type: 'button', id: 'rule-preview', onclick: () => showPreview(`${address}/preview`, change(), told)}, word('preview')),
      element('button', 'go', {type: 'button', id: 'rule-publish', onclick: send}, word('publish'))),
    told,
    element('table', 'sheet', {}, element('thead', null, {}, element('tr', null, {}, ...['parameter', 'value', 'range', 'defaultValue', 'meaning'].map((name) => element('th', null, {scope: 'col'}, word(name))))),
      element('tbody', null, {}, ...fields.map(({parameter, input}) => element('tr', null, {}, element('th', null, {scope: 'row', title: parameter.name}, element('label', null, {for: input.id}, element('code', null, {}, parameter.name))),
        element('td', null, {}, input), element('td', null, {}, inLanguage(parameter, 'range')), element('td', null, {}, plain(parameter.defaultValue)), element('td', null, {}, inLanguage(parameter, 'meaning')))))),
  ];
}

/** What a kind or a parameter declares, in the language in use. */
function inLanguage(declared, name) {
  return language() === 'zh' ? declared[`${name}Zh`] : declared[name];
}

function plain(value) {
  return value === null ? '–' : Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A field of the type that was declared; an empty one means the default. */
function field({name, type, range}, value) {
  const id = `param-${name}`;
  const words = /^one of (.*)$/.exec(range);
  if (type === 'flag' || words) {
    const options = type === 'flag' ? ['true', 'false'] : words[1].split(', ');
    return element('select', null, {id}, element('option', null, {value: ''}, ''), ...options.map((one) => element('option', null, {value: one, ...(String(value) === one ? {selected: ''} : {})}, one)));
  }
  const text = value === undefined ? '' : plain(value);
  return element('input', null, {id, value: text, ...(type === 'number' || type === 'count' ? {type: 'number', step: type === 'count' ? 1 : 'any'} : {})});
}

function read({type}, input) {
  const text = input.value.trim();
  if (text === '') return null;
  if (type === 'number' || type === 'count') return Number(text);
  if (type === 'flag') return text === 'true';
  if (type === 'texts') return text.split(/[,，]\s*/).filter(Boolean);
  if (type === 'numbers_by_name' || type === 'texts_by_name') return parsed(text);
  return text;
}

/** What is no JSON goes out as it is: the reader says what is wrong with it. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function versionItem({version, by, at, note}) {
  const again = async () => {
    const {status: answer} = await ask('POST', 'api/rules/revert', {version, expected: ruleset.version});
    if (answer === 200) await load();
  };
  return element('li', null, {}, element('time', null, {datetime: at}, format.dateTime(Date.parse(at))), element('strong', null, {}, `#${version}`), element('span', null, {}, by),
    version === ruleset.version ? null : element('button', 'link', {type: 'button', onclick: again}, word('revert')), note ? element('span', 'reason', {}, note) : null);
}

function statusItem(told) {
  const text = told.message?.[document.documentElement.lang === 'en' ? 'en' : 'zh'] ?? told.message ?? told.status ?? JSON.stringify(told);
  return element('li', null, {}, element('span', null, {}, typeof text === 'string' ? text : JSON.stringify(text)));
}

// What a zone or a rule would have raised in the last day, before it is published.
import {element} from './dom.js';
import * as format from './format.js';
import {table} from './page.js';
import {ask} from './session.js';
import {word} from './words.js';

/** Asks the server for a preview and shows it in that element. */
export async function showPreview(address, content, told) {
  told.replaceChildren(word('previewing'));
  const {status, body} = await ask('POST', address, content);
  if (status !== 200) {
    told.replaceChildren(element('strong', null, {}, word('faultsFound')), ...(body?.faults ?? [body?.error ?? word('actLost')]).map((fault) => element('p', 'fault', {}, fault)));
    return;
  }
  if (!body.rules) {
    told.replaceChildren(word('previewNoRules'));
    return;
  }
  const rate = (value) => (Math.round(value * 10) / 10).toFixed(1);
  told.replaceChildren(
    element('p', 'preview', {id: 'preview'}, word('previewOf').replace('{movers}', format.count(body.judged)).replace('{all}', format.count(body.movers)).replace('{hours}', rate(body.hours))),
    element('p', body.refusal ? 'fault' : 'preview', {}, word('previewRate').replace('{before}', rate(body.beforePerHour)).replace('{after}', rate(body.afterPerHour)).replace('{most}', format.count(body.mostPerHour))),
    table([word('rule'), word('previewBefore'), word('previewAfter')], body.rules.map(({rule, before, after}) => [rule, before, after])),
    ...(body.refusal ? [element('p', 'fault', {}, body.refusal)] : []),
  );
}

// Who is there: name and password, and a password of one's own where somebody else gave the first one.
import {ask} from './session.js';
import {applyLanguage, switchLanguage, word} from './words.js';

const field = (id) => document.getElementById(id);
const complain = (name) => (field('complaint').textContent = name ? word(name) : '');

field('language').addEventListener('click', switchLanguage);
applyLanguage();

field('login').addEventListener('submit', async (event) => {
  event.preventDefault();
  complain(null);
  const {status, body} = await ask('POST', 'api/login', {name: field('name').value.trim(), password: field('password').value});
  if (status !== 200) {
    complain({401: 'loginWrong', 429: 'loginTooOften'}[status] ?? 'loginAway');
  } else if (body.mustChange) {
    field('login').hidden = true;
    field('change').hidden = false;
    field('next').focus();
  } else {
    enter();
  }
});

field('change').addEventListener('submit', async (event) => {
  event.preventDefault();
  if (field('next').value !== field('repeat').value) {
    complain('passwordsDiffer');
    return;
  }
  const {status} = await ask('POST', 'api/password', {password: field('password').value, next: field('next').value});
  if (status === 204) enter();
  else complain(status === 400 ? 'passwordRefused' : 'loginAway');
});

const offered = await ask('GET', 'api/oidc');
field('oidc').hidden = !offered.body?.offered;
document.documentElement.dataset.ready = 'true';

/** Back to the page that sent us here, which is one of our own or none. */
function enter() {
  const back = new URLSearchParams(location.search).get('back') ?? '';
  location.replace(/^[a-z]+(\.html)?$/.test(back) ? back : '.');
}

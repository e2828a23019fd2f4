// Who we are to the server, and asking it: what changes something carries the word of our own session.

/** Who is logged in, as the server says; null before it was asked. */
export let me = null;

/** Asks who is logged in; goes to the login page when nobody is. */
export async function enter() {
  const {status, body} = await ask('GET', 'api/me');
  if (status === 200 && !body.mustChange) me = body;
  else if (status === 200 || status === 401) toLogin();
  else throw new Error(`api/me: ${status}`);
  return me;
}

/** Whether the one who is logged in may do that. */
export function may(permission) {
  return me?.permissions.includes(permission) ?? false;
}

/** The status and the JSON of the answer; a lost connection has the status 0. */
export async function ask(method, address, content) {
  const request = {method, headers: {'X-Vigil-Csrf': me?.csrf ?? csrf}};
  if (content !== undefined) request.body = JSON.stringify(content);
  try {
    const response = await fetch(address, request);
    const text = await response.text();
    const body = text ? JSON.parse(text) : null;
    if (body?.csrf) csrf = body.csrf;
    return {status: response.status, body};
  } catch {
    return {status: 0, body: null};
  }
}

export function toLogin() {
  location.replace(`login.html?back=${encodeURIComponent(location.pathname.split('/').at(-1))}`);
}

export async function leave() {
  await ask('POST', 'api/logout');
  toLogin();
}

let csrf = 'none';

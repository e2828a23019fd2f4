// The line to the server: one stream of events, and the whole state when the stream says it is needed.
import {ask, toLogin} from './session.js';
import {clearWarnings, takePosition, takeStep, takeWarning} from './store.js';

const SILENT_AFTER_MILLIS = 6000;
const REOPEN_AFTER_MILLIS = 20000;
const RETRY_MILLIS = 2000;

/**
 * Follows the server for as long as the page is open. Calls onPositions(movers), onWarnings(the new one, if it is one), onHealth(health) and
 * onConnection(connected).
 */
export function follow({onPositions, onWarnings, onHealth, onConnection}) {
  let source = null;
  let heardAt = performance.now();
  let connected = true;
  /** Warnings that came while the whole state was on its way; it may be older than they are. */
  let sinceAsked = null;

  function heard() {
    heardAt = performance.now();
    if (!connected) onConnection(connected = true);
  }

  function open() {
    source?.close();
    source = new EventSource('api/stream');
    listen('hello', (hello) => (hello.resumed ? loadPositions() : loadAll()));
    listen('resync', loadAll);
    listen('position', ({fields, rows}) => {
      onPositions(rows.map((row) => takePosition(Object.fromEntries(fields.map((field, i) => [field, row[i]])))).filter(Boolean));
    });
    listen('warning', (warning) => {
      sinceAsked?.push(warning);
      if (takeWarning(warning, true)) onWarnings(warning);
    });
    listen('step', ({warningId, step}) => {
      if (takeStep(warningId, step)) onWarnings();
    });
    listen('health', onHealth);
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) setTimeout(reopen, RETRY_MILLIS);
    });
  }

  /** A stream that was refused may be one of a session that has ended. */
  async function reopen() {
    const {status} = await ask('GET', 'api/me');
    if (status === 401) toLogin();
    else open();
  }

  function listen(event, handler) {
    source.addEventListener(event, ({data}) => {
      heard();
      handler(JSON.parse(data));
    });
  }

  async function loadPositions() {
    try {
      const {positions} = await fetchJson('api/positions');
      for (const position of positions) position.timeMillis = Date.parse(position.time);
      onPositions(positions.map(takePosition).filter(Boolean));
    } catch {
      setTimeout(loadPositions, RETRY_MILLIS);
    }
  }

  async function loadWarnings() {
    const since = (sinceAsked = []);
    try {
      const snapshot = await fetchJson('api/warnings');
      if (sinceAsked !== since) return; // asked again meanwhile: that answer is the newer one
      clearWarnings();
      for (const warning of snapshot.warnings) takeWarning(warning, false);
      for (const warning of since) takeWarning(warning, true);
      sinceAsked = null;
      onWarnings();
    } catch {
      if (sinceAsked === since) setTimeout(loadWarnings, RETRY_MILLIS);
    }
  }

  function loadAll() {
    loadPositions();
    loadWarnings();
    fetchJson('api/health').then(onHealth, () => {}); // else it comes with the stream within two seconds
  }

  setInterval(() => {
    const silentMillis = performance.now() - heardAt;
    if (silentMillis > SILENT_AFTER_MILLIS && connected) onConnection(connected = false);
    if (silentMillis > REOPEN_AFTER_MILLIS) {
      heardAt = performance.now() - SILENT_AFTER_MILLIS;
      open();
    }
  }, 1000);
  open();
}

/** The JSON at that address; throws when the answer is not good. */
export async function fetchJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

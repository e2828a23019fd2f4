// What the page knows: the last position of every mover and the last state of every warning, folded as the server does.

export const TIERS = ['red', 'orange', 'yellow', 'blue'];
const TAIL_LENGTH = 12;
const MAX_WARNINGS = 6000;
const ROOM = 500;
const OLDER_TAKEN_AFTER_MILLIS = 60000;

export const movers = new Map();
export const warnings = new Map();
/** Until when sounds are muted, by performance.now(). */
export let mutedUntil = 0;
/** Newest event time of all positions, milliseconds, or NaN. */
export let dataTimeMillis = NaN;

/** mover → the worst tier among its open warnings; renewed by {@link judgeMovers}. */
let worstTiers = new Map();

/** Takes a position; null when it is not newer than the one known, else the mover. */
export function takePosition(position) {
  const known = movers.get(position.mover);
  const now = performance.now();
  const changesState = known && position.timeMillis === known.timeMillis && position.state && position.state !== known.state;
  if (known && !changesState && position.timeMillis <= known.timeMillis && now - known.takenAt < OLDER_TAKEN_AFTER_MILLIS) return null;
  const mover = known ?? {mover: position.mover, tail: []};
  if (known && !changesState) mover.tail.push([mover.lon, mover.lat]);
  else if (position.tail) mover.tail = position.tail;
  if (mover.tail.length > TAIL_LENGTH) mover.tail.shift();
  mover.moverClass = position.class ?? mover.moverClass ?? null;
  mover.state = position.state ?? null;
  mover.timeMillis = position.timeMillis;
  mover.lat = position.lat;
  mover.lon = position.lon;
  mover.speedKmh = position.speedKmh ?? NaN;
  mover.course = position.heading ?? position.course ?? NaN;
  mover.takenAt = now;
  if (!known) movers.set(position.mover, mover);
  if (!(position.timeMillis <= dataTimeMillis)) dataTimeMillis = position.timeMillis;
  return mover;
}

/** Takes the state of a warning; false when it repeats or precedes what is known. */
export function takeWarning(summary, fresh) {
  const known = warnings.get(summary.warningId);
  if (known && summary.sequence <= known.sequence) return false;
  summary.detectedMillis = Date.parse(summary.detected);
  summary.text = [...summary.movers, summary.rule, summary.kind, summary.zone ?? '', summary.message.zh, summary.message.en].join('\n').toLowerCase();
  if (known) summary.touched = known.touched;
  summary.freshAt = fresh && (!known || known.tier !== summary.tier) ? performance.now() : known?.freshAt ?? -Infinity;
  warnings.set(summary.warningId, summary);
  if (warnings.size > MAX_WARNINGS + ROOM) dropLeast();
  return true;
}

/** Takes what somebody did with a warning; false when the warning is not known. */
export function takeStep(warningId, step) {
  const warning = warnings.get(warningId);
  if (!warning) return false;
  warning.desk ??= {};
  warning.desk[step.word === 'ack' || step.word === 'dispatch' ? step.word : 'outcome'] = step;
  warning.touched = (warning.touched ?? 0) + 1;
  return true;
}

export function setMutedUntil(when) {
  mutedUntil = when;
}

export function clearWarnings() {
  warnings.clear();
}

/** Works out the worst open tier of every mover again. */
export function judgeMovers() {
  worstTiers = new Map();
  for (const warning of warnings.values()) {
    if (warning.state !== 'open') continue;
    for (const mover of warning.movers) {
      const known = worstTiers.get(mover);
      if (!known || TIERS.indexOf(warning.tier) < TIERS.indexOf(known)) worstTiers.set(mover, warning.tier);
    }
  }
}

/** The worst tier among the open warnings of a mover, or null. */
export function worstTier(mover) {
  return worstTiers.get(mover) ?? null;
}

/** Open warnings by tier. */
export function openCounts() {
  const counts = {red: 0, orange: 0, yellow: 0, blue: 0};
  for (const warning of warnings.values()) if (warning.state === 'open') counts[warning.tier]++;
  return counts;
}

/** Open before closed, then by tier, then the newest first. */
export function byUrgency(a, b) {
  return (a.state !== 'open') - (b.state !== 'open')
    || TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier)
    || b.detectedMillis - a.detectedMillis
    || (a.warningId < b.warningId ? -1 : 1);
}

function dropLeast() {
  for (const {warningId} of [...warnings.values()].sort(byUrgency).slice(MAX_WARNINGS)) warnings.delete(warningId);
}

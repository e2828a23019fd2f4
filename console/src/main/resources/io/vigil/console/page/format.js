// Numbers, times and names as they are shown. Times are Asia/Shanghai whatever the zone of the machine.
import {language, term, word} from './words.js';

const ZONE = 'Asia/Shanghai';
const KMH_PER_KNOT = 1.852;
const CLOCK = new Intl.DateTimeFormat('en-GB', {timeZone: ZONE, hour: '2-digit', minute: '2-digit', second: '2-digit'});
const DAY = new Intl.DateTimeFormat('en-CA', {timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit'});
const COUNT = new Intl.NumberFormat('en-US');

/** 14:03:05 */
export function clock(millis) {
  return Number.isFinite(millis) ? CLOCK.format(millis) : '–';
}

/** 2026-09-12 14:03:05 */
export function dateTime(millis) {
  return Number.isFinite(millis) ? `${DAY.format(millis)} ${CLOCK.format(millis)}` : '–';
}

/** 14:03:05 of the day that is being shown, with the date on another day. */
export function shortTime(millis, referenceMillis) {
  if (!Number.isFinite(millis)) return '–';
  const day = DAY.format(millis);
  return Number.isFinite(referenceMillis) && day === DAY.format(referenceMillis) ? CLOCK.format(millis) : `${day.slice(5)} ${CLOCK.format(millis)}`;
}

/** 5 分 20 秒; two units at most. */
export function duration(seconds) {
  if (!Number.isFinite(seconds)) return '–';
  const whole = Math.max(0, Math.round(seconds));
  const parts = [[Math.floor(whole / 86400), 'day'], [Math.floor(whole / 3600) % 24, 'hour'], [Math.floor(whole / 60) % 60, 'minute'], [whole % 60, 'second']];
  const from = parts.findIndex(([value]) => value > 0);
  if (from < 0) return `0${word('second')}`;
  return parts.slice(from, from + 2).filter(([value]) => value > 0).map(([value, unit]) => value + word(unit)).join(' ');
}

/** How long ago, one unit. */
export function age(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return word('ago', `${whole}${word('second')}`);
  if (whole < 3600) return word('ago', `${Math.floor(whole / 60)}${word('minute')}`);
  if (whole < 86400) return word('ago', `${Math.floor(whole / 3600)}${word('hour')}`);
  return word('ago', `${Math.floor(whole / 86400)}${word('day')}`);
}

export function count(value) {
  return COUNT.format(value);
}

/** 38.98000°N 117.70000°E */
export function coordinates(lat, lon) {
  if (!Number.isFinite(lat) || !Number.isFinite(lon)) return '–';
  return `${Math.abs(lat).toFixed(5)}°${lat < 0 ? 'S' : 'N'} ${Math.abs(lon).toFixed(5)}°${lon < 0 ? 'W' : 'E'}`;
}

/** Knots at sea, km/h on the road. */
export function speed(speedKmh, mover) {
  if (!Number.isFinite(speedKmh)) return '–';
  return isVessel(mover) ? `${(speedKmh / KMH_PER_KNOT).toFixed(1)} kn` : `${speedKmh.toFixed(speedKmh < 10 ? 1 : 0)} km/h`;
}

export function course(degrees) {
  return Number.isFinite(degrees) ? `${String(Math.round(degrees) % 360).padStart(3, '0')}°` : '–';
}

export function isVessel(mover) {
  return mover.startsWith('vessel:');
}

/** 津A12345 (黄牌), 412345678 */
export function moverName(mover) {
  // What stands behind a tilde tells hidden plates apart for the page; people need not read it.
  const [identity, colour] = mover.slice(mover.indexOf(':') + 1).replace(/~[0-9a-f]{6}/, '').split('|');
  return colour ? `${identity} (${term('plate', colour)})` : identity;
}

/** What a rule measured or was told, by its name: the unit is at the end of the name. */
export function quantity(name, value) {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.map((item) => quantity(name, item)).join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  if (typeof value === 'string') return isoDuration(value) ?? isoTime(value) ?? term('value', value);
  if (typeof value !== 'number') return String(value);
  const unitSeconds = [[/Seconds$/, 1], [/Minutes$/, 60], [/Hours$/, 3600]].find(([pattern]) => pattern.test(name));
  if (unitSeconds) return duration(value * unitSeconds[1]);
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
  const unit = [[/(Kmh|Kph)$/, 'km/h'], [/(Kn|Knots)$/, 'kn'], [/Mps$/, 'm/s'], [/(M|Meters)$/, 'm'], [/Km$/, 'km'], [/Nm$/, 'nm'], [/(Degrees|Course)$/, '°'], [/Percent$/, '%']]
    .find(([pattern]) => pattern.test(name));
  return unit && name.length > 1 ? `${rounded} ${unit[1]}` : String(rounded);
}

function isoDuration(text) {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text);
  if (!match || !/\d/.test(text)) return null;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return duration(days * 86400 + hours * 3600 + minutes * 60 + seconds);
}

function isoTime(text) {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? dateTime(Date.parse(text)) : null;
}

/** The message of a warning in the language in use. */
export function message(warning) {
  return warning.message[language()] || warning.message.en || warning.message.zh;
}

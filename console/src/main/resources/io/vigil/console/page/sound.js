// What is heard: three tones for a new red warning, repeated until somebody acknowledges it; two low ones when the page is no
// longer told anything. A browser plays nothing before the first click or key, so the button says whether it can.
import {mutedUntil, setMutedUntil, warnings} from './store.js';
import {onLanguage, word} from './words.js';

const REPEAT_MILLIS = 8000;
const MUTE_MILLIS = 120000;
let context = null;
let dead = false;
let button = null;

export function prepareSound() {
  button = document.getElementById('sound');
  button.addEventListener('click', () => {
    const muted = performance.now() < mutedUntil;
    setMutedUntil(muted || context?.state !== 'running' ? 0 : performance.now() + MUTE_MILLIS);
    wake();
    if (performance.now() >= mutedUntil) play([660]);
    renew();
  });
  document.addEventListener('pointerdown', wake, {capture: true});
  document.addEventListener('keydown', wake, {capture: true});
  setInterval(remind, REPEAT_MILLIS);
  setInterval(renew, 1000);
  onLanguage(renew);
}

/** Says that a red warning came. */
export function soundRed() {
  play([880, 660, 880]);
}

/** Says whether the page is still told; it is heard when it is not. */
export function soundDead(isDead) {
  if (isDead && !dead) play([220, 180]);
  dead = isDead;
}

function remind() {
  if (dead) play([220, 180]);
  else if ([...warnings.values()].some(needsAnswer)) soundRed();
}

/** A red warning that nobody has acknowledged; of those long open at the start nobody is told again. */
export function needsAnswer(warning) {
  return warning.tier === 'red' && warning.state === 'open' && Number.isFinite(warning.freshAt) && !warning.desk?.ack && !warning.desk?.outcome && !warning.desk?.silence;
}

function wake() {
  context ??= new AudioContext();
  if (context.state === 'suspended') context.resume();
}

function renew() {
  const left = Math.ceil((mutedUntil - performance.now()) / 1000);
  const state = left > 0 ? 'muted' : context?.state === 'running' ? 'on' : 'off';
  button.dataset.state = state;
  button.setAttribute('aria-pressed', String(state === 'on'));
  button.textContent = {on: '♪', muted: `♪ ${left}`, off: '♪'}[state];
  button.setAttribute('aria-label', word(`sound.${state}`));
  button.title = word(`sound.${state}`);
}

function play(tones) {
  if (context?.state !== 'running' || performance.now() < mutedUntil) return;
  tones.forEach((hertz, i) => {
    const at = context.currentTime + i * 0.22;
    const tone = new OscillatorNode(context, {type: 'square', frequency: hertz});
    const volume = new GainNode(context, {gain: 0.12});
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.18);
  });
}

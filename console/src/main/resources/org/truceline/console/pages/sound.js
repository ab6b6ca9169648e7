// The attention sound: two tones, again and again, while an episode asks for it.
import { store, changed } from "./store.js";

const EVERY_MS = 4000;
/** @type {AudioContext | undefined} */
let context;
let timer = 0;
/** How often it has sounded, for whoever tests it. */
export const sounded = { times: 0 };

/** Whether any episode asks for attention. */
export function sounding() {
  return [...store.episodes.values()].filter((episode) => episode.attention.state === "sounding");
}

/** Turns the sound of this console on or off; browsers let pages sound only after somebody has pressed something. */
export async function turn(/** @type {boolean} */ on) {
  if (on) {
    context ??= new AudioContext();
    await context.resume();
    store.sound = context.state === "running" ? "on" : "blocked";
  } else {
    await context?.suspend();
    store.sound = "off";
  }
  changed();
  attend();
}

/** Begins or ends as the episodes ask. Called whenever they change. */
export function attend() {
  const wanted = store.sound === "on" && sounding().length > 0;
  if (wanted && !timer) {
    tones();
    timer = window.setInterval(tones, EVERY_MS);
  } else if (!wanted && timer) {
    clearInterval(timer);
    timer = 0;
  }
}

function tones() {
  if (!context) return;
  sounded.times++;
  tone(880, 0);
  tone(660, 0.25);
}

/** @param {number} pitch @param {number} after */
function tone(pitch, after) {
  if (!context) return;
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  const start = context.currentTime + after;
  oscillator.frequency.value = pitch;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(0.3, start + 0.02);
  gain.gain.linearRampToValueAtTime(0, start + 0.22);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + 0.25);
}

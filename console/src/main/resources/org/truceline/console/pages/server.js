// Talks with the desk: snapshots, news as it comes, and what is asked of it.
import { store, changed, deskNow } from "./store.js";

/** Old news that the service worker kept carries the moment at which it was true. */
const KEPT = "X-Kept-Since";

/** @type {Map<string, number>} */
const newest = new Map();

/**
 * Reads a snapshot, unless one asked for later has come in the meantime.
 * @template T
 * @param {string} path
 * @param {(value: T, kept: boolean) => void} take
 * @returns {Promise<boolean>} whether there is one
 */
export async function read(path, take) {
  const asked = (newest.get(path) ?? 0) + 1;
  newest.set(path, asked);
  try {
    const answer = await fetch("/api/v1/" + path);
    if (answer.status === 401) {
      store.failed = "console.failed.sign-in";
      changed();
      return false;
    }
    if (!answer.ok) return false;
    const value = await answer.json();
    if (newest.get(path) !== asked) return true;
    const kept = answer.headers.get(KEPT);
    if (kept) {
      store.connection = "lost";
    }
    take(value, kept !== null);
    changed();
    return true;
  } catch {
    if (store.connection === "opening") store.connection = "lost";
    changed();
    return false;
  }
}

/** @returns {Promise<boolean>} */
export function readLive() {
  return read("live", (/** @type {LiveView} */ live, kept) => {
    if (!kept) store.ahead = Date.parse(live.asOf) - Date.now();
    store.now = deskNow();
    store.tracks = new Map(live.tracks.map((track) => [track.id, track]));
    store.episodes = new Map(live.episodes.map((episode) => [episode.id, episode]));
    store.index = live.index;
    store.moves++;
    if (!store.heard || store.heard < live.asOf) store.heard = live.asOf;
  });
}

export function readMission() {
  return read("mission", (/** @type {MissionView} */ mission) => {
    store.mission = mission;
    store.failed = undefined;
  });
}

export function readLine() {
  return read("line", (/** @type {LineView} */ line) => { store.line = line; });
}

export function readRecord() {
  return read("record", (/** @type {RecordView} */ record) => { store.record = record; });
}

export function readStatus() {
  return read("status", (/** @type {StatusView} */ status) => { store.status = status; });
}

/** @param {string} id */
export async function readEpisode(id) {
  const found = await read("episodes/" + encodeURIComponent(id), (/** @type {EpisodeView} */ episode) => {
    store.episode = episode;
    store.episodeMissing = false;
  });
  if (!found) {
    store.episodeMissing = store.episode?.episode.id !== id;
    changed();
  }
}

/** @type {EventSource | undefined} */
let source;
/** @type {(happening: Happening) => void} */
let hear = () => {};
let patience = 0;

/** Follows the feed from the snapshot on. @param {(happening: Happening) => void} listener */
export async function follow(listener) {
  hear = listener;
  await open();
  // A line that is cut without a word is noticed by the silence: the desk says something every ten seconds.
  setInterval(() => {
    store.now = deskNow();
    changed();
  }, 1000);
  addEventListener("online", () => { if (store.connection !== "live") void open(); });
}

async function open() {
  source?.close();
  source = undefined;
  if (!(await readLive()) || store.index < 0) {
    later();
    return;
  }
  const opened = new EventSource("/api/v1/feed?after=" + store.index);
  source = opened;
  opened.addEventListener("open", () => {
    patience = 0;
    store.connection = "live";
    changed();
  });
  opened.addEventListener("news", (event) => {
    /** @type {Told} */
    const told = JSON.parse(event.data);
    if (told.index <= store.index) return;
    store.index = told.index;
    store.heard = new Date(deskNow()).toISOString();
    store.connection = "live";
    for (const happening of told.happenings) apply(happening);
    changed();
  });
  opened.addEventListener("reset", () => { void open(); });
  opened.addEventListener("error", () => {
    if (store.connection === "live") {
      store.connection = "lost";
      store.heard = new Date(deskNow()).toISOString();
      changed();
    }
    // The browser tries again by itself, saying what it had, unless the server refused.
    if (opened.readyState === EventSource.CLOSED && source === opened) later();
  });
}

function later() {
  store.connection = "lost";
  changed();
  patience = Math.min(15000, patience * 2 + 1000);
  setTimeout(() => void open(), patience);
}

/** @param {Happening} happening */
function apply(happening) {
  store.moves++;
  switch (happening.what) {
    case "track": store.tracks.set(happening.of.id, happening.of); break;
    case "track-gone": store.tracks.delete(happening.of); break;
    case "episode": store.episodes.set(happening.of.id, happening.of); break;
    case "episode-gone": store.episodes.delete(happening.of); break;
    case "line": void readLine(); void readMission(); break;
    case "entry": case "checkpoint": break;
  }
  hear(happening);
}

/**
 * Asks the desk for something.
 * @param {string} path
 * @param {BodyInit | undefined} body
 * @param {Record<string, string>} headers
 * @returns {Promise<{status: number, said: any}>} status 0 where the desk was not reached
 */
export async function ask(path, body, headers) {
  try {
    const answer = await fetch("/api/v1/" + path, { method: "POST", body, headers });
    const said = await answer.json().catch(() => ({}));
    return { status: answer.status, said };
  } catch {
    return { status: 0, said: {} };
  }
}

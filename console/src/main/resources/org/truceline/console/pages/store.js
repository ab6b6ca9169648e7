// What the pages show, in one place; whoever changes it says so, and the page is drawn anew.

/** The state of the connection to the desk: live, lost, or never had since this page was opened. */
export const store = {
  language: "en",
  /** @type {Record<string, Record<string, string>>} */
  words: {},
  /** @type {MissionView | undefined} */
  mission: undefined,
  /** @type {LineView | undefined} */
  line: undefined,
  /** @type {Map<string, TrackShown>} */
  tracks: new Map(),
  /** @type {Map<string, EpisodeShown>} */
  episodes: new Map(),
  index: -1,
  /** Counts what moves on the map, so that it is drawn only then. */
  moves: 0,
  /** @type {RecordView | undefined} */
  record: undefined,
  /** @type {StatusView | undefined} */
  status: undefined,
  /** @type {EpisodeView | undefined} */
  episode: undefined,
  episodeMissing: false,
  /** @type {"opening" | "live" | "lost"} */
  connection: "opening",
  /** When what is shown was true for the last time. @type {string | undefined} */
  heard: undefined,
  /** By how much the desk's clock is ahead of this machine's, in milliseconds. */
  ahead: 0,
  now: Date.now(),
  /** @type {Kept[]} */
  kept: [],
  /** @type {"off" | "on" | "blocked"} */
  sound: "off",
  /** What a screen reader is told. */
  told: "",
  /** @type {string | undefined} */
  failed: undefined,
};

/** What the desk's clock shows now, as far as this machine knows. */
export function deskNow() {
  return Date.now() + store.ahead;
}

/** @type {Set<() => void>} */
const watchers = new Set();
let due = false;

/** @param {() => void} watcher */
export function watch(watcher) {
  watchers.add(watcher);
}

/** Everything that has changed since the last drawing is drawn at once. */
export function changed() {
  if (!due) {
    due = true;
    queueMicrotask(() => {
      due = false;
      for (const watcher of watchers) watcher();
    });
  }
}

/**
 * A sentence of the catalogue in the reader's language.
 * @param {string} key
 * @param {...(string | number)} values
 */
export function say(key, ...values) {
  const text = store.words[store.language]?.[key] ?? key;
  return text.replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)] ?? ""));
}

/** Words from the desk in the reader's language. @param {Said} said */
export function spoken(said) {
  return said[store.language] ?? said.en ?? Object.values(said)[0] ?? "";
}

/** A party's name. @param {string} id */
export function party(id) {
  const found = store.mission?.parties.find((one) => one.id === id);
  return found ? spoken(found.name) : id;
}

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {string} zone */
function format(zone) {
  let found = formats.get(zone);
  if (!found) {
    // Sweden writes dates as ISO 8601 does.
    found = new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit",
      hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
    });
    formats.set(zone, found);
  }
  return found;
}

/**
 * A moment in the mission's zone and in UTC, each with its day only where needed.
 * @param {string | number} moment
 * @param {boolean} [day] whether the day is said
 */
export function clock(moment, day = true) {
  const at = new Date(moment);
  const zone = store.mission?.zone ?? "UTC";
  const here = format(zone).format(at);
  const utc = format("UTC").format(at);
  const first = (day ? here : here.slice(11)) + (zone === "UTC" ? " UTC" : " " + offset(zone, at));
  if (zone === "UTC") return first;
  const other = here.slice(0, 10) === utc.slice(0, 10) ? utc.slice(11) : utc.slice(5);
  return first + " (" + other + " UTC)";
}

/** @param {string} zone @param {Date} at */
function offset(zone, at) {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(at);
  const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "";
  return name === "GMT" ? "+00:00" : name.replace("GMT", "");
}

/** The moment that a clock of the mission's zone shows as `2026-11-25T12:04`. @param {string} local */
export function momentOf(local) {
  const zone = store.mission?.zone ?? "UTC";
  const guess = new Date(local + "Z");
  const shown = offset(zone, guess);
  const first = new Date(local + (shown || "Z"));
  const again = offset(zone, first);
  return again === shown ? first : new Date(local + (again || "Z"));
}

/** What a clock of the mission's zone shows, as a field for times wants it. @param {number} moment */
export function localOf(moment) {
  return format(store.mission?.zone ?? "UTC").format(new Date(moment)).slice(0, 16).replace(" ", "T");
}

/** A probability as the desk says it: never 0 % or 100 %. @param {number} share */
export function percent(share) {
  if (share < 0.001) return "< 0.1 %";
  if (share > 0.999) return "> 99.9 %";
  return (share * 100).toFixed(1) + " %";
}

/** A length as the desk says it. @param {number} length */
export function metres(length) {
  const size = Math.abs(length);
  if (size < 10) return length.toFixed(2) + " m";
  if (size < 10000) return Math.round(length).toLocaleString("en") + " m";
  return (length / 1000).toFixed(2) + " km";
}

/** A place as it is written: degrees with five decimals. @param {Lonlat} place */
export function where(place) {
  const [lon, lat] = place;
  return Math.abs(lat).toFixed(5) + "°" + (lat < 0 ? "S" : "N") + " " +
    Math.abs(lon).toFixed(5) + "°" + (lon < 0 ? "W" : "E");
}

/** How long ago, in the largest fitting unit. @param {string} moment */
export function ago(moment) {
  const seconds = Math.max(0, Math.round((store.now - Date.parse(moment)) / 1000));
  if (seconds < 120) return say("console.ago.seconds", seconds);
  if (seconds < 7200) return say("console.ago.minutes", Math.round(seconds / 60));
  if (seconds < 172800) return say("console.ago.hours", Math.round(seconds / 3600));
  return say("console.ago.days", Math.round(seconds / 86400));
}

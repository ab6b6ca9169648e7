// Verifies the record in the browser, from the log's own files alone: signatures of the checkpoint
// (C2SP signed-note, tlog-cosignature) and that an entry is under its root (RFC 6962, C2SP tlog-tiles).

const TEXT = new TextEncoder();
const LOG_KEY = 1;
const COSIGNER_KEY = 4;
const TILE = 256;

/** @typedef {(path: string) => Promise<Uint8Array>} Files reads a file of the log, or throws */
/** @typedef {{origin: string, size: number, root: Uint8Array, text: string, signatures: {name: string, bytes: Uint8Array}[]}} Note */

/** @param {string} base64 */
function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** @param {...Uint8Array} parts */
async function sha256(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", all));
}

/** @param {Uint8Array} one @param {Uint8Array} other */
function same(one, other) {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}

/** Whether this browser can verify at all: it needs https, or the machine's own address. */
export function able() {
  return typeof crypto !== "undefined" && crypto.subtle !== undefined;
}

/** Reads a checkpoint. @param {string} note @returns {Note} */
export function readNote(note) {
  const end = note.lastIndexOf("\n\n");
  if (end < 0) throw new Error("no signature");
  const text = note.slice(0, end + 1);
  const [origin, size, root] = text.split("\n");
  if (!origin || !root || !/^(0|[1-9]\d{0,15})$/.test(size ?? "")) throw new Error("no checkpoint");
  const signatures = [];
  for (const line of note.slice(end + 2).split("\n")) {
    const parts = line.split(" ");
    if (parts.length === 3 && parts[0] === "—") signatures.push({ name: String(parts[1]), bytes: bytesOf(String(parts[2])) });
  }
  return { origin, size: Number(size), root: bytesOf(root), text, signatures };
}

/**
 * Whether a key has signed a checkpoint: a known key whose signature is wrong is a refusal.
 * @param {Note} note
 * @param {string} key name+id+base64
 * @returns {Promise<{signed: boolean, time?: number, unknown?: boolean}>} unknown where the kind of key is not known here
 */
export async function signedBy(note, key) {
  const [name, id, encoded] = splitKey(key);
  const raw = bytesOf(encoded);
  const kind = raw[0];
  const own = (await sha256(TEXT.encode(name + "\n"), raw)).slice(0, 4);
  if (kind !== LOG_KEY && kind !== COSIGNER_KEY) return { signed: false, unknown: true };
  if (hex(own) !== id || raw.length !== 33) return { signed: false };
  if (kind === LOG_KEY && name !== note.origin) return { signed: false };
  const found = note.signatures.find((one) => one.name === name && same(one.bytes.slice(0, 4), own));
  if (!found) return { signed: false };
  const imported = await crypto.subtle.importKey("raw", raw.slice(1), "Ed25519", false, ["verify"]);
  if (kind === LOG_KEY) {
    return { signed: await crypto.subtle.verify("Ed25519", imported, found.bytes.slice(4), TEXT.encode(note.text)) };
  }
  const time = Number(new DataView(found.bytes.buffer, found.bytes.byteOffset).getBigUint64(4));
  const message = "cosignature/v1\ntime " + time + "\n" + note.text;
  return { signed: await crypto.subtle.verify("Ed25519", imported, found.bytes.slice(12), TEXT.encode(message)), time };
}

/** @param {string} key @returns {[string, string, string]} */
function splitKey(key) {
  // Base64 may hold a plus; a name and an id may not.
  const first = key.indexOf("+");
  const second = key.indexOf("+", first + 1);
  return [key.slice(0, first), key.slice(first + 1, second), key.slice(second + 1)];
}

/** @param {Uint8Array} bytes */
function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The number of a tile as its path has it. @param {number} number */
function numbered(number) {
  let path = String(number % 1000).padStart(3, "0");
  for (let rest = Math.floor(number / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    path = "x" + String(rest % 1000).padStart(3, "0") + "/" + path;
  }
  return path;
}

/** The log under one checkpoint, read tile by tile. */
export class Log {
  /** @param {Note} note @param {Files} files */
  constructor(note, files) {
    this.note = note;
    this.files = files;
    /** @type {Map<string, Promise<Uint8Array>>} */
    this.read = new Map();
  }

  /** @param {string} kind @param {number} level @param {number} number */
  tile(kind, level, number) {
    const there = Math.floor(this.note.size / TILE ** level);
    const width = Math.min(TILE, there - number * TILE);
    const path = "tile/" + kind + "/" + numbered(number) + (width < TILE ? ".p/" + width : "");
    let found = this.read.get(path);
    if (!found) {
      found = this.files(path);
      this.read.set(path, found);
    }
    return found;
  }

  /** The bytes of an entry. @param {number} index */
  async entry(index) {
    const bundle = await this.tile("entries", 0, Math.floor(index / TILE));
    let at = 0;
    for (let i = 0; i < index % TILE; i++) at += 2 + (bundle[at] ?? 0) * 256 + (bundle[at + 1] ?? 0);
    const length = (bundle[at] ?? 0) * 256 + (bundle[at + 1] ?? 0);
    if (at + 2 + length > bundle.length) throw new Error("an entry is cut");
    return bundle.slice(at + 2, at + 2 + length);
  }

  /** The hash of 2^height entries from a place that is a multiple of it. @param {number} height @param {number} number @returns {Promise<Uint8Array>} */
  async node(height, number) {
    const below = height % 8;
    if (below > 0) return sha256(Uint8Array.of(1), await this.node(height - 1, number * 2), await this.node(height - 1, number * 2 + 1));
    const level = height / 8;
    const tile = await this.tile(String(level), level, Math.floor(number / TILE));
    const at = (number % TILE) * 32;
    if (at + 32 > tile.length) throw new Error("a tile is cut");
    return tile.slice(at, at + 32);
  }

  /** The hash of the entries from one to before another. @param {number} from @param {number} to @returns {Promise<Uint8Array>} */
  async range(from, to) {
    const height = Math.log2(to - from);
    if (Number.isInteger(height) && from % (to - from) === 0) return this.node(height, from / (to - from));
    const middle = from + half(to - from);
    return sha256(Uint8Array.of(1), await this.range(from, middle), await this.range(middle, to));
  }

  /** The root that follows from one entry and the hashes beside its way up. @param {Uint8Array} leaf @param {number} index @param {number} from @param {number} to @returns {Promise<Uint8Array>} */
  async above(leaf, index, from, to) {
    if (to - from === 1) return leaf;
    const middle = from + half(to - from);
    return index < middle
      ? sha256(Uint8Array.of(1), await this.above(leaf, index, from, middle), await this.range(middle, to))
      : sha256(Uint8Array.of(1), await this.range(from, middle), await this.above(leaf, index, middle, to));
  }

  /** Whether an entry is under the checkpoint's root, and its bytes. @param {number} index */
  async includes(index) {
    if (index >= this.note.size) return { included: false, bytes: new Uint8Array() };
    const bytes = await this.entry(index);
    const leaf = await sha256(Uint8Array.of(0), bytes);
    return { included: same(await this.above(leaf, index, 0, this.note.size), this.note.root), bytes };
  }
}

/** The greatest power of two below a size. @param {number} size */
function half(size) {
  return 2 ** Math.ceil(Math.log2(size) - 1);
}

// Reports by people, kept on this machine until the desk has them. Each has a key of its own, under
// which the desk takes it once, however often it is sent.
import { store, changed } from "./store.js";
import { ask } from "./server.js";

const SHELF = "reports";
const AGAIN_MS = 10000;
/** So many delivered ones stay to be seen. */
const MOST_DELIVERED = 20;

/** @returns {Promise<IDBDatabase>} */
function database() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("truceline", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(SHELF, { keyPath: "key" });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(shelf: IDBObjectStore) => IDBRequest<T>} work
 * @returns {Promise<T>}
 */
async function shelf(mode, work) {
  const base = await database();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = base.transaction(SHELF, mode, { durability: "strict" });
      const request = work(transaction.objectStore(SHELF));
      // Only what is on the disk is kept: a phone may be switched off at once.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    base.close();
  }
}

/** Shows what is kept. */
export async function readKept() {
  /** @type {Kept[]} */
  const all = await shelf("readonly", (one) => one.getAll());
  store.kept = all.sort((a, b) => b.made.localeCompare(a.made));
  changed();
}

/** Keeps a report, and then tries to deliver it. @param {Kept["body"]} body */
export async function keep(body) {
  /** @type {Kept} */
  const kept = { key: key(), made: new Date().toISOString(), body, state: "waiting" };
  await shelf("readwrite", (one) => one.put(kept));
  await readKept();
  void deliver();
}

/** A key that nobody else has. */
function key() {
  return "form-" + [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Takes a report that was refused, or has been delivered, off the list. @param {string} of */
export async function forget(of) {
  await shelf("readwrite", (one) => one.delete(of));
  await readKept();
}

let delivering = false;

/** Delivers what waits, the oldest first. */
export async function deliver() {
  if (delivering) return;
  delivering = true;
  try {
    // Of two windows only one delivers; the key would protect all the same.
    if (navigator.locks) await navigator.locks.request("truceline-outbox", deliverAll);
    else await deliverAll();
  } finally {
    delivering = false;
  }
}

async function deliverAll() {
  await readKept();
  for (const one of store.kept.filter((kept) => kept.state === "waiting").reverse()) {
    const answer = await ask("reports", JSON.stringify(one.body), { "Content-Type": "application/json", "Idempotency-Key": one.key });
    if (answer.status === 202) {
      await shelf("readwrite", (shelved) => shelved.put({ ...one, state: "delivered", index: answer.said.accepted }));
    } else if ([400, 413, 415, 422].includes(answer.status)) {
      await shelf("readwrite", (shelved) => shelved.put({ ...one, state: "refused", why: answer.said.refused }));
    } else {
      break;
    }
  }
  await readKept();
  const delivered = store.kept.filter((kept) => kept.state === "delivered");
  for (const old of delivered.slice(MOST_DELIVERED)) await forget(old.key);
}

/** Goes on trying, as long as the page is open. */
export function keepDelivering() {
  void deliver();
  addEventListener("online", () => void deliver());
  setInterval(() => {
    if (store.kept.some((one) => one.state === "waiting")) void deliver();
  }, AGAIN_MS);
}

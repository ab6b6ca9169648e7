// The record: its latest entries, its checkpoints and who has cosigned them; verified here if asked.
import { html, nothing } from "lit";
import { changed, clock, say, spoken, store } from "./store.js";
import { proofOf } from "./grades.js";
import { able, Log, readNote, signedBy } from "./verify.js";

/** @typedef {{said: string, good: boolean}} Line */
/** @type {{running: boolean, lines: Line[], entries: Map<number, {included: boolean, text: string}>}} */
const result = { running: false, lines: [], entries: new Map() };

/** @param {string} path */
async function file(path) {
  const answer = await fetch("/api/v1/record/files/" + path, { cache: "no-store" });
  if (!answer.ok) throw new Error(path + " " + answer.status);
  return new Uint8Array(await answer.arrayBuffer());
}

async function verify() {
  const { record } = store;
  if (!record || result.running) return;
  result.running = true;
  result.lines = [];
  result.entries = new Map();
  changed();
  try {
    const note = readNote(new TextDecoder().decode(await file("checkpoint")));
    let trusted = note.origin === record.origin;
    for (const key of record.keys) {
      const answer = await signedBy(note, key.key);
      if (key.log) trusted &&= answer.signed;
      const name = key.key.split("+")[0] ?? "";
      if (answer.unknown) {
        result.lines.push({ good: !key.log, said: say("console.verify.unknown", spoken(key.whose), name) });
        continue;
      }
      result.lines.push({
        good: answer.signed,
        said: answer.signed
          ? answer.time === undefined ? say("console.verify.signed", spoken(key.whose), name) : say("console.verify.cosigned", spoken(key.whose), name, clock(answer.time * 1000))
          : say(key.log ? "console.verify.not-signed" : "console.verify.not-cosigned", spoken(key.whose), name),
      });
    }
    const log = new Log(note, file);
    let good = 0;
    const covered = record.latest.filter((entry) => entry.index < note.size);
    for (const entry of covered) {
      const { included, bytes } = await log.includes(entry.index).catch(() => ({ included: false, bytes: new Uint8Array() }));
      if (included) good++;
      result.entries.set(entry.index, { included, text: new TextDecoder().decode(bytes) });
      changed();
    }
    result.lines.push({ good: trusted && good === covered.length, said: say("console.verify.entries", good, covered.length, note.size) });
  } catch (broken) {
    result.lines.push({ good: false, said: say("console.verify.broken", String(broken instanceof Error ? broken.message : broken)) });
  }
  result.running = false;
  changed();
}

export function recordPage() {
  const { record } = store;
  if (!record) return html`<h1 id="title" tabindex="-1">${say("console.record")}</h1><p>${say("console.loading")}</p>`;
  return html`<h1 id="title" tabindex="-1">${say("console.record")}</h1>
    <p>${say("console.record.what", record.origin, record.size)}</p>
    <section aria-labelledby="verify-head"><h2 id="verify-head">${say("console.verify.title")}</h2>
      <p>${say("console.verify.what")}</p>
      ${able() ? html`<p><button type="button" class="strong" @click=${verify} aria-disabled=${result.running}>${say("console.verify.do")}</button></p>`
        : html`<p>${say("console.verify.unable")}</p>`}
      <div role="status" id="verified">${result.running ? html`<p>${say("console.verify.running")}</p>` : nothing}
        <ul class="plain">${result.lines.map((one) => html`<li class=${one.good ? "good" : "bad"}><span aria-hidden="true">${one.good ? "✓" : "✕"}</span> ${one.said}</li>`)}</ul></div>
      <details><summary>${say("console.keys.title")}</summary><p>${say("console.keys.what")}</p>
        <ul class="plain">${record.keys.map((one) => html`<li>${spoken(one.whose)}: <code>${one.key}</code></li>`)}</ul></details></section>
    <h2 id="checkpoints-head">${say("console.checkpoints.title")}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="checkpoints-head"><table><thead><tr><th scope="col" class="n">${say("console.checkpoint.size")}</th><th scope="col">${say("console.checkpoint.sealed")}</th>
      <th scope="col">${say("console.checkpoint.cosigners")}</th><th scope="col">${say("console.checkpoint.root")}</th></tr></thead>
      <tbody>${record.checkpoints.map((one) => html`<tr><th scope="row" class="n">${one.size}</th><td>${clock(one.sealed)}</td>
        <td>${one.cosigners.length === 0 ? say("console.checkpoint.nobody") : one.cosigners.map((by) => html`<div>${spoken(by.party)} (${by.name}), ${clock(by.time)}</div>`)}</td>
        <td><code>${one.root}</code></td></tr>`)}</tbody></table></div>
    <h2 id="latest-head">${say("console.entries.title")}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="latest-head"><table><thead><tr><th scope="col" class="n">${say("console.entry.index")}</th><th scope="col">${say("console.entry.kind")}</th>
      <th scope="col">${say("console.entry.summary")}</th><th scope="col">${say("console.entry.written")}</th><th scope="col">${say("console.entry.author")}</th>
      <th scope="col">${say("console.entry.proof")}</th><th scope="col">${say("console.entry.verified")}</th></tr></thead>
      <tbody>${record.latest.map((one) => {
        const found = result.entries.get(one.index);
        return html`<tr><th scope="row" class="n">${one.index}</th><td>${spoken(one.kind)}</td><td>${spoken(one.summary)}</td>
          <td>${clock(one.written)}${one.known === one.written ? nothing : html`<br><span class="soft">${say("console.entry.known", clock(one.known, false))}</span>`}</td>
          <td>${one.author}</td><td>${proofOf(one.proof)}</td>
          <td>${found ? html`<details class=${found.included ? "good" : "bad"}><summary><span aria-hidden="true">${found.included ? "✓" : "✕"}</span> ${say(found.included ? "console.verify.in" : "console.verify.out")}<span class="hidden"> ${one.index}</span></summary><pre>${found.text}</pre></details>` : "–"}</td></tr>`;
      })}</tbody></table></div>`;
}

// How the desk itself is: sources, limits, disk and clock.
import { html } from "lit";
import { ago, clock, say, spoken, store } from "./store.js";
import { health } from "./grades.js";

/** @param {number} bytes */
function size(bytes) {
  return bytes >= 1e9 ? (bytes / 1e9).toFixed(1) + " GB" : (bytes / 1e6).toFixed(1) + " MB";
}

export function statusPage() {
  const { status } = store;
  if (!status) return html`<h1 id="title" tabindex="-1">${say("console.status.title")}</h1><p>${say("console.loading")}</p>`;
  return html`<h1 id="title" tabindex="-1">${say("console.status.title")}</h1>
    <p>${say("console.status.as-of", clock(status.asOf))} ${say("console.status.version", status.version, clock(status.since))}</p>
    <dl class="facts">
      <div><dt>${say("console.status.clock")}</dt><dd>${health(status.clock)}</dd></div>
      <div><dt>${say("console.status.disk")}</dt><dd>${health(status.disk.line)}<br>${say("console.status.free", size(status.disk.freeBytes), size(status.disk.totalBytes))}</dd></div>
    </dl>
    <h2 id="sources-head">${say("console.sources.title")}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="sources-head"><table><thead><tr><th scope="col">${say("console.source")}</th><th scope="col">${say("console.source.health")}</th>
      <th scope="col">${say("console.source.heard")}</th><th scope="col" class="n">${say("console.source.accepted")}</th><th scope="col" class="n">${say("console.source.refused")}</th></tr></thead>
      <tbody>${status.sources.map((one) => html`<tr><th scope="row">${one.name}</th><td>${health(one.line)}</td>
        <td>${Date.parse(one.heard) <= 0 ? say("console.never") : html`${clock(one.heard)}<br><span class="soft">${ago(one.heard)}</span>`}</td>
        <td class="n">${one.accepted.toLocaleString("en")}</td><td class="n">${one.refused.toLocaleString("en")}</td></tr>`)}</tbody></table></div>
    <h2 id="limits-head">${say("console.limits.title")}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="limits-head"><table><thead><tr><th scope="col">${say("console.limit")}</th><th scope="col" class="n">${say("console.limit.used")}</th>
      <th scope="col" class="n">${say("console.limit.most")}</th><th scope="col">${say("console.limit.why")}</th></tr></thead>
      <tbody>${status.limits.map((one) => html`<tr><th scope="row">${one.name}</th><td class="n">${one.used.toLocaleString("en")}</td><td class="n">${one.most.toLocaleString("en")}</td><td>${spoken(one.why)}</td></tr>`)}</tbody></table></div>`;
}

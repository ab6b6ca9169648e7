// One episode: all its reasons, its probability over time, its revisions and what the record says of it.
import { html, nothing } from "lit";
import { clock, metres, party, percent, say, spoken, store, where } from "./store.js";
import { badge, proofOf } from "./grades.js";
import { chart } from "./probability-chart.js";
import { silence } from "./attention.js";

/** @param {string} id */
export function episodePage(id) {
  const whole = store.episode?.episode.id === id ? store.episode : undefined;
  const row = store.episodes.get(id) ?? whole?.episode;
  if (!row) {
    return html`<h1 id="title" tabindex="-1">${say("console.episode.title", id)}</h1>
      <p>${store.episodeMissing ? say("console.episode.missing") : say("console.loading")}</p>`;
  }
  return html`<h1 id="title" tabindex="-1">${say("console.episode.title", row.track)}</h1>
    <p class="sentence">${badge(row.grade)} ${spoken(row.said)}</p>
    ${row.attention.state === "sounding" ? html`<p class="act"><button type="button" class="strong" @click=${() => silence(row.id)}>${say("console.attention.silence")}</button></p>` : nothing}
    ${row.attention.state === "silenced" ? html`<p class="soft">${say("console.attention.silenced", row.attention.by, clock(row.attention.since))}</p>` : nothing}
    <dl class="facts">
      <div><dt>${say("console.party")}</dt><dd>${party(row.party) || "–"}</dd></div>
      <div><dt>${say("console.episode.from")}</dt><dd>${clock(row.from)}</dd></div>
      <div><dt>${row.open ? say("console.episode.last") : say("console.episode.to")}</dt><dd>${clock(row.to)}</dd></div>
      <div><dt>${say("console.episode.ever")}</dt><dd>${percent(row.probability)}</dd></div>
      <div><dt>${say("console.episode.peak")}</dt><dd>${clock(row.peakTime)}<br>${where(row.peak)}</dd></div>
      <div><dt>${say("console.record")}</dt><dd>${say("console.entry", row.index)} · ${proofOf(row.proof)}</dd></div>
    </dl>
    ${whole ? rest(whole) : html`<p>${say("console.loading")}</p>`}`;
}

/** @param {EpisodeView} whole */
function rest(whole) {
  return html`
    <section aria-labelledby="because-head"><h2 id="because-head">${say("console.because.title")}</h2>
      <ul class="because">${reason(whole.because)}</ul></section>
    <section aria-labelledby="chart-head"><h2 id="chart-head">${say("console.chart.title")}</h2>
      ${chart(whole)}
      <details><summary>${say("console.chart.table")}</summary>${table(whole)}</details></section>
    <section aria-labelledby="revisions-head"><h2 id="revisions-head">${say("console.revisions.title")}</h2>
      ${whole.revisions.length === 0 ? html`<p>${say("console.revisions.none")}</p>` : html`<ol class="plain">${whole.revisions.map((one) => html`<li>
        <p><b>${say("console.revision.known", clock(one.known))}</b> · ${say("console.entry", one.index)}</p>
        <p>${badge(one.before)} → ${badge(one.after)}</p><p>${spoken(one.said)}</p></li>`)}</ol>`}</section>
    <section aria-labelledby="entries-head"><h2 id="entries-head">${say("console.record")}</h2>
      <ul class="plain">${whole.entries.map((one) => html`<li>${say("console.entry", one.index)} · ${spoken(one.kind)} · ${clock(one.written)} · ${proofOf(one.proof)}<br>${spoken(one.summary)}</li>`)}</ul></section>`;
}

/** @param {Reason} one @returns {unknown} */
function reason(one) {
  return html`<li>${spoken(one.said)}${one.parts.length > 0 ? html`<ul>${one.parts.map(reason)}</ul>` : nothing}</li>`;
}

/** @param {EpisodeView} whole */
function table(whole) {
  const first = whole.series[0];
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="points-cap"><table><caption id="points-cap">${say("console.chart.caption")}</caption>
    <thead><tr><th scope="col">${say("console.time")}</th><th scope="col">${say("console.grade")}</th>
      ${whole.series.map((one) => html`<th scope="col" class="n">${spoken(one.name)}</th>`)}<th scope="col">${say("console.place")}</th></tr></thead>
    <tbody>${(first?.points ?? []).map((point, i) => {
      const fix = whole.fixes.find((one) => one.time === point.time);
      return html`<tr><th scope="row">${clock(point.time)}</th><td>${badge(point.grade)}</td>
        ${whole.series.map((one) => html`<td class="n">${one.points[i] ? percent(one.points[i].probability) : "–"}</td>`)}
        <td>${fix ? html`${where(fix.place)}, ± ${metres(fix.error.semiMajorMetres)}` : "–"}</td></tr>`;
    })}</tbody></table></div>`;
}

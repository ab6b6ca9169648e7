// The line: the map, and beside it a list that says the same in words.
import { html, nothing } from "lit";
import { ref } from "lit/directives/ref.js";
import { repeat } from "lit/directives/repeat.js";
import { ago, clock, metres, party, percent, say, spoken, store, where } from "./store.js";
import { badge, ORDER, proofOf, word } from "./grades.js";
import { LineMap, MARKERS } from "./line-map.js";
import { silence } from "./attention.js";

/** So many clear tracks are listed; more would hide the others. */
const MOST_CLEAR = 200;
/** @type {LineMap | undefined} */
let map;
/** @type {Element | undefined} */
let home;
let drawable = true;

/** @param {Element | undefined} element */
function place(element) {
  if (element === home) return;
  home = element;
  map?.stop();
  map = undefined;
  if (element instanceof HTMLElement) {
    map = new LineMap(element, (id) => {
      const row = document.getElementById("track-" + id);
      row?.focus();
      row?.scrollIntoView({ block: "nearest" });
    });
    drawable = map.start();
    map.update();
  }
}

/** Draws the map again where it is shown. */
export function updateMap() {
  map?.update();
}

export function linePage() {
  const tracks = [...store.tracks.values()].sort((a, b) =>
    ORDER.indexOf(b.grade) - ORDER.indexOf(a.grade) || a.id.localeCompare(b.id));
  const episodes = [...store.episodes.values()].sort((a, b) =>
    Number(b.open) - Number(a.open) || ORDER.indexOf(b.grade) - ORDER.indexOf(a.grade) || b.to.localeCompare(a.to));
  return html`
    <h1 id="title" tabindex="-1">${store.mission ? spoken(store.mission.name) : say("console.line.title")}</h1>
    ${summary(tracks)}
    <div class="split">
      <section class="beside" aria-labelledby="episodes-head">
        <h2 id="episodes-head">${say("console.episodes.title")}</h2>
        ${episodes.length === 0 ? html`<p>${say("console.episodes.none")}</p>` : html`<ul class="rows">${repeat(episodes, (one) => one.id, episodeRow)}</ul>`}
      </section>
      <section class="mapped" aria-labelledby="map-head">
        <h2 id="map-head">${say("console.map.title")}</h2>
        <p id="map-said" class="soft">${drawable ? say("console.map.said") : say("console.map.none")}</p>
        <div class="map-frame">
          <div class="map" ${ref(place)}></div>
          <div class="zoom">
            <button type="button" @click=${() => map?.zoom(1)} aria-label=${say("console.map.closer")}>+</button>
            <button type="button" @click=${() => map?.zoom(-1)} aria-label=${say("console.map.further")}>−</button>
            <button type="button" @click=${() => store.line && map?.fit(store.line)} aria-label=${say("console.map.whole")}>⤢</button>
          </div>
        </div>
        ${legend()}
      </section>
      <section class="tracks" aria-labelledby="tracks-head">
        <h2 id="tracks-head">${say("console.tracks.title")}</h2>
        ${tracks.length === 0 ? html`<p>${say("console.tracks.none")}</p>` : html`<ul class="rows">${repeat(tracks.slice(0, MOST_CLEAR), (one) => one.id, trackRow)}</ul>`}
        ${tracks.length > MOST_CLEAR ? html`<p>${say("console.tracks.more", tracks.length - MOST_CLEAR)}</p>` : nothing}
      </section>
    </div>
    ${aboutLine()}`;
}

/** @param {TrackShown[]} tracks */
function summary(tracks) {
  const counts = [...ORDER].reverse().map((grade) => ({ grade, count: tracks.filter((one) => one.grade === grade).length }));
  return html`<ul class="summary" aria-label=${say("console.summary")}>
    ${counts.map((one) => html`<li>${badge(one.grade)} <b>${one.count}</b></li>`)}
    <li><span class="badge">${say("console.silent")}</span> <b>${tracks.filter((one) => one.silent).length}</b></li>
  </ul>`;
}

/** @param {EpisodeShown} episode */
function episodeRow(episode) {
  const { attention } = episode;
  return html`<li class="row g-${episode.grade} ${attention.state === "sounding" ? "sounding" : ""}">
    <p class="line">${badge(episode.grade)} <a href="/episodes/${episode.id}">${episode.track}</a>
      <span class="soft">${party(episode.party)}</span></p>
    <p>${spoken(episode.said)}</p>
    <p class="soft">${episode.open ? say("console.episode.open", clock(episode.from, false)) : say("console.episode.closed", clock(episode.from), clock(episode.to, false))}
      · ${proofOf(episode.proof)} · ${say("console.entry", episode.index)}</p>
    ${attention.state === "sounding" ? html`<p class="act"><span class="alarm">${say("console.attention.sounding", ago(attention.since))}</span>
      <button type="button" class="strong" @click=${() => silence(episode.id)}>${say("console.attention.silence")}<span class="hidden"> ${episode.track}</span></button></p>` : nothing}
    ${attention.state === "silenced" ? html`<p class="soft">${say("console.attention.silenced", attention.by, clock(attention.since, false))}</p>` : nothing}
  </li>`;
}

/** @param {TrackShown} track */
function trackRow(track) {
  return html`<li class="row g-${track.grade}" id="track-${track.id}" tabindex="-1">
    <p class="line">${badge(track.grade)} <b>${track.id}</b> <span class="soft">${party(track.party)}</span>
      <button type="button" class="small" @click=${() => map?.show(track.place)}>${say("console.track.show")}<span class="hidden"> ${track.id}</span></button></p>
    <p>${spoken(track.said)}</p>
    <p class="soft">${track.silent ? html`<b>${say("console.track.silent", ago(track.heard))}</b>` : say("console.track.heard", ago(track.heard))}
      · ${say("console.track.past", percent(track.probability))}
      · ${say("console.track.error", metres(track.error.semiMajorMetres), metres(track.error.semiMinorMetres))} · ${where(track.place)}</p>
    <ul class="offsets soft">${track.offsets.map((one) => html`<li>${say("console.track.offset", metres(one.metres), side(one.side), title(one.version))}</li>`)}</ul>
  </li>`;
}

/** @param {string} version */
function title(version) {
  const found = store.line?.versions.find((one) => one.id === version);
  return found ? spoken(found.title) : version;
}

/** @param {"left" | "right"} one */
function side(one) {
  return store.mission ? spoken(one === "left" ? store.mission.left : store.mission.right) : one;
}

/** @type {Record<MarkerShown["status"], string>} */
const STATUS = {
  "seen": "console.marker.seen", "not-seen": "console.marker.not-seen", "destroyed": "console.marker.destroyed",
  "moved": "console.marker.moved", "doubtful": "console.marker.doubtful",
};

function legend() {
  const versions = store.line?.versions ?? [];
  const statuses = new Set(store.line?.markers.map((one) => one.status) ?? []);
  return html`<ul class="legend">
    ${versions.map((one, i) => html`<li><svg class="sample" viewBox="0 0 60 10" aria-hidden="true"><path class="version v${i % 6}" d="M0 5H60"></path></svg> ${spoken(one.title)}, ${spoken(one.holder)}</li>`)}
    <li><span class="swatch strip" aria-hidden="true"></span> ${say("console.map.strip")}</li>
    ${[...statuses].map((one) => html`<li><svg class="sign marker ${one}" viewBox="0 0 24 24" aria-hidden="true"><path d=${MARKERS[one]}></path></svg> ${say(STATUS[one])}</li>`)}
    <li><svg class="sample" viewBox="0 0 60 10" aria-hidden="true"><path class="version cut" d="M0 5H60"></path></svg> ${say("console.map.salient")}</li>
  </ul>`;
}

function aboutLine() {
  const { line, mission } = store;
  if (!line || !mission) return nothing;
  return html`<section aria-labelledby="about-head" class="about">
    <h2 id="about-head">${say("console.line.about")}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="versions-cap"><table><caption id="versions-cap">${say("console.versions.title")}</caption>
      <thead><tr><th scope="col">${say("console.version")}</th><th scope="col">${say("console.version.holder")}</th><th scope="col">${say("console.version.judged")}</th>
        <th scope="col" class="n">${say("console.version.accuracy")}</th><th scope="col" class="n">${say("console.version.length")}</th><th scope="col">${say("console.version.source")}</th></tr></thead>
      <tbody>${line.versions.map((one) => html`<tr><th scope="row">${spoken(one.title)}</th><td>${spoken(one.holder)}</td><td>${one.judged ? say("console.yes") : say("console.no")}</td>
        <td class="n">${metres(one.sigmaMetres)}</td><td class="n">${metres(one.lengthMetres)}</td><td>${one.source} ${one.licence}. ${one.attribution}</td></tr>`)}</tbody></table></div>
    <div class="two">
    <div><h3>${say("console.markers.title")}</h3>
    ${line.markers.length === 0 ? html`<p>${say("console.markers.none")}</p>` : html`<ul class="plain">${line.markers.map((one) => html`<li>
      <svg class="sign marker ${one.status}" viewBox="0 0 24 24" aria-hidden="true"><path d=${MARKERS[one.status]}></path></svg>
      <b>${one.number}</b> ${say(STATUS[one.status])}. ${spoken(one.said)} <span class="soft">${where(one.place)}, ± ${metres(one.sigmaMetres)}</span></li>`)}</ul>`}</div>
    <div><h3>${say("console.salients.title")}</h3>
    ${line.salients.length === 0 ? html`<p>${say("console.salients.none")}</p>` : html`<ul class="plain">${line.salients.map((one) => html`<li>
      ${say("console.salient", title(one.version), metres(one.depthMetres), side(one.pointsTo), metres(one.shortCutMetres))} <span class="soft">${where(one.tip)}</span></li>`)}</ul>`}</div>
    <div><h3>${say("console.policy.title")}</h3>
    <ul class="plain">${mission.grades.map((one) => html`<li>${badge(one.grade)} ${spoken(one.policy)}</li>`)}</ul></div>
    </div>
    <p class="soft">${say("console.map.sources")} ${mission.basemap.map((one) => one.attribution).filter((one, i, all) => all.indexOf(one) === i).join(". ")}</p>
  </section>`;
}

/** What is said aloud when an episode becomes graver. @param {EpisodeShown} episode */
export function announcement(episode) {
  return say("console.announced", word(episode.grade), episode.track, spoken(episode.said));
}

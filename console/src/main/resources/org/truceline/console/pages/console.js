// The console: one page in which every page is shown, in the reader's language, live.
import { html, nothing, render } from "lit";
import { changed, clock, say, spoken, store, watch } from "./store.js";
import { follow, readEpisode, readLine, readMission, readRecord, readStatus } from "./server.js";
import { announcement, linePage, updateMap } from "./line-page.js";
import { episodePage } from "./episode-page.js";
import { recordPage } from "./record-page.js";
import { statusPage } from "./status-page.js";
import { reportPage } from "./report-page.js";
import { attend, sounding, turn } from "./sound.js";
import { deliver, keepDelivering, readKept } from "./outbox.js";

const LANGUAGES = [{ code: "en", name: "English" }, { code: "ko", name: "한국어" }];
const REMEMBERED = "truceline-language";
/** The status has no place in the record, so it is asked for again and again while it is looked at. */
const STATUS_MS = 5000;
const RECORD_MS = 1000;
/** So old may be what a page shows that is opened without the server. */
const KEEP_MS = 60000;

const root = document.getElementById("console");
if (!root) throw new Error("the page has no place for the console");

const EPISODE = /^\/episodes\/([^/]+)$/;

/** What the address asks for. */
function page() {
  const path = location.pathname;
  const episode = EPISODE.exec(path);
  if (episode) return episodePage(decodeURIComponent(String(episode[1])));
  switch (path) {
    case "/record": return recordPage();
    case "/status": return statusPage();
    case "/report": return reportPage();
    default: return linePage();
  }
}

/** @param {string} path @param {string} key */
function link(path, key) {
  return html`<a href=${path} aria-current=${location.pathname === path ? "page" : nothing}>${say(key)}</a>`;
}

function draw() {
  if (!root) return;
  document.documentElement.lang = store.language;
  const alarms = sounding();
  const mission = store.mission ? spoken(store.mission.name) : "";
  const heading = { "/record": "console.record", "/status": "console.status.title", "/report": "console.report.title" }[location.pathname];
  document.title = (alarms.length > 0 ? "(" + alarms.length + ") " : "") + (heading ? say(heading) + " · " : "") + (mission || "Truceline");
  render(html`
    <a class="skip" href="#title" @click=${skip}>${say("console.skip")}</a>
    <header>
      <p class="name"><a href="/">Truceline</a></p>
      <nav aria-label=${say("console.pages")}>${link("/", "console.line.title")} ${link("/record", "console.record")} ${link("/status", "console.status.title")} ${link("/report", "console.report.title")}</nav>
      <div class="tools">
        <span class="clock">${clock(store.now, false)}</span>
        <button type="button" aria-pressed=${store.sound === "on"} @click=${() => turn(store.sound !== "on")}>${store.sound === "on" ? "♪ " + say("console.sound.on") : "∅ " + say("console.sound.off")}</button>
        <span role="group" aria-label=${say("console.language")}>${LANGUAGES.map((one) => html`<button type="button" lang=${one.code} aria-pressed=${store.language === one.code} @click=${() => speak(one.code)}>${one.name}</button>`)}</span>
      </div>
      <p class=${"connection " + store.connection} role="status">${connection()}</p>
      ${store.mission?.madeUp ? html`<p class="made-up"><b>${say("console.made-up")}</b></p>` : nothing}
      ${alarms.length > 0 && store.sound !== "on" ? html`<p class="blocked">${say("console.sound.asks", alarms.length)}</p>` : nothing}
      ${store.failed ? html`<p class="blocked">${say(store.failed)}</p>` : nothing}
    </header>
    <main>${page()}</main>
    <footer>${store.mission ? html`<p>${spoken(store.mission.notice)}</p>` : nothing}
      <p class="soft">${say("console.licences")} <a href="/files/vendor/NOTICE.txt">NOTICE</a></p></footer>
    <p class="hidden" role="status" id="told">${store.told}</p>`, root);
  updateMap();
}

/** @param {Event} event */
function skip(event) {
  event.preventDefault();
  document.getElementById("title")?.focus();
}

function connection() {
  switch (store.connection) {
    case "live": return html`<span aria-hidden="true">●</span> ${say("console.connection.live")}`;
    case "opening": return html`<span aria-hidden="true">◌</span> ${say("console.connection.opening")}`;
    default: return html`<span aria-hidden="true">✕</span> <b>${store.heard ? say("console.connection.lost", clock(store.heard)) : say("console.connection.never")}</b>`;
  }
}

/** @param {string} language */
function speak(language) {
  store.language = language;
  localStorage.setItem(REMEMBERED, language);
  changed();
}

/** What a page needs beside what is always there. */
function arrive() {
  const episode = EPISODE.exec(location.pathname);
  if (episode) {
    store.episodeMissing = false;
    void readEpisode(decodeURIComponent(String(episode[1])));
  }
  if (location.pathname === "/record") void readRecord();
  if (location.pathname === "/status") void readStatus();
  if (location.pathname === "/report") void readKept();
  changed();
}

document.addEventListener("click", (event) => {
  const anchor = event.target instanceof Element ? event.target.closest("a") : null;
  if (!anchor || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (anchor.origin !== location.origin || anchor.pathname.startsWith("/files/") || anchor.target) return;
  event.preventDefault();
  if (anchor.pathname !== location.pathname) {
    history.pushState(null, "", anchor.pathname);
    arrive();
    // After the page is drawn, a keyboard and a reader go on at its title.
    setTimeout(() => {
      document.getElementById("title")?.focus();
      scrollTo(0, 0);
    });
  }
});
addEventListener("popstate", arrive);

let recordDue = 0;

/** @param {Happening} happening */
function heard(happening) {
  if (happening.what === "episode") {
    const episode = happening.of;
    if (episode.attention.state === "sounding") store.told = announcement(episode);
    attend();
    if (location.pathname === "/episodes/" + episode.id) void readEpisode(episode.id);
  }
  if ((happening.what === "entry" || happening.what === "checkpoint") && location.pathname === "/record" && !recordDue) {
    // Many entries may come at once; the page is read again once for all of them.
    recordDue = window.setTimeout(() => {
      recordDue = 0;
      void readRecord();
    }, RECORD_MS);
  }
}

/** Lets the service worker keep what would be shown without the server; what comes live passes it by. */
function keepNews() {
  if (!navigator.serviceWorker?.controller) return;
  for (const path of ["mission", "line", "live", "record", "status"]) {
    void fetch("/api/v1/" + path).catch(() => undefined);
  }
}

async function words() {
  await Promise.all(LANGUAGES.map(async ({ code }) => {
    const answer = await fetch("/api/v1/words/" + code);
    if (answer.ok) store.words[code] = await answer.json();
  }));
}

async function begin() {
  const remembered = localStorage.getItem(REMEMBERED);
  store.language = remembered === "en" || remembered === "ko" ? remembered : navigator.language.startsWith("ko") ? "ko" : "en";
  if ("serviceWorker" in navigator) {
    void navigator.serviceWorker.register("/service-worker.js").catch(() => undefined);
    navigator.serviceWorker.addEventListener("controllerchange", keepNews);
    setInterval(() => {
      if (store.connection === "live") keepNews();
    }, KEEP_MS);
  }
  await words().catch(() => undefined);
  watch(draw);
  arrive();
  void readKept();
  await Promise.all([readMission(), readLine()]);
  let was = store.connection;
  watch(() => {
    if (was !== store.connection && store.connection === "live") {
      if (!store.mission) void readMission();
      if (!store.line) void readLine();
      arrive();
      void deliver();
    }
    was = store.connection;
    attend();
  });
  void follow(heard);
  keepDelivering();
  setInterval(() => {
    if (location.pathname === "/status") void readStatus();
  }, STATUS_MS);
}

void begin();

// A person's report from a post: it works without a network, and says what is still waiting.
import { html, nothing } from "lit";
import { changed, clock, localOf, momentOf, party, say, spoken, store } from "./store.js";
import { forget, keep } from "./outbox.js";

const OBSERVER = "truceline-observer";
let wrong = "";
let done = "";

/** @param {SubmitEvent} event */
async function submit(event) {
  event.preventDefault();
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  const given = new FormData(form);
  const text = (/** @type {string} */ name) => String(given.get(name) ?? "").trim();
  const low = text("count_low");
  const high = text("count_high");
  if (low !== "" && high !== "" && Number(low) > Number(high)) {
    wrong = say("console.report.count-wrong");
    done = "";
    changed();
    document.getElementById("count_high")?.focus();
    return;
  }
  wrong = "";
  /** @type {Kept["body"]} */
  const body = {
    track: text("track"), time: momentOf(text("time")).toISOString(), post: text("post"),
    bearing_deg: Number(text("bearing_deg")), range_m: Number(text("range_m")),
  };
  if (low !== "" || high !== "") {
    body.count_low = Number(low === "" ? 1 : low);
    if (high !== "") body.count_high = Number(high);
    body.count = Number(low === "" ? high : low);
  }
  for (const name of ["seen", "carried", "observer", "party"]) {
    if (text(name) !== "") body[name] = text(name);
  }
  localStorage.setItem(OBSERVER, text("observer"));
  try {
    await keep(body);
    done = say("console.report.kept");
    form.reset();
    document.getElementById("title")?.focus();
  } catch (broken) {
    wrong = say("console.report.not-kept", String(broken));
  }
  changed();
}

/**
 * @param {string} name
 * @param {string} label
 * @param {Record<string, string | number | boolean>} how
 * @param {string} [hint]
 */
function field(name, label, how, hint) {
  return html`<div class="field"><label for=${name}>${label}</label>
    ${hint ? html`<p class="soft" id=${name + "-hint"}>${hint}</p>` : nothing}
    <input id=${name} name=${name} type=${String(how.type ?? "text")} ?required=${how.required === true}
      inputmode=${String(how.inputmode ?? "text")} min=${how.min ?? nothing} max=${how.max ?? nothing} step=${how.step ?? nothing}
      maxlength=${how.maxlength ?? nothing} .defaultValue=${String(how.value ?? "")} autocomplete="off" aria-describedby=${hint ? name + "-hint" : nothing}></div>`;
}

export function reportPage() {
  const posts = store.mission?.posts ?? [];
  const waiting = store.kept.filter((one) => one.state === "waiting").length;
  return html`<h1 id="title" tabindex="-1">${say("console.report.title")}</h1>
    <p>${say("console.report.what")}</p>
    <div role="status">${done ? html`<p class="good">✓ ${done}</p>` : nothing}</div>
    <div role="alert">${wrong ? html`<p class="bad">✕ ${wrong}</p>` : nothing}</div>
    <form @submit=${submit}>
      ${posts.length > 0 ? html`<div class="field"><label for="post">${say("console.report.post")}</label>
        <select id="post" name="post" required>${posts.map((one) => html`<option value=${one}>${one}</option>`)}</select></div>`
        : field("post", say("console.report.post"), { required: true, maxlength: 200 })}
      ${field("time", say("console.report.time", store.mission?.zone ?? "UTC"), { type: "datetime-local", required: true, value: localOf(store.now) })}
      ${field("track", say("console.report.track"), { required: true, maxlength: 200 }, say("console.report.track-hint"))}
      <div class="pair">
        ${field("bearing_deg", say("console.report.bearing"), { type: "number", inputmode: "decimal", min: 0, max: 360, step: "any", required: true })}
        ${field("range_m", say("console.report.range"), { type: "number", inputmode: "decimal", min: 0, max: 50000, step: "any", required: true })}
      </div>
      <fieldset><legend>${say("console.report.count")}</legend><div class="pair">
        ${field("count_low", say("console.report.count-low"), { type: "number", inputmode: "numeric", min: 0, max: 1000000, step: 1 })}
        ${field("count_high", say("console.report.count-high"), { type: "number", inputmode: "numeric", min: 0, max: 1000000, step: 1 })}
      </div></fieldset>
      ${field("seen", say("console.report.seen"), { maxlength: 500 })}
      ${field("carried", say("console.report.carried"), { maxlength: 500 })}
      <div class="field"><label for="party">${say("console.party")}</label><select id="party" name="party"><option value="">${say("console.report.party-unknown")}</option>
        ${(store.mission?.parties ?? []).map((one) => html`<option value=${one.id}>${party(one.id)}</option>`)}</select></div>
      ${field("observer", say("console.report.observer"), { maxlength: 200, value: localStorage.getItem(OBSERVER) ?? "" })}
      <p><button type="submit" class="strong wide">${say("console.report.send")}</button></p>
    </form>
    <section aria-labelledby="kept-head"><h2 id="kept-head">${say("console.kept.title")}</h2>
      <p role="status" id="waiting">${waiting === 0 ? say("console.kept.none-waiting") : say("console.kept.waiting", waiting)}</p>
      <ul class="rows">${store.kept.map(keptRow)}</ul></section>`;
}

/** @param {Kept} one */
function keptRow(one) {
  const what = one.body.post + " · " + one.body.bearing_deg + "° · " + one.body.range_m + " m · " + clock(String(one.body.time));
  return html`<li class="row"><p><b>${one.body.track}</b> ${what}</p>
    ${one.state === "waiting" ? html`<p>◷ ${say("console.kept.is-waiting")}</p>` : nothing}
    ${one.state === "delivered" ? html`<p class="good">✓ ${say("console.kept.delivered", one.index ?? "")}</p>` : nothing}
    ${one.state === "refused" ? html`<p class="bad">✕ ${say("console.kept.refused", one.why ? spoken(one.why) : "")}</p>
      <p><button type="button" @click=${() => forget(one.key)}>${say("console.kept.forget")}</button></p>` : nothing}</li>`;
}

// The probability of being past the line, over time, as a drawing whose figures stand in the table below it.
import { html, nothing, svg } from "lit";
import { clock, say, spoken } from "./store.js";

const WIDTH = 800;
const HEIGHT = 260;
const LEFT = 64;
const RIGHT = 12;
const TOP = 14;
const BOTTOM = 40;

/** @param {EpisodeView} whole */
export function chart(whole) {
  const times = whole.series.flatMap((one) => one.points.map((point) => Date.parse(point.time)));
  if (times.length === 0) return html`<p>${say("console.chart.none")}</p>`;
  const from = Math.min(...times);
  const to = Math.max(from + 1000, ...times);
  /** @param {string | number} time */
  const x = (time) => LEFT + ((new Date(time).getTime() - from) / (to - from)) * (WIDTH - LEFT - RIGHT);
  /** @param {number} share */
  const y = (share) => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
  const highest = whole.series[0]?.points.reduce((a, b) => (b.probability > a.probability ? b : a));
  const ticks = [from, (from + to) / 2, to];
  return html`<div class="scroll" tabindex="0"><svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${highest ? say("console.chart.said", clock(from), clock(to), Math.round(highest.probability * 100), clock(highest.time)) : say("console.chart.title")}>
    ${[0, 0.25, 0.5, 0.75, 1].map((share) => svg`<path class="grid" d=${`M${LEFT} ${y(share)}H${WIDTH - RIGHT}`}></path>
      <text x=${LEFT - 8} y=${y(share) + 5} text-anchor="end">${share * 100} %</text>`)}
    ${ticks.map((time, i) => svg`<text x=${x(time)} y=${HEIGHT - 12} text-anchor=${["start", "middle", "end"][i] ?? "middle"}>${clock(time, false).replace(/ \(.*/, "")}</text>`)}
    ${whole.series.map((one, i) => svg`<path class=${`curve v${i % 6}`} d=${steps(one.points, x, y)}></path>`)}
    ${(whole.series[0]?.points ?? []).map((point) => svg`<circle class="dot" cx=${x(point.time)} cy=${y(point.probability)} r="3"></circle>`)}
    ${whole.revisions.map((one) => svg`<path class="revised" d=${`M${Math.min(WIDTH - RIGHT, Math.max(LEFT, x(one.known)))} ${TOP}V${HEIGHT - BOTTOM}`}></path>`)}
  </svg></div>
  <ul class="legend">${whole.series.map((one, i) => html`<li><svg class="sample" viewBox="0 0 60 10" aria-hidden="true"><path class="curve v${i % 6}" d="M0 5H60"></path></svg> ${spoken(one.name)}</li>`)}
    ${whole.revisions.length > 0 ? html`<li><svg class="sample" viewBox="0 0 60 10" aria-hidden="true"><path class="revised" d="M0 5H60"></path></svg> ${say("console.chart.revision")}</li>` : nothing}</ul>`;
}

/** A judgement holds until the next. @param {Point[]} points @param {(time: string) => number} x @param {(share: number) => number} y */
function steps(points, x, y) {
  let path = "";
  for (const [i, point] of points.entries()) {
    path += i === 0 ? `M${x(point.time)} ${y(point.probability)}` : `H${x(point.time)}V${y(point.probability)}`;
  }
  return path;
}

// Grades, proofs, marks and health: always a word, a shape and a colour together, never one alone.
import { html, svg } from "lit";
import { say, spoken, store } from "./store.js";

/** Shapes in a square of 24; open ones are drawn as outlines. @type {Record<GradeWord, {path: string, open: boolean}>} */
export const SHAPES = {
  "clear": { path: "M12 4a8 8 0 1 0 .01 0Z", open: true },
  "near": { path: "M12 4a8 8 0 1 0 .01 0ZM12 9a3 3 0 1 1-.01 0Z", open: true },
  "cannot-tell": { path: "M4 4H20V20H4ZM9 10a3 3 0 1 1 3.2 3V15M12 17V18", open: true },
  "in-strip": { path: "M12 2 22 12 12 22 2 12Z", open: true },
  "probable": { path: "M12 2 23 21H1Z", open: false },
  "near-certain": { path: "M8 1H16L23 8V16L16 23H8L1 16V8Z", open: false },
};

/** The gravest last. @type {GradeWord[]} */
export const ORDER = ["clear", "near", "cannot-tell", "in-strip", "probable", "near-certain"];

/** @param {GradeWord} grade */
export function word(grade) {
  const found = store.mission?.grades.find((one) => one.grade === grade);
  return found ? spoken(found.word) : grade;
}

/** A grade for the eye alone; its word stands beside it. @param {GradeWord} grade */
export function sign(grade) {
  const shape = SHAPES[grade];
  return html`<svg class="sign g-${grade} ${shape.open ? "open" : ""}" viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${shape.path}></path>`}</svg>`;
}

/** @param {GradeWord} grade */
export function badge(grade) {
  return html`<span class="badge g-${grade}">${sign(grade)} ${word(grade)}</span>`;
}

/** @type {Record<ProofWord, {key: string, mark: string}>} */
const PROOFS = {
  written: { key: "console.proof.written", mark: "○" },
  sealed: { key: "console.proof.sealed", mark: "◐" },
  witnessed: { key: "console.proof.witnessed", mark: "●" },
};

/** @param {ProofWord} proof */
export function proofOf(proof) {
  const one = PROOFS[proof];
  return html`<span class="proof"><span aria-hidden="true">${one.mark}</span> ${say(one.key)}</span>`;
}

/** @type {Record<HealthWord, {key: string, mark: string}>} */
const HEALTH = {
  well: { key: "console.health.well", mark: "✓" },
  late: { key: "console.health.late", mark: "◷" },
  silent: { key: "console.health.silent", mark: "…" },
  fault: { key: "console.health.fault", mark: "✕" },
};

/** @param {HealthLine} line */
export function health(line) {
  const one = HEALTH[line.health];
  return html`<span class="health h-${line.health}"><span aria-hidden="true">${one.mark}</span> ${say(one.key)}:</span> ${spoken(line.said)}`;
}

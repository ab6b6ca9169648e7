// Silencing the attention sound: asked of the desk, which records who did it, for every console.
import { ask } from "./server.js";
import { changed, say, spoken, store } from "./store.js";

/** @param {string} episode */
export async function silence(episode) {
  const answer = await ask("episodes/" + encodeURIComponent(episode) + "/silence", undefined, {});
  store.told = answer.status === 202 ? say("console.attention.recorded", answer.said.accepted)
    : say("console.attention.failed", answer.said.refused ? spoken(answer.said.refused) : say("console.unreached"));
  changed();
}

// Walks through the console as a person does, in real Chromium. Talks with the test that started it
// over standard input and output: "DO …" asks for something to happen, "OK …" and "BAD …" say what was found.
import { createInterface } from "node:readline";
import { mkdirSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

const [base, executablePath, shots] = process.argv.slice(2);
const PAGES = [["line", "/"], ["episode", "/episodes/e-1"], ["record", "/record"], ["status", "/status"], ["report", "/report"]];
const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 375, height: 760 } };
mkdirSync(shots, { recursive: true });

const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** Asks the test for something, and waits until it has happened. */
async function happens(what) {
  console.log("DO " + what);
  return (await answers.next()).value;
}

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--enable-unsafe-swiftshader", "--autoplay-policy=user-gesture-required"],
});

function expect(truth, said) {
  if (!truth) throw new Error(said);
}

const only = process.env.ONLY;

/** One fact, on a page of its own; nothing may be asked of anybody else, and no error may be logged. */
async function fact(name, options, work) {
  if (only && !new RegExp(only).test(name)) return;
  const { quiet = false, ...context } = options;
  const opened = await browser.newContext({ viewport: SIZES.desktop, locale: "en-GB", ...context });
  opened.setDefaultTimeout(20000);
  const page = await opened.newPage();
  const wrong = [];
  page.on("console", (message) => { if (message.type() === "error" && !quiet) wrong.push("logged: " + message.text()); });
  page.on("pageerror", (error) => wrong.push("thrown: " + error));
  opened.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== base) wrong.push("asked of another: " + request.url());
  });
  try {
    await work(page, opened);
    expect(wrong.length === 0, wrong.join("; "));
    console.log("OK " + name);
  } catch (error) {
    console.log("BAD " + name + ": " + String(error?.message ?? error).replaceAll("\n", " | ").slice(0, 1500));
  } finally {
    await happens("mend");
    await opened.close();
  }
}

const live = (page) => page.locator(".connection.live").waitFor({ timeout: 15000 });

async function come(page, path) {
  await page.goto(base + path);
  await live(page);
  await page.locator("main h1").waitFor();
  if (path === "/") await page.waitForFunction(() => document.querySelector(".maplibregl-canvas"));
  if (path.startsWith("/episodes")) await page.locator(".chart").waitFor();
  if (path === "/record" || path === "/status") await page.locator("table").first().waitFor();
}

const wider = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

for (const size of ["desktop", "phone"]) {
  for (const [name, path] of PAGES) {
    await fact(`axe finds nothing on ${name}, ${size}, in both languages, light and dark`, { viewport: SIZES[size] }, async (page) => {
      await come(page, path);
      for (const [language, said] of [["en", "English"], ["ko", "한국어"]]) {
        await page.getByRole("button", { name: said }).click();
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          await page.waitForTimeout(path === "/" ? 500 : 50);
          await page.screenshot({ path: `${shots}/${name}-${language}-${size}-${colorScheme}.png`, fullPage: true });
          expect((await page.evaluate(wider)) <= 0, `${language} is wider than the window by ` + (await page.evaluate(wider)));
          const found = await new AxeBuilder({ page }).analyze();
          expect(found.violations.length === 0, `${language} ${colorScheme} ` + JSON.stringify(found.violations.map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 160) + " " + (node.any[0]?.message ?? ""))])));
        }
      }
    });
  }
}

for (const [zoom, width] of [["200 %", 640], ["400 %", 320]]) {
  await fact(`no page needs sideways scrolling at ${zoom}`, { viewport: { width, height: 480 }, deviceScaleFactor: 1280 / width }, async (page) => {
    for (const [name, path] of PAGES) {
      await come(page, path);
      expect((await page.evaluate(wider)) <= 0, name + " is wider than the window by " + (await page.evaluate(wider)));
    }
  });
}

for (const [name, path] of PAGES) {
  await fact(`everything on ${name} is reached by the keyboard, and is seen to be`, {}, async (page) => {
    await come(page, path);
    const wanted = await page.evaluate(() => {
      let number = 0;
      for (const one of document.querySelectorAll("a[href], button, input, select, summary, canvas[tabindex], [tabindex='0']")) {
        if (one.checkVisibility({ visibilityProperty: true })) one.setAttribute("data-wanted", String(number++));
      }
      return number;
    });
    const reached = new Set();
    let unseen = "";
    for (let i = 0; i < wanted + 30 && reached.size < wanted; i++) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        const one = document.activeElement;
        const style = one ? getComputedStyle(one) : undefined;
        return { wanted: one?.getAttribute("data-wanted"), seen: style !== undefined && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0, html: one?.outerHTML.slice(0, 120) };
      });
      if (at.wanted) reached.add(at.wanted);
      if (at.wanted && !at.seen) unseen = String(at.html);
    }
    expect(reached.size === wanted, `reached ${reached.size} of ${wanted}`);
    expect(unseen === "", "focus is not seen on " + unseen);
  });
}

await fact("large targets: nothing to press is smaller than 44 pixels high", { viewport: SIZES.phone }, async (page) => {
  for (const [, path] of PAGES) {
    await come(page, path);
    const small = await page.evaluate(() => [...document.querySelectorAll("button, nav a, select, summary, input, .row .line a")]
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML.slice(0, 100)));
    expect(small.length === 0, path + " " + small.join("; "));
  }
});

await fact("the language is switched at once, without loading anything", {}, async (page) => {
  await come(page, "/episodes/e-1");
  // What the service worker asks for once, after the first page, has nothing to do with the language.
  await kept(page);
  let asked = 0;
  page.on("request", (request) => { if (!request.url().endsWith(".woff2")) asked++; });
  await page.evaluate(() => { window.notLoadedAnew = true; });
  await page.getByRole("button", { name: "한국어" }).click();
  await page.getByRole("heading", { name: "근거" }).waitFor();
  expect((await page.locator("main").innerText()).includes("헌장 지도를 41 m 넘음"), "the reasons are not in Korean");
  expect((await page.locator("html").getAttribute("lang")) === "ko", "the page does not say that it is Korean");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Why" }).waitFor();
  expect(await page.evaluate(() => window.notLoadedAnew === true), "the page was loaded anew");
  expect(asked === 0, asked + " requests");
});

await fact("times are said in the mission's zone and in UTC", {}, async (page) => {
  await come(page, "/episodes/e-1");
  expect((await page.locator("dl.facts").innerText()).includes("2026-11-25 11:49:05 +09:00 (02:49:05 UTC)"), await page.locator("dl.facts").innerText());
});

await fact("keyboard alone opens an episode and comes to its title", {}, async (page) => {
  await come(page, "/");
  await page.locator("a[href='/episodes/e-1']").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Episode: patrol-7" }).waitFor();
  await page.waitForFunction(() => document.activeElement?.id === "title");
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "Example line (invented)" }).waitFor();
});

await fact("a track that moves is moved on the page", {}, async (page) => {
  await come(page, "/");
  await happens("move truck-11 -29.97123 45.00612");
  await page.getByText("45.00612°N 29.97123°W").waitFor();
});

await fact("after a cut the console goes on without a gap, and said meanwhile that it shows old news", { quiet: true }, async (page) => {
  await come(page, "/");
  await happens("move truck-11 -29.97002 45.00602");
  await page.getByText("45.00602°N 29.97002°W").waitFor();
  await happens("cut");
  await page.locator(".connection.lost").waitFor({ timeout: 15000 });
  expect((await page.locator(".connection").innerText()).includes("What is shown is old"), "old news is not said to be old");
  await happens("move truck-11 -29.97001 45.00601");
  await happens("move boat-3 -29.91001 45.02101");
  await happens("mend");
  await live(page);
  await page.getByText("45.00601°N 29.97001°W").waitFor();
  await page.getByText("45.02101°N 29.91001°W").waitFor();
  const resumed = await happens("resumed");
  expect(/^resumed with \d+$/.test(resumed), "it did not say what it had: " + resumed);
});

await fact("a console that was away too long reads everything again", { quiet: true }, async (page) => {
  await come(page, "/");
  await happens("cut");
  await page.locator(".connection.lost").waitFor({ timeout: 15000 });
  for (let i = 0; i < 60; i++) await happens(`move truck-11 -29.9800${i % 10} 45.006`);
  await happens("move truck-11 -29.98765 45.00654");
  await happens("mend");
  await live(page);
  await page.getByText("45.00654°N 29.98765°W").waitFor();
});

await fact("silencing the sound is recorded and shown on every console", {}, async (page, context) => {
  const other = await context.newPage();
  await come(other, "/");
  await come(page, "/");
  await page.getByRole("button", { name: "Sound off" }).click();
  await page.getByRole("button", { name: "Sound on" }).waitFor();
  await until(page, async () => (await import("/files/sound.js")).sounded.times > 0, "it does not sound");
  await page.getByRole("button", { name: "Silence the sound patrol-7" }).click();
  for (const one of [page, other]) await one.getByText("Sound silenced by Capt. Example at").first().waitFor();
  await until(page, async () => (await import("/files/sound.js")).sounding().length === 0, "it still sounds");
  await page.getByRole("link", { name: "Record" }).click();
  await page.getByText("Capt. Example silenced e-1").waitFor();
});

await fact("the record is verified in the browser", {}, async (page) => {
  await come(page, "/record");
  await page.getByRole("button", { name: "Verify in this browser" }).click();
  await page.locator("#verified .good, #verified .bad").nth(2).waitFor();
  const said = await page.locator("#verified").innerText();
  expect(said.includes("signed by this desk") && said.includes("Cosigned by Westland"), said);
  expect((await page.locator("#verified .bad").count()) === 0, said);
  await page.locator("#latest-head + div tbody tr").last().getByText("in the record").waitFor();
});

await fact("a changed entry is found by the browser", {}, async (page) => {
  await come(page, "/record");
  await happens("forge 3");
  await page.getByRole("button", { name: "Verify in this browser" }).click();
  await page.locator("#verified .good, #verified .bad").nth(2).waitFor();
  await happens("heal 3");
  expect((await page.locator("#verified .bad").count()) === 1, await page.locator("#verified").innerText());
  expect((await page.getByText("not in the record").count()) >= 1, "no entry is named");
});

/** Waits until something asynchronous is true in the page. */
async function until(page, truth, said) {
  for (let i = 0; i < 200; i++) {
    if (await page.evaluate(truth)) return;
    await page.waitForTimeout(100);
  }
  throw new Error(said);
}

/** Waits until the page, and what it shows, is kept for a time without the server. */
async function kept(page) {
  await until(page, async () => {
    if (navigator.serviceWorker.controller === null) return false;
    for (const path of ["/", "/api/v1/words/en", "/api/v1/live", "/api/v1/mission", "/api/v1/line"]) {
      if (!(await caches.match(path))) return false;
    }
    return true;
  }, "the service worker keeps nothing");
}

async function fill(page, track) {
  await page.getByLabel("Post").selectOption("ridge");
  await page.getByLabel("Your name for the group").fill(track);
  await page.getByLabel("Bearing from true north, degrees").fill("12");
  await page.getByLabel("Distance along the ground, metres").fill("850");
  await page.getByLabel("At least").fill("15");
  await page.getByLabel("At most").fill("25");
  await page.getByLabel("What you saw").fill("a work party");
  await page.getByRole("button", { name: "Keep and deliver" }).click();
}

await fact("a report written without a network is delivered once, however often it is sent", { viewport: SIZES.phone, quiet: true }, async (page) => {
  await come(page, "/report");
  await kept(page);
  const before = Number(await happens("reports"));
  await happens("cut");
  await page.locator(".connection.lost").waitFor({ timeout: 15000 });
  await fill(page, "group-offline");
  await page.getByText("Reports waiting to be delivered: 1").waitFor();
  // Without a network the very page is opened anew, and still knows what waits.
  await page.reload();
  await page.getByText("Reports waiting to be delivered: 1").waitFor();
  expect(Number(await happens("reports")) === before, "it came through a cut line");
  // The first answer is lost on the way back: the desk has it, and this device does not know.
  await happens("swallow");
  await page.evaluate(async () => (await import("/files/outbox.js")).deliver());
  await page.getByText("Reports waiting to be delivered: 1").waitFor();
  await happens("mend");
  await page.evaluate(async () => (await import("/files/outbox.js")).deliver());
  await page.getByText("Delivered: entry").waitFor({ timeout: 20000 });
  await page.getByText("No report is waiting.").waitFor();
  expect(Number(await happens("reports")) === before + 1, "it is there more than once, or not at all");
  expect((await happens("last")).includes("\"count_high\":25"), await happens("last"));
});

await fact("a page opens without the server, and says since when it is old", { quiet: true }, async (page) => {
  await come(page, "/");
  await kept(page);
  await happens("cut");
  await page.goto(base + "/status").catch(() => undefined);
  await page.goto(base + "/");
  await page.getByText("patrol-7").first().waitFor();
  expect(/No connection to the desk. What is shown is old: it was true at 20\d\d-/.test(await page.locator(".connection").innerText()), await page.locator(".connection").innerText());
  await happens("mend");
  await live(page);
});

await fact("a count that contradicts itself is refused before anything is kept", {}, async (page) => {
  await come(page, "/report");
  await page.getByLabel("At least").fill("9");
  await page.getByLabel("Your name for the group").fill("x");
  await page.getByLabel("Bearing from true north, degrees").fill("1");
  await page.getByLabel("Distance along the ground, metres").fill("1");
  await page.getByLabel("At most").fill("3");
  await page.getByRole("button", { name: "Keep and deliver" }).click();
  await page.getByRole("alert").getByText("At least is more than at most.").waitFor();
  await page.getByText("No report is waiting.").waitFor();
});

await fact("the pages print without what only a screen needs", {}, async (page) => {
  for (const [name, path] of PAGES) {
    await come(page, path);
    await page.emulateMedia({ media: "print" });
    expect((await page.locator("nav").isVisible()) === false, "the menu is printed");
    await page.pdf({ path: `${shots}/${name}.pdf`, format: "A4", printBackground: true });
    await page.emulateMedia({ media: null });
  }
});

/** How many points of the map have just this colour. */
const points = (page, colour) => page.evaluate((wanted) => {
  const canvas = document.querySelector(".maplibregl-canvas");
  const pen = canvas.getContext("webgl2");
  const pixels = new Uint8Array(4 * canvas.width * canvas.height);
  pen.readPixels(0, 0, canvas.width, canvas.height, pen.RGBA, pen.UNSIGNED_BYTE, pixels);
  let found = 0;
  for (let i = 0; i < pixels.length; i += 4) found += Number((pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]) === wanted);
  return found;
}, parseInt(colour.slice(1), 16));

async function shows(page, colour, least, what) {
  let found = 0;
  for (let i = 0; i < 100; i++) {
    found = await points(page, colour);
    if (found >= least) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`${what}: ${found} points of ${colour}`);
}

await fact("the map shows land, versions and every grade's sign, by day and by night, in both languages", {}, async (page) => {
  await come(page, "/");
  await page.emulateMedia({ colorScheme: "light" });
  await shows(page, "#f6f3ea", 100000, "land by day");
  await shows(page, "#b3261e", 500, "the first version and the gravest sign by day");
  await shows(page, "#2a7a2a", 60, "a clear track's sign by day");
  await page.emulateMedia({ colorScheme: "dark" });
  await shows(page, "#262a26", 100000, "land by night");
  await shows(page, "#81c995", 60, "a clear track's sign by night");
  await page.getByRole("button", { name: "한국어" }).click();
  await shows(page, "#81c995", 60, "a clear track's sign in Korean");
});

await browser.close();
// The test still listens, and would keep this alive.
process.exit(0);

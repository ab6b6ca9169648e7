// Keeps the pages, and the last news they showed, so that a page opens without the server; what is
// shown then says since when it is old. News that comes live and changes never pass through here.
const CACHE = "truceline-" + RELEASE;
const NEWS = "truceline-news";
const KEPT = "X-Kept-Since";

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll(["/", "/api/v1/words/en", "/api/v1/words/ko", ...FILES]);
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name !== CACHE && name !== NEWS) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || url.pathname === "/api/v1/feed") return;
  if (url.pathname.startsWith("/api/v1/record/files/")) return;
  if (request.mode === "navigate") event.respondWith(page());
  else if (url.pathname.startsWith("/api/")) event.respondWith(news(request));
  else if (url.pathname.startsWith("/files/")) event.respondWith(file(request));
});

async function page() {
  try {
    const answer = await fetch("/");
    if (answer.ok) return answer;
  } catch {
    // Then the one that is kept.
  }
  return (await caches.match("/")) ?? Response.error();
}

async function news(request) {
  const cache = await caches.open(NEWS);
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      const kept = answer.clone();
      const headers = new Headers(kept.headers);
      headers.set(KEPT, new Date().toISOString());
      await cache.put(request, new Response(await kept.blob(), { headers }));
    } else if (answer.status === 401 || answer.status === 403) {
      // Whoever may no longer see it must not see it here either.
      await caches.delete(NEWS);
    }
    return answer;
  } catch (unreachable) {
    const kept = (await cache.match(request)) ?? (await caches.match(request));
    if (kept) return kept;
    throw unreachable;
  }
}

async function file(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreSearch: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

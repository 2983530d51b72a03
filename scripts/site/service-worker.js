// Keeps the whole lab for when there is no network, and says with each answer what lets a page have threads, where a host cannot say it.
// A newer release waits until no page of this one is open: a run is never cut off.

/** Filled in when the site is made: a name for these very files, and the files. */
const CACHE = /*cache*/ 'free-energy-lab';
const FILES = /*files*/ [];

const isolated = (answer) => {
  const headers = new Headers(answer.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
};

self.addEventListener('install', (event) => {
  const kept = async () => (await caches.open(CACHE)).addAll(FILES.map((file) => new Request(file, { cache: 'no-cache' })));
  event.waitUntil(kept());
});

self.addEventListener('activate', (event) => {
  const cleared = async () => {
    const others = (await caches.keys()).filter((name) => name.startsWith('free-energy-lab-') && name !== CACHE);
    await Promise.all(others.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(cleared());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return;
  const answer = async () => {
    const found = await (await caches.open(CACHE)).match(request, { ignoreSearch: true });
    const given = found ?? (await fetch(request));
    // One that was redirected cannot be answered with as it is.
    return given.type === 'opaqueredirect' || given.status === 0 ? given : isolated(given);
  };
  event.respondWith(answer());
});

// What the page may do, in one place and free of Electron: main and the static server enforce it, tests read it.
//
// Electron's security checklist, and where each point is met (asserted by tests/electron/ and tests/e2e/desktop/):
//  1 only secure content         `mayRequest`: everything comes from app://lab, nothing from the network
//  2 no Node in the page         `nodeIntegration: false`, window.ts
//  3 context isolation           `contextIsolation: true`, window.ts
//  4 process sandbox             `sandbox: true`, window.ts, and `app.enableSandbox()`, main/index.ts
//  5 permission requests         `grants`: refused but for text put on the clipboard, in every session, guards.ts
//  6 webSecurity                 `webSecurity: true`, window.ts
//  7 content security policy     `headers`, on every response, the worker's too, protocol.ts
//  8 insecure content            `allowRunningInsecureContent: false`, window.ts
//  9 experimental features       `experimentalFeatures: false`, window.ts
// 10 enableBlinkFeatures         not set, window.ts
// 11 allowpopups                 no <webview>: refused, guards.ts
// 12 webview options             no <webview>: refused, guards.ts
// 13 navigation                  `mayNavigate`, guards.ts
// 14 new windows                 refused, guards.ts
// 15 shell.openExternal          not used at all
// 16 current Electron            the release's version is pinned, and current
// 17 sender of every message     `isPage`, bridge.ts
// 18 no file:// protocol         app://, protocol.ts; file: is refused by `mayRequest`
// 19 fuses                       electron-builder.yml
// 20 no Electron APIs exposed    preload/index.ts exposes the Bridge's own functions and nothing else

export const SCHEME = 'app';
const HOST = 'lab';
export const PAGE_URL = `${SCHEME}://${HOST}/index.html`;
export const LICENCES_URL = `${SCHEME}://${HOST}/licences.txt`;

/** Sent with every response: a worker obeys its own response's policy, not the page's. */
export const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    // WebAssembly may be compiled; eval stays refused.
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

const parsed = (url: string): URL | undefined => (URL.canParse(url) ? new URL(url) : undefined);

/** Protocol and host, since the `origin` of a scheme of one's own is the text `null`. */
export function isOurs(url: string): boolean {
  const { protocol, host, username } = parsed(url) ?? {};
  return protocol === `${SCHEME}:` && host === HOST && username === '';
}

/** The page itself, wherever on it. */
export function isPage(url: string): boolean {
  return isOurs(url) && parsed(url)?.pathname === parsed(PAGE_URL)?.pathname;
}

/** One page: it may be loaded again, and left for nothing. */
export const mayNavigate = (url: string): boolean => isPage(url);

/** No camera, place, notification or device; the page may put text on the clipboard when the user asks (no reading). */
export function grants(permission: string, url: string): boolean {
  return permission === 'clipboard-sanitized-write' && isPage(url);
}

/** What may be fetched: ours, what the page itself made, and the developer tools' own files. */
export function mayRequest(url: string): boolean {
  return isOurs(url) || ['blob:', 'data:', 'devtools:'].includes(parsed(url)?.protocol ?? '');
}

/** A table of our own: module scripts and streaming WebAssembly both refuse a wrong type. */
const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  wasm: 'application/wasm',
  woff2: 'font/woff2',
  woff: 'font/woff',
  svg: 'image/svg+xml',
  png: 'image/png',
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  gz: 'application/gzip',
  safetensors: 'application/octet-stream',
  feln: 'application/octet-stream',
  zip: 'application/zip',
  bin: 'application/octet-stream',
};

export interface Asset {
  /** Below the served folder, with slashes. */
  readonly path: string;
  readonly type: string;
}

/** The file that the path of a URL names; undefined for what is not served. No answer leads above the folder. */
export function assetOf(pathname: string): Asset | undefined {
  let path: string;
  try {
    path = decodeURIComponent(pathname).replace(/^\//, '') || 'index.html';
  } catch {
    return undefined;
  }
  const safe = path.split('/').every((part) => /^[\w@-][\w.@ -]*$/.test(part));
  const type = types[path.split('.').at(-1) ?? ''];
  return safe && type ? { path, type } : undefined;
}

// The policy, as tables: what is ours, where the page may go, what it may have, which file an address names.
import { describe, expect, test } from 'vitest';
import { assetOf, grants, headers, isOurs, isPage, mayNavigate, mayRequest, PAGE_URL } from '../../electron/policy.ts';

const foreign = [
  'https://example.com/',
  'http://lab/index.html',
  'app://lab.example.com/index.html',
  'app://example/index.html',
  'app://lab@example.com/index.html',
  'app://user@lab/index.html',
  'app://lab:81/index.html',
  'apps://lab/index.html',
  'file:///index.html',
  'javascript:alert(1)',
  'about:blank',
  'index.html',
  '',
];

describe('what is ours', () => {
  test.each([PAGE_URL, 'app://lab/', 'app://lab/assets/worker.js'])('%s is ours', (url) => expect(isOurs(url)).toBe(true));
  test.each(foreign)('%j is not ours', (url) => {
    expect(isOurs(url)).toBe(false);
    expect(isPage(url)).toBe(false);
  });
});

describe('where the page may go', () => {
  test.each([PAGE_URL, `${PAGE_URL}#lab=bound`, `${PAGE_URL}?a=1`])('to itself: %s', (url) => expect(mayNavigate(url)).toBe(true));
  test.each([...foreign, 'app://lab/assets/figure.svg', 'app://lab/other.html', 'data:text/html,x', 'blob:app://lab/1'])(
    'not to %j',
    (url) => expect(mayNavigate(url)).toBe(false),
  );
});

describe('what may be fetched', () => {
  test.each([PAGE_URL, 'blob:app://lab/1', 'data:text/plain,x', 'devtools://devtools/x.js'])('%s', (url) =>
    expect(mayRequest(url)).toBe(true),
  );
  test.each([
    'https://example.com/',
    'http://127.0.0.1/',
    'ws://127.0.0.1/',
    'file:///etc/passwd',
    'ftp://a/',
    'chrome://gpu',
    'app://b/',
    '',
  ])('not %j', (url) => expect(mayRequest(url)).toBe(false));
});

test('of all permissions the page has one: text on the clipboard', () => {
  const others =
    'clipboard-read media geolocation notifications midi midiSysex pointerLock fullscreen openExternal display-capture hid serial usb';
  for (const permission of others.split(' ')) expect(grants(permission, PAGE_URL), permission).toBe(false);
  expect(grants('clipboard-sanitized-write', PAGE_URL)).toBe(true);
  expect(grants('clipboard-sanitized-write', 'https://example.com/')).toBe(false);
});

describe('which file an address names', () => {
  test.each([
    ['/', 'index.html', 'text/html; charset=utf-8'],
    ['/index.html', 'index.html', 'text/html; charset=utf-8'],
    ['/assets/worker-Dq_r-1.js', 'assets/worker-Dq_r-1.js', 'text/javascript; charset=utf-8'],
    ['/assets/kernels.wasm', 'assets/kernels.wasm', 'application/wasm'],
    ['/assets/inter.woff2', 'assets/inter.woff2', 'font/woff2'],
    ['/data/two%20words.csv', 'data/two words.csv', 'text/csv; charset=utf-8'],
    ['/icon.svg', 'icon.svg', 'image/svg+xml'],
    ['/digits.gz', 'digits.gz', 'application/gzip'],
    ['/digits-2d.safetensors', 'digits-2d.safetensors', 'application/octet-stream'],
    ['/a.json', 'a.json', 'application/json'],
    ['/a.png', 'a.png', 'image/png'],
  ])('%s', (pathname, path, type) => expect(assetOf(pathname)).toEqual({ path, type }));

  test.each([
    '/../main/index.js',
    '/..%2fmain/index.js',
    '/%2e%2e/main/index.js',
    '/%2e%2e%5cmain%5cindex.js',
    '/assets/..%5c..%5cmain.js',
    '/C:/windows/a.txt',
    '/C%3a%5ca.txt',
    '//host/share/a.txt',
    '/a%00.js',
    '/.env.json',
    '/assets/.hidden.js',
    '/assets/',
    '/assets',
    '/program.exe',
    '/noextension',
    '/%',
  ])('%s is not served', (pathname) => expect(assetOf(pathname)).toBeUndefined());
});

test('the policy lets nothing in from elsewhere, no inline code and no inline style', () => {
  const policy = headers['Content-Security-Policy'] as string;
  expect(policy).toMatch(/^default-src 'none'; /);
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
  for (const directive of ['base-uri', 'form-action', 'frame-ancestors']) expect(policy).toContain(`${directive} 'none'`);
});

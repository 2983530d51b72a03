// The walls of the desktop app, tried from inside the page: Electron's checklist, point by point (see electron/policy.ts).
import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { energyHere } from '../../../electron/energy.ts';
import { headers, PAGE_URL } from '../../../electron/policy.ts';
import { bridged, desktop } from './desktop.ts';

const lab = desktop();
const policy = headers['Content-Security-Policy'] as string;

// What the developer tools run may use eval whatever the policy says, and Playwright's `evaluate` is such code.
// A timer's callback is the page's own again.
const tryEval = () =>
  new Promise<string>((done) =>
    setTimeout(() => {
      try {
        done(`ran: ${new Function('return 6 * 7')()}`);
      } catch (error) {
        done((error as Error).name);
      }
    }),
  );

const headersOf = async (url: string) => Object.fromEntries((await fetch(url)).headers);

test('a real Electron runs it, at or above what the build aims at', async () => {
  const { electron, chrome, node } = await lab.app.evaluate(() => process.versions);
  expect(Number.parseInt(electron as string, 10)).toBeGreaterThanOrEqual(33);
  expect(Number.parseInt(chrome as string, 10)).toBeGreaterThanOrEqual(130);
  const { host, version } = await lab.page.evaluate(() => window.bridge!.about());
  expect(host).toBe(`Electron ${electron}, Chrome ${chrome}, Node ${node}`);
  expect(version).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
});

test('the page comes from app://, is a secure context and is isolated from other origins', async () => {
  expect(new URL(lab.page.url()).href.split(/[?#]/)[0]).toBe(PAGE_URL);
  expect(await lab.page.evaluate(() => [isSecureContext, crossOriginIsolated])).toEqual([true, true]);
});

test('the main process says what counts joules here, or why nothing does', async () => {
  const [asked, here] = await Promise.all([lab.page.evaluate(() => window.bridge!.energy()), energyHere()]);
  expect('none' in asked ? asked.none : asked.by).toBe('none' in here ? here.none : here.by);
});

test('the protocol serves the build, and nothing above or beside it', async () => {
  const urls = [
    '/index.html',
    '/missing.js',
    '/%2e%2e/main/index.js',
    '/..%2fmain%2findex.js',
    '/..%5cmain%5cindex.js',
    '/%',
    '//etc/passwd',
  ];
  const statuses = await lab.page.evaluate((all) => Promise.all(all.map(async (url) => (await fetch(`app://lab${url}`)).status)), urls);
  expect(statuses).toEqual([200, 404, 404, 404, 404, 404, 404]);
  expect(await lab.page.evaluate(async () => (await fetch('/index.html', { method: 'POST' })).status)).toBe(405);
});

test('WebRTC sends nothing, not even to this machine', async () => {
  const socket = createSocket('udp4');
  let packets = 0;
  socket.on('message', () => {
    packets += 1;
  });
  await new Promise<void>((bound) => socket.bind(0, '127.0.0.1', bound));
  const gathered = await lab.page.evaluate(async (port) => {
    try {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${port}` }] });
      peer.createDataChannel('x');
      const done = new Promise<string>((resolve) => {
        peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve('complete');
        setTimeout(() => resolve(peer.iceGatheringState), 3000);
      });
      await peer.setLocalDescription(await peer.createOffer());
      return await done;
    } catch (error) {
      return (error as Error).name;
    }
  }, socket.address().port);
  socket.close();
  expect({ gathered: typeof gathered, packets }).toEqual({ gathered: 'string', packets: 0 });
});

test('page, worker and refusals carry the policy and the isolation in their headers', async () => {
  const [worker] = lab.page.workers();
  for (const url of [lab.page.url(), (worker as { url(): string }).url(), 'app://lab/missing.js']) {
    const found = await lab.page.evaluate(headersOf, url);
    for (const [name, value] of Object.entries(headers)) expect(found[name.toLowerCase()], `${name} of ${url}`).toBe(value);
  }
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:/);
});

test('eval is refused in the page and in the worker', async () => {
  const [worker] = lab.page.workers();
  expect(await lab.page.evaluate(tryEval)).toBe('EvalError');
  expect(await worker?.evaluate(tryEval)).toBe('EvalError');
});

test('an inline script and an inline style do nothing', async () => {
  const outcome = await lab.page.evaluate(async () => {
    const refused: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused.push(effectiveDirective));
    const script = Object.assign(document.createElement('script'), { textContent: 'window.inline = true' });
    const style = Object.assign(document.createElement('style'), { textContent: 'body { display: none }' });
    document.head.append(script, style);
    await new Promise((done) => setTimeout(done, 50));
    script.remove();
    style.remove();
    return { refused: refused.sort(), ran: 'inline' in window, hidden: getComputedStyle(document.body).display === 'none' };
  });
  expect(outcome).toEqual({ refused: ['script-src-elem', 'style-src-elem'], ran: false, hidden: false });
});

test('the page sees the bridge’s own functions, and nothing of Node or Electron', async () => {
  const keys = await lab.page.evaluate(() =>
    Object.entries(window.bridge!)
      .map(([key, value]) => `${key}: ${typeof value}`)
      .sort(),
  );
  expect(keys).toEqual(bridged.map((key) => `${key}: function`));
  const seen = () => ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in globalThis);
  expect(await lab.page.evaluate(seen)).toEqual([]);
  expect(await lab.page.workers()[0]?.evaluate(seen)).toEqual([]);
});

test('the page’s process is sandboxed, and every wall of the window stands', async () => {
  const { preferences, pid } = await lab.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents as Electron.WebContents & { getLastWebPreferences(): object };
    return { preferences: contents.getLastWebPreferences(), pid: contents.getOSProcessId() };
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  });
  for (const off of ['nodeIntegrationInWorker', 'enableBlinkFeatures', 'spellcheck']) expect(preferences).not.toHaveProperty(off, true);
  expect(await lab.app.evaluate(({ session }) => session.defaultSession.isSpellCheckerEnabled())).toBe(false);
  // 2: a filter of system calls is in force.
  if (process.platform === 'linux') expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\t2$/m);
});

test('permissions are refused', async () => {
  const answers = await lab.page.evaluate(async () => {
    const name = (error: Error) => error.name;
    const state = async (permission: string) => (await navigator.permissions.query({ name: permission as PermissionName })).state;
    return {
      notifications: await Notification.requestPermission(),
      geolocation: await state('geolocation'),
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', name),
      microphone: await navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'granted', name),
      midi: await navigator.requestMIDIAccess({ sysex: true }).then(() => 'granted', name),
    };
  });
  expect(answers).toEqual({
    notifications: 'denied',
    geolocation: 'denied',
    camera: 'NotAllowedError',
    microphone: 'NotAllowedError',
    midi: expect.stringMatching(/NotAllowedError|SecurityError/),
  });
});

test('the clipboard takes text, and gives none away', async () => {
  await lab.page.bringToFront();
  const outcome = await lab.page.evaluate(async () => ({
    write: await navigator.permissions.query({ name: 'clipboard-write' as PermissionName }).then(({ state }) => state),
    read: await navigator.permissions.query({ name: 'clipboard-read' as PermissionName }).then(({ state }) => state),
  }));
  expect(outcome).toEqual({ write: 'granted', read: 'denied' });
});

test('a session that is made later is guarded as well', async () => {
  const cancelled = await lab.app.evaluate(async ({ session }) => {
    const other = session.fromPartition('another');
    return other.fetch('http://127.0.0.1:9/').then(
      () => 'fetched',
      (error: Error) => error.message,
    );
  });
  expect(cancelled).toContain('ERR_BLOCKED_BY_CLIENT');
});

test('nothing is fetched from the network, files or other hosts', async () => {
  const urls = ['http://127.0.0.1:9/', 'https://example.com/', 'file:///etc/passwd', 'app://other/index.html'];
  const fetched = await lab.page.evaluate(
    (all) =>
      Promise.all(
        all.map((url) =>
          fetch(url, { mode: 'no-cors' }).then(
            () => url,
            () => '',
          ),
        ),
      ),
    urls,
  );
  expect(fetched).toEqual(['', '', '', '']);
  const fromMain = await lab.app.evaluate(({ session }) =>
    session.defaultSession.fetch('https://example.com/').then(
      () => 'fetched',
      (error: Error) => error.message,
    ),
  );
  expect(fromMain).toContain('ERR_BLOCKED_BY_CLIENT');
});

test('a download of the page’s own making is refused: files are written by the save dialog alone', async () => {
  const states = await lab.app.evaluate(async ({ session, BrowserWindow }) => {
    const seen: boolean[] = [];
    session.defaultSession.on('will-download', (event) => seen.push(event.defaultPrevented));
    BrowserWindow.getAllWindows()[0]!.webContents.downloadURL('data:text/plain,hello');
    await new Promise((done) => setTimeout(done, 300));
    return seen;
  });
  expect(states).toEqual([true]);
});

test('what the page asks is checked, argument by argument', async () => {
  const lines = await lab.page.evaluate(async () => {
    const bridge = window.bridge as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
    const said = (asked: Promise<unknown> | undefined) =>
      (asked as Promise<unknown>).then(
        () => 'answered',
        (error: Error) => error.message,
      );
    const bytes = new Uint8Array(1);
    return Promise.all([
      said(bridge.save?.({ name: '../up.json', bytes })),
      said(bridge.save?.({ name: 'C:\\up.json', bytes })),
      said(bridge.save?.({ name: '..', bytes })),
      said(bridge.save?.({ name: 'a.json', bytes: 'text' })),
      said(bridge.save?.({ name: 'a.json', bytes, path: '/tmp' })),
      said(bridge.open?.('/etc/passwd')),
      said(bridge.openRecent?.(-1)),
      said(bridge.openRecent?.(1e9)),
      said(bridge.recent?.('more')),
      said(bridge.energy?.('/etc')),
    ]);
  });
  for (const line of lines) expect(line).toMatch(/^(save|open|openRecent|recent|recent session|energy): [^\n]+$/);
});

test('a webview is not made, and a frame of another origin stays empty', async () => {
  const frames = await lab.page.evaluate(async () => {
    const webview = document.createElement('webview');
    webview.setAttribute('src', 'https://example.com/');
    const frame = Object.assign(document.createElement('iframe'), { src: 'https://example.com/' });
    document.body.append(webview, frame);
    await new Promise((done) => setTimeout(done, 200));
    webview.remove();
    frame.remove();
    return 'getURL' in webview;
  });
  expect(frames).toBe(false);
  expect(await lab.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
});

// Last: after a refused navigation Playwright waits for ever before its next action on the page.
test('navigation and new windows are refused', async () => {
  expect(await lab.page.evaluate(() => window.open('https://example.com/'))).toBeNull();
  await lab.page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await lab.page.waitForTimeout(300); // nothing to wait for: the proof is that nothing happens
  expect(lab.page.url().split(/[?#]/)[0]).toBe(PAGE_URL);
  expect(lab.app.windows()).toHaveLength(1);
});

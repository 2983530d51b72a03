// Opens the lab: in Electron, else as an app window of an installed browser, else at an address to open.
// Each step down says in one line what was done and why.
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { isSource } from '../cli/source.ts';
import packageJson from '../package.json' with { type: 'json' };
import { findBrowser, quietFlags } from './browser.ts';
import { ensureBuilt } from './built.ts';
import { hasDisplay, isRoot, ran, sandboxed, scratchFolder } from './display.ts';
import { downloadedElectron, fetchElectron } from './electron.ts';
import { root } from './root.ts';
import { serve } from './serve.ts';

const PORT = 5273;
const DOWNLOAD_SECONDS = 180;
/** A program that fails within this time never showed its window. */
const AT_ONCE = 5;

interface Place {
  readonly lab?: string;
  readonly preset?: string;
}

type Host = 'electron' | 'browser' | 'serve';
type Opened = { readonly closed: true } | { readonly because: string };

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const page = join(root, 'out/renderer');

/** The page’s fragment for a lab and its preset. */
const fragment = (place: Place): string => (place.lab === undefined ? '' : `#${new URLSearchParams({ ...place })}`);

async function inElectron(files: readonly string[], place: Place): Promise<Opened> {
  if (!hasDisplay()) return { because: 'there is no display' };
  const found = downloadedElectron();
  if (!found && isSource) say('Fetching Electron …');
  const electron = found ? { electron: found } : fetchElectron(DOWNLOAD_SECONDS);
  if ('missing' in electron) return { because: electron.missing };
  if (isRoot()) say('Opening as nobody: the sandbox refuses root.');
  const { code, seconds, said } = await ran(sandboxed(electron.electron), [
    root,
    ...Object.entries(place).map(([name, value]) => `--${name}=${value}`),
    ...files,
  ]);
  return code !== 0 && seconds < AT_ONCE ? { because: said || `it ended with code ${code}` } : { closed: true };
}

function profileFolder(): string {
  if (isRoot()) return scratchFolder();
  const { LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  const cache = { win32: LOCALAPPDATA, darwin: join(homedir(), 'Library/Caches') }[process.platform as string] ?? XDG_CACHE_HOME;
  const folder = join(cache || join(homedir(), '.cache'), 'free-energy-lab/browser');
  mkdirSync(folder, { recursive: true });
  return folder;
}

async function inBrowser(port: number, place: Place): Promise<Opened> {
  if (!hasDisplay()) return { because: 'there is no display' };
  const browser = findBrowser();
  if (!browser) return { because: 'no Chrome, Chromium, Edge or Brave is installed' };
  if (isRoot()) say('Opening as nobody: the sandbox refuses root.');
  const profile = profileFolder();
  const { url, close } = await serve(page, port, true);
  say(`Opening ${url} in ${browser}.`);
  const { code, seconds, said } = await ran(sandboxed(browser, profile), [
    `--app=${url}${fragment(place)}`,
    `--user-data-dir=${profile}`,
    ...quietFlags,
  ]);
  if (code === 0 && seconds < AT_ONCE) {
    say('The browser was open already and has the window: Ctrl+C ends the server.');
    return { closed: true };
  }
  close();
  return code !== 0 && seconds < AT_ONCE ? { because: said || `it ended with code ${code}` } : { closed: true };
}

async function atAddress(port: number, place: Place): Promise<Opened> {
  const { url } = await serve(page, port, true);
  process.stdout.write(`Free Energy Lab is at ${url}${fragment(place)} (Ctrl+C ends it)\n`);
  return { closed: true };
}

const steps: Readonly<
  Record<Host, { readonly name: string; readonly open: (port: number, place: Place, files: readonly string[]) => Promise<Opened> }>
> = {
  electron: { name: 'Electron', open: (_port, place, files) => inElectron(files, place) },
  browser: { name: 'a browser’s window', open: inBrowser },
  serve: { name: 'an address', open: atAddress },
};

interface Asked extends Place {
  readonly host?: Host;
  readonly port: number;
}

async function open(files: readonly string[], { host, port, ...place }: Asked): Promise<void> {
  ensureBuilt();
  const hosts: readonly Host[] = host ? [host] : ['electron', 'browser', 'serve'];
  for (const [at, name] of hosts.entries()) {
    const opened = await steps[name].open(port, place, files);
    if ('closed' in opened) return;
    const next = hosts[at + 1];
    if (!next) throw new Error(`it cannot open in ${steps[name].name}: ${opened.because}`);
    say(`Not in ${steps[name].name}: ${opened.because}. Trying ${steps[next].name}.`);
  }
}

const portNumber = (text: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new InvalidArgumentError(`expected 0 to 65535, got ${text}`);
  return port;
};

const command = new Command(isSource ? 'npm start --' : 'free-energy-lab')
  .description('Opens Free Energy Lab: in Electron, else in a browser’s window, else at an address.')
  .version(packageJson.version)
  .argument('[file...]', 'a session to open (in Electron)')
  .addOption(new Option('--host <host>', 'this one and no other').choices(['electron', 'browser', 'serve']))
  .option('--lab <name>', 'open at this lab')
  .option('--preset <name>', 'and at this preset of it')
  .option('--port <port>', 'where a browser finds the page; a free one if it is taken', portNumber, PORT)
  .addHelpText('after', isSource ? '' : '\nWithout a window: free-energy-lab list, describe, run, sweep (free-energy-lab help run)')
  .action(open);

await command.parseAsync().catch((error: Error) => {
  say(error.message);
  process.exitCode = 1;
});

// The host: what the desktop's preload offers, or the same made of a download link, a file input and local storage.
import { type HostFile, isSessionName } from '../core/base/files.ts';
import { InputError } from '../core/base/input-error.ts';
import { type Bridge, fileKinds, takesSeveral } from '../core/contract/bridge.ts';
import { version } from '../package.json';
import { hostFiles, pickFiles } from './host-files.ts';

const RECENT = 'recent-sessions';
const KEPT = 8;

interface Recent {
  readonly name: string;
  readonly text: string;
}

/** Storage may be full, forbidden or spoiled: then there are no recent sessions, and nothing else is lost. */
function stored(): readonly Recent[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(RECENT) ?? '[]');
    return Array.isArray(found) ? found.filter((entry) => typeof entry?.name === 'string' && typeof entry?.text === 'string') : [];
  } catch {
    return [];
  }
}

function remember({ name, bytes }: HostFile): void {
  if (!isSessionName(name)) return;
  const entry = { name, text: new TextDecoder().decode(bytes) };
  try {
    localStorage.setItem(RECENT, JSON.stringify([entry, ...stored().filter((other) => other.name !== name)].slice(0, KEPT)));
  } catch {
    // Remembering is a convenience.
  }
}

const browser: Bridge = {
  async save(file) {
    const url = URL.createObjectURL(new Blob([file.bytes]));
    const link = document.createElement('a');
    link.href = url;
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    remember(file);
    return file.name;
  },
  /** A page cannot write PDF: the dialog that prints can. */
  async pdf() {
    window.print();
    return null;
  },
  async open(kind) {
    const accept = fileKinds[kind].map((extension) => `.${extension}`).join(',');
    const files = await hostFiles(await pickFiles({ accept, multiple: takesSeveral(kind) }));
    if (files.length === 1) files.forEach(remember);
    return files;
  },
  recent: async () => stored().map(({ name }) => name),
  async openRecent(index) {
    const entry = stored()[index];
    if (!entry) throw new InputError('recent session', `0 to ${stored().length - 1}`, String(index));
    return { name: entry.name, bytes: new TextEncoder().encode(entry.text) };
  },
  about: async () => ({ version, host: 'a browser' }),
  energy: async () => ({ none: 'a page in a browser sees no joules; the desktop app and the command line do, on Linux' }),
  keepAwake: async () => {},
  // A browser's page has no native menu; files come by drop, paste or `open`.
  onCommand: () => () => {},
  onFile: () => () => {},
};

/** The page runs in the desktop app. */
export const isDesktop = window.bridge !== undefined;

/** The host that this page runs in. */
export const bridge: Bridge = window.bridge ?? browser;

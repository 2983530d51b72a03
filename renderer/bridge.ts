// The host: what the desktop's preload offers, or the same made of a download link, a file input and local storage.
import { type Bridge, fileKinds, type HostFile, MAX_FILE_BYTES } from '../core/contract/bridge.ts';
import { InputError } from '../core/lab/input-error.ts';
import { version } from '../package.json';

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
  if (!name.endsWith('.json')) return;
  const entry = { name, text: new TextDecoder().decode(bytes) };
  try {
    localStorage.setItem(RECENT, JSON.stringify([entry, ...stored().filter((other) => other.name !== name)].slice(0, KEPT)));
  } catch {
    // Remembering is a convenience.
  }
}

/** The bytes of a file that was picked or dropped. Throws InputError if it is too large. */
export async function hostFile(file: File): Promise<HostFile> {
  if (file.size > MAX_FILE_BYTES) {
    throw new InputError(file.name, `at most ${MAX_FILE_BYTES / 2 ** 20} MB`, `${Math.ceil(file.size / 2 ** 20)} MB`);
  }
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
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
  async open(kind) {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = fileKinds[kind].map((extension) => `.${extension}`).join(',');
    // Out of the document it could be collected as garbage while the dialog is open.
    input.hidden = true;
    document.body.append(input);
    const picked = await new Promise<File | undefined>((resolve) => {
      input.addEventListener('change', () => resolve(input.files?.[0]));
      input.addEventListener('cancel', () => resolve(undefined));
      input.click();
    });
    input.remove();
    if (!picked) return null;
    const file = await hostFile(picked);
    remember(file);
    return file;
  },
  recent: async () => stored().map(({ name }) => name),
  async openRecent(index) {
    const entry = stored()[index];
    if (!entry) throw new InputError('recent session', `0 to ${stored().length - 1}`, String(index));
    return { name: entry.name, bytes: new TextEncoder().encode(entry.text) };
  },
  about: async () => ({ version, host: 'a browser' }),
  keepAwake: async () => {},
  // A browser's page has no native menu; files come by drop, paste or `open`.
  onCommand: () => () => {},
  onFile: () => () => {},
};

/** The host that this page runs in. */
export const bridge: Bridge = window.bridge ?? browser;

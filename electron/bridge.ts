// Answers what the page asks. The page is not trusted: who asks and with what is checked, and no path comes from it or goes to it.
import { basename } from 'node:path';
import { app, type BrowserWindow, dialog, type FileFilter, powerSaveBlocker } from 'electron';
import log from 'electron-log/main';
import * as z from 'zod/mini';
import { isSessionName } from '../core/base/files.ts';
import { type Bridge, type FileKind, fileKinds, takesSeveral } from '../core/contract/bridge.ts';
import { type Answer, type Asked, channel } from './channel.ts';
import { exists, extensionOf, isSession, Refusal, readDocument, readTogether, withExtensionOf, writeDocument } from './documents.ts';
import { energyHere } from './energy.ts';
import { isPage } from './policy.ts';
import type { Recent } from './recent.ts';

/** A bare name: no folder, no drive, nothing that steers a terminal. */
const bareName = z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^(?!\.+$)[^/\\:\p{Cc}]+$/u));

/** The shapes of the arguments, a method each. */
const shapes = {
  save: z.tuple([z.strictObject({ name: bareName, bytes: z.instanceof(Uint8Array) })]),
  pdf: z.tuple([bareName]),
  open: z.tuple([z.enum(Object.keys(fileKinds) as FileKind[])]),
  recent: z.tuple([]),
  openRecent: z.tuple([z.int().check(z.minimum(0))]),
  about: z.tuple([]),
  energy: z.tuple([]),
  keepAwake: z.tuple([z.boolean()]),
} satisfies Record<Asked, z.ZodMiniType>;

const kindNames: Readonly<Record<FileKind, string>> = {
  session: 'Sessions',
  data: 'Data',
  images: 'Images',
  text: 'Texts',
  model: 'Models',
  any: 'Sessions and data',
};

const openFilters = (kind: FileKind): FileFilter[] => [
  { name: kindNames[kind], extensions: [...fileKinds[kind]] },
  { name: 'All files', extensions: ['*'] },
];

function saveFilters(name: string): FileFilter[] {
  const extension = extensionOf(name);
  return extension === '' ? [] : [{ name: `${extension.toUpperCase()} file`, extensions: [extension] }];
}

/** What the page may ask, answered for one window. */
export function answers(window: BrowserWindow, recent: Recent): Pick<Bridge, Asked> {
  /** True if nothing is lost by writing there, or the user wants it. */
  const mayReplace = async (path: string) => {
    if (!(await exists(path))) return true;
    const message = `${basename(path)} is already there. Replace it?`;
    const { response } = await dialog.showMessageBox(window, { type: 'warning', message, buttons: ['Replace', 'Cancel'], cancelId: 1 });
    return response === 0;
  };
  /** Where a file of this name goes; null if the user cancelled. */
  const askWhere = async (name: string): Promise<string | null> => {
    const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: name, filters: saveFilters(name) });
    if (canceled || !filePath) return null;
    const path = withExtensionOf(name, filePath);
    // The dialog asked about the name as it was typed, not about the one with its extension.
    return path === filePath || (await mayReplace(path)) ? path : null;
  };
  const read = async (path: string) => {
    const file = await readDocument(path);
    if (isSession(path)) recent.add(path);
    return file;
  };

  let blocker: number | undefined;
  const keepAwake = (awake: boolean) => {
    if (awake) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (blocker !== undefined) {
      powerSaveBlocker.stop(blocker);
      blocker = undefined;
    }
  };
  window.on('closed', () => keepAwake(false));

  return {
    keepAwake: async (awake) => keepAwake(awake),
    async save({ name, bytes }) {
      const path = await askWhere(name);
      if (path === null) return null;
      await writeDocument(path, bytes);
      if (isSessionName(path)) recent.add(path);
      return basename(path);
    },
    async pdf(name) {
      // Made first: while the dialog is open the page may go on.
      const bytes = await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true });
      const path = await askWhere(name);
      if (path === null) return null;
      await writeDocument(path, bytes);
      return basename(path);
    },
    async open(kind) {
      const properties = ['openFile' as const, ...(takesSeveral(kind) ? ['multiSelections' as const] : [])];
      const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties, filters: openFilters(kind) });
      return canceled ? [] : readTogether(filePaths, read);
    },
    recent: async () => recent.paths().map((path) => basename(path)),
    async openRecent(index) {
      const path = recent.paths()[index];
      if (path === undefined) throw new Refusal(`recent session: expected 0 to ${recent.paths().length - 1}, got ${index}`);
      return read(path).catch((error) => {
        recent.remove(path);
        throw error;
      });
    },
    energy: () => energyHere(),
    about: async () => {
      const { electron, chrome, node } = process.versions;
      return { version: app.getVersion(), host: `Electron ${electron}, Chrome ${chrome}, Node ${node}` };
    },
  };
}

/** Puts the answers on the window’s own channels, one a method. */
export function serveBridge(window: BrowserWindow, answering: Pick<Bridge, Asked>): void {
  for (const method of Object.keys(shapes) as Asked[]) {
    const answer = answering[method] as (...args: unknown[]) => Promise<unknown>;
    window.webContents.ipc.handle(channel(method), async ({ sender, senderFrame }, ...args): Promise<Answer<unknown>> => {
      if (sender !== window.webContents || senderFrame !== sender.mainFrame || !isPage(senderFrame?.url ?? '')) {
        return { refusal: `${method}: expected the page to ask, got another sender` };
      }
      const parsed = z.safeParse(shapes[method], args);
      if (!parsed.success) return { refusal: `${method}: ${z.prettifyError(parsed.error).split('\n')[0]}` };
      try {
        return { value: await answer(...parsed.data) };
      } catch (error) {
        if (error instanceof Refusal) return { refusal: error.message };
        log.error(method, error);
        return { refusal: `${method} failed: ${(error as Error).message.split('\n')[0]}` };
      }
    });
  }
}

// What the page may ask of its host: the desktop app's preload, or a browser's download link and file input.
import { type HostFile, sessionEndings, textEndings } from '../base/files.ts';
import type { Energy } from '../energy/reading.ts';

export interface About {
  readonly version: string;
  /** `Electron 45.4.1, Chrome …`, or the browser. */
  readonly host: string;
}

/** What the native menu can ask of the page. */
export const commands = [
  'open',
  'save',
  'export',
  'print',
  'pdf',
  'play',
  'step',
  'reset',
  'newSeed',
  'undo',
  'redo',
  'larger',
  'smaller',
  'lecture',
  'snapshots',
  'tour',
  'keys',
  'about',
] as const;
export type Command = (typeof commands)[number];

export const fileKinds = {
  session: [...sessionEndings, 'svg'],
  data: ['csv', 'tsv', 'txt', 'envelope'],
  images: ['png', 'jpg', 'jpeg', 'zip', 'npy', 'npz', 'csv', 'gz', 'idx'],
  text: textEndings,
  model: ['safetensors', 'feln', 'onnx', 'data', 'zip', 'json', 'bin'],
  any: [
    ...sessionEndings,
    'svg',
    'csv',
    'tsv',
    'txt',
    'png',
    'jpg',
    'jpeg',
    'zip',
    'npy',
    'npz',
    'gz',
    'idx',
    'safetensors',
    'feln',
    'onnx',
    'data',
    'bin',
    'envelope',
  ],
} as const;
export type FileKind = keyof typeof fileKinds;

/** Whether several files make one thing of this kind. */
export const takesSeveral = (kind: FileKind): boolean => kind === 'images' || kind === 'model' || kind === 'any';

export interface Bridge {
  /** Asks where to, then writes; the file's name as saved, or null if the user cancelled. */
  save(file: HostFile): Promise<string | null>;
  /** Saves the page, as it would be printed, as PDF; the file's name, or null if the user cancelled or the host asks on its own. */
  pdf(name: string): Promise<string | null>;
  /** Asks which, one or several; none if the user cancelled. Rejects with one line if one is too large or cannot be read. */
  open(kind: FileKind): Promise<readonly HostFile[]>;
  /** Names of the sessions opened or saved last, newest first. */
  recent(): Promise<readonly string[]>;
  /** Reads recent session number `index` again. */
  openRecent(index: number): Promise<HostFile>;
  about(): Promise<About>;
  /** What this machine counts joules by, as it stands; or why it counts none. */
  energy(): Promise<Energy>;
  /** While true the machine does not go to sleep: a training is under way. A browser may decline. */
  keepAwake(awake: boolean): Promise<void>;
  /** Menu commands and files handed to the app; returns the unsubscriber. */
  onCommand(listener: (command: Command) => void): () => void;
  onFile(listener: (file: HostFile) => void): () => void;
}

declare global {
  interface Window {
    /** There on the desktop only. */
    readonly bridge?: Bridge;
  }
}

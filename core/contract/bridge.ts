// What the page may ask of its host: the desktop app's preload, or a browser's download link and file input.

export interface HostFile {
  /** A bare file name, never a path. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface About {
  readonly version: string;
  /** `Electron 45.4.1, Chrome …`, or the browser. */
  readonly host: string;
}

/** What the native menu can ask of the page. */
export const commands = ['open', 'save', 'export', 'play', 'step', 'reset', 'newSeed', 'undo', 'redo', 'keys', 'about'] as const;
export type Command = (typeof commands)[number];

export const fileKinds = {
  session: ['json', 'svg'],
  data: ['csv', 'tsv', 'txt'],
  images: ['zip', 'npy', 'csv', 'gz', 'idx'],
  model: ['safetensors'],
  any: ['json', 'svg', 'csv', 'tsv', 'txt', 'zip', 'npy', 'gz', 'idx', 'safetensors'],
} as const;
export type FileKind = keyof typeof fileKinds;

/** The largest file that is opened. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

export interface Bridge {
  /** Asks where to, then writes; the file's name as saved, or null if the user cancelled. */
  save(file: HostFile): Promise<string | null>;
  /** Asks which; null if the user cancelled. Rejects with one line if it is too large or cannot be read. */
  open(kind: FileKind): Promise<HostFile | null>;
  /** Names of the sessions opened or saved last, newest first. */
  recent(): Promise<readonly string[]>;
  /** Reads recent session number `index` again. */
  openRecent(index: number): Promise<HostFile>;
  about(): Promise<About>;
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

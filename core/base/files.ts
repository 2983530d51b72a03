// Files of the user's, as hosts hand them over and readers take them; and how large they may be.

export interface HostFile {
  /** A bare file name, never a path; of a file in a folder that the user gave whole, the way to it from there. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A file and the name by which a message calls it: folders before it, with slashes, where it lay in some. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** False for folders, and for what systems put beside the user's files. */
export const isWanted = (name: string): boolean => !/(^|\/)(__MACOSX\/|\.)/.test(name) && !name.endsWith('/');

/** What the names of small texts of the user’s end in. */
export const textEndings = ['csv', 'tsv', 'txt', 'json'] as const;
export type TextEnding = (typeof textEndings)[number];

/** What the names of sessions end in. */
export const sessionEndings = ['freelab', 'json'] as const;

export const isSessionName = (name: string): boolean => sessionEndings.some((ending) => name.toLowerCase().endsWith(`.${ending}`));

/** The largest file that is opened. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** All files that are opened together, and what a zip may unpack to. */
export const MAX_TOGETHER_BYTES = 256 * 1024 * 1024;

/** A size in words, rounded up. */
export const megabytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MB`;

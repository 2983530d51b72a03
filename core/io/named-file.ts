// Files of the user's, as readers take them.

/** A file and the name by which a message calls it: folders before it, with slashes, where it lay in some. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** False for folders, and for what systems put beside the user's files. */
export const isWanted = (name: string): boolean => !/(^|\/)(__MACOSX\/|\.)/.test(name) && !name.endsWith('/');

// Files that Linux shows of its hardware, under a folder of one kind; read-only, and made up in tests.

/** Names of folders in it, and the text of a file; undefined for what is not there or may not be read. */
export interface Tree {
  list(): Promise<readonly string[]>;
  read(path: string): Promise<string | undefined>;
}

/** The whole number that a file holds; undefined where it holds something else. */
export function wholeOf(text: string | undefined): number | undefined {
  const trimmed = text?.trim() ?? '';
  return /^-?\d{1,18}$/.test(trimmed) ? Number(trimmed) : undefined;
}

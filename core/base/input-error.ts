// What a user typed, opened or asked for that cannot be taken: one line, naming the parameter, what was expected and what came.

/** As many letters as a line holds of each part: paths and lists of names are the longest that are meant. */
const MOST = { parameter: 200, expected: 2000, got: 500 } as const;

/** One line, of what may be read aloud as it stands: no control characters, none that turn the order of letters, and no more than so many. */
function plain(text: string, most: number): string {
  const short = text.length > most ? `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return short.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '');
}

/** A fault of the input, never of the program: hosts show its message beside the control, or exit with code 2. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly parameter: string;
  readonly expected: string;
  readonly got: string;

  /** Names out of a file may hold anything, and be of any length; the message stays one line. */
  constructor(parameter: string, expected: string, got: string) {
    const parts = [plain(parameter, MOST.parameter), plain(expected, MOST.expected), plain(got, MOST.got)] as const;
    super(`${parts[0]}: expected ${parts[1]}, got ${parts[2]}`);
    [this.parameter, this.expected, this.got] = parts;
  }
}

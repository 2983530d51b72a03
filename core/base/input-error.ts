// What a user typed, opened or asked for that cannot be taken: one line, naming the parameter, what was expected and what came.

/** A fault of the input, never of the program: hosts show its message beside the control, or exit with code 2. */
export class InputError extends Error {
  override readonly name = 'InputError';

  constructor(
    readonly parameter: string,
    readonly expected: string,
    readonly got: string,
  ) {
    // Names out of a file may hold anything; the message stays one line.
    super(`${parameter}: expected ${expected}, got ${got}`.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '));
  }
}

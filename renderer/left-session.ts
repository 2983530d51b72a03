// The run that a closed window left behind, kept for the next one.

const KEY = 'left-session';

/** Keeps the session's text; none forgets the last. Storage that refuses loses nothing else. */
export function leaveSession(text: string | undefined): void {
  try {
    if (text === undefined) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, text);
  } catch {
    // Full or forbidden.
  }
}

/** What was left, once. */
export function takeLeftSession(): string | undefined {
  try {
    const text = localStorage.getItem(KEY) ?? undefined;
    localStorage.removeItem(KEY);
    return text;
  } catch {
    return undefined;
  }
}

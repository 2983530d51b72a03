// What edits have done to rows, in a few words.
import { readEdits } from './edits.ts';

/** `2 moved, 1 added, 3 removed`; nothing of a text that edits nothing. */
export function editsInWords(text: string): string {
  const { moved, added, removed } = readEdits(text) ?? { moved: new Map(), added: [], removed: [] };
  const counts = [
    [moved.size, 'moved'],
    [added.length, 'added'],
    [removed.length, 'removed'],
  ] as const;
  return counts.flatMap(([count, done]) => (count > 0 ? [`${count} ${done}`] : [])).join(', ');
}

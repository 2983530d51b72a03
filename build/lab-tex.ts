// Every TeX string that the registered labs and their guides declare, found by walking the declarations themselves.
import { labs } from '../core/labs/index.ts';

/** The strings under a key named `tex`, at any depth. */
export function texOf(declaration: unknown, seen = new Set<unknown>()): string[] {
  if (typeof declaration !== 'object' || declaration === null || seen.has(declaration)) return [];
  seen.add(declaration);
  return Object.entries(declaration).flatMap(([key, value]) => (key === 'tex' && typeof value === 'string' ? [value] : texOf(value, seen)));
}

const declared = await Promise.all(
  labs.map(async (entry) => {
    const lab = await entry.load();
    return [lab, await lab.guide?.()];
  }),
);

export const tex: readonly string[] = [...new Set(texOf(declared))];

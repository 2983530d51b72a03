// A hue reaches a style sheet as two custom properties of the element that wears it.
import type { CSSProperties } from 'react';
import type { Hue } from '../../core/lab/hue.ts';

/** Sets `--mark` and `--ink`; a category has no name in the style sheet and stays ink. */
export function hueStyle(hue: Hue = 'ink'): CSSProperties {
  const name = typeof hue === 'number' ? 'ink' : hue;
  return { '--mark': `var(--mark-${name})`, '--ink': `var(--ink-${name})` } as CSSProperties;
}

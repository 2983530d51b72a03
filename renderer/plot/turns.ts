// Where a run’s values turned, on an axis that counts its steps: a line from top to bottom, and what was set.
import type { Turn } from '../../core/lab/turns.ts';
import type { AxisScale } from './axis-scale.ts';
import { besideColumn } from './label-places.ts';
import type { LabelWish } from './labels.ts';
import { crisp, round } from './round.ts';
import type { PathNode, Rect } from './scene.ts';
import type { Theme } from './theme.ts';

/** As many are named; of more only the last. */
const NAMED = 3;

/** Nearer than this, in px, two lines are one. */
const NEAR = 3;

interface Turned {
  readonly nodes: readonly PathNode[];
  readonly labels: readonly LabelWish[];
  readonly traces: readonly Float32Array[];
}

/** `mark` is a number that no mark of the plot has. */
export function turnedAt(turns: readonly Turn[], x: AxisScale, inner: Rect, theme: Theme, mark: number): Turned {
  const placed = turns
    .map((turn) => ({ ...turn, at: x.of(turn.step) }))
    .filter(({ at }) => at >= inner.x - 0.5 && at <= inner.x + inner.width + 0.5);
  const lines = placed.filter(({ at }, i) => !placed[i + 1] || (placed[i + 1] as { at: number }).at - at >= NEAR);
  const named = placed.length > NAMED ? placed.slice(-1) : placed;
  const [top, bottom] = [inner.y, inner.y + inner.height];
  return {
    nodes: lines.map(({ at }) => ({
      kind: 'path',
      d: `M${crisp(at)},${round(top)}V${round(bottom)}`,
      stroke: { color: theme.faint, width: 1, dash: [2, 3] },
    })),
    labels: named.map(({ at, text }) => ({ text, fill: theme.soft, weight: 400, mark, places: besideColumn(at, inner), inside: true })),
    traces: lines.map(({ at }) => Float32Array.of(at, top, at, bottom)),
  };
}

// Which row of a table a press means: the nearest on the screen, where one is near enough.
import { axisScale } from './axis-scale.ts';
import type { Scales } from './scene.ts';

/** The row whose place is nearest to a place in px, if it is no farther than `reach` from there. */
export function nearestRow(
  scales: Scales,
  { xs, ys }: { readonly xs: ArrayLike<number>; readonly ys: ArrayLike<number> },
  at: { readonly x: number; readonly y: number },
  reach: number,
): number | undefined {
  const [x, y] = [axisScale(scales.x), axisScale(scales.y)];
  let nearest: number | undefined;
  let least = reach;
  for (let row = 0; row < Math.min(xs.length, ys.length); row += 1) {
    const far = Math.hypot(x.of(xs[row] as number) - at.x, y.of(ys[row] as number) - at.y);
    // A row without a place is as far as can be.
    if (!(far <= least)) continue;
    least = far;
    nearest = row;
  }
  return nearest;
}

import { describe, expect, it } from 'vitest';
import type { AnyPlot } from '../../core/lab/lab.ts';
import type { Scales } from '../../renderer/plot/scene.ts';
import { draw, line, plotOf, resultOf } from './small-plots.ts';

const circle = Array.from({ length: 73 }, (_, i) => (i * Math.PI) / 36);
const columns = { x: circle.map((a) => 3 * Math.cos(a)), y: circle.map((a) => 3 * Math.sin(a)), k: circle.map(() => 0) };
const round = (more: Partial<AnyPlot>): AnyPlot => ({ ...plotOf([line('y')]), ...more });
/** Px of a unit across over px of a unit up. */
const ratio = ({ x, y }: Scales) => {
  const length = ({ domain, range }: Scales['x']) => Math.abs((range[1] - range[0]) / (domain[1] - domain[0]));
  return length(x) / length(y);
};
const sizes = [
  [300, 280],
  [580, 320],
  [900, 420],
  [280, 620],
  [1400, 800],
] as const;

describe('a plot whose axes are equal', () => {
  it.each(sizes)('shows a circle as a circle at %d × %d, and all of it', (width, height) => {
    const { scales } = draw(round({ equal: true }), resultOf(columns), { width, height });
    expect(ratio(scales)).toBeCloseTo(1, 9);
    for (const { domain } of [scales.x, scales.y]) expect(domain[0] <= -3 && domain[1] >= 3).toBe(true);
    expect(Math.abs(ratio(draw(round({}), resultOf(columns), { width, height }).scales) - 1)).toBeGreaterThan(0.01);
  });

  it('may be so at some values alone', () => {
    const plot = round({ equal: { target: ['ring', 'banana'] } });
    const at = (target: string) => ratio(draw(plot, resultOf(columns), { width: 580, height: 320, values: { target } }).scales);
    expect(at('ring')).toBeCloseTo(1, 9);
    expect(at('mixture')).toBeGreaterThan(1.2);
  });

  it('is so in each of its small multiples', () => {
    for (const [width, height] of sizes) {
      const plot = round({ equal: true, facets: { by: 'k', names: () => ['one', 'two', 'three'] } });
      expect(ratio(draw(plot, resultOf(columns), { width, height }).scales)).toBeCloseTo(1, 9);
    }
  });
});

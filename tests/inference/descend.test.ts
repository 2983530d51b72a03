import { describe, expect, it } from 'vitest';
import { descend, gradientOf } from '../../core/inference/variational/descend.ts';
import { normal } from '../../core/prob/normal.ts';

const posterior = [0.35, 0.5];
const gap = (q: readonly number[]) => normal.klDivergence(q, posterior);

describe('descent on KL(q‖posterior)', () => {
  it('has the gradient (m − μ)/σ² in the mean and ½(1/σ² − 1/s²)·2s² in log s', () => {
    const [m, s] = [0.9, 0.8];
    const [dm, dlogs] = gradientOf((u) => gap(normal.fromCoordinates(u)), [m, Math.log(s)]) as [number, number];
    expect(dm).toBeCloseTo((m - 0.35) / 0.25, 8);
    expect(dlogs).toBeCloseTo(0.5 * (1 / 0.25 - 1 / s ** 2) * 2 * s ** 2, 8);
  });

  it.each(['natural', 'plain', 'coordinate'] as const)('reaches the posterior, %s, never rising', (kind) => {
    let q: readonly number[] = [2, 1.5];
    for (let turn = 0; turn < 400; turn += 1) {
      const next = descend(normal, gap, q, kind, 0.05, turn);
      expect(gap(next)).toBeLessThanOrEqual(gap(q) + 1e-12);
      q = next;
    }
    expect(q[0]).toBeCloseTo(0.35, 5);
    expect(q[1]).toBeCloseTo(0.5, 5);
  });

  it('takes the mean to the posterior’s in one natural step of rate 1 once the widths agree', () => {
    const next = descend(normal, gap, [3, 0.5], 'natural', 1, 0);
    expect(next[0]).toBeCloseTo(0.35, 7);
  });
});

// What a canvas is told to draw.
import { describe, expect, it } from 'vitest';
import { drawScene } from '../../../renderer/panel/draw-scene.ts';
import type { SceneNode } from '../../../renderer/plot/scene.ts';

/** A canvas that writes down what it is told, at `scale` of its pixels to a px. */
function told(nodes: readonly SceneNode[], scale = 1) {
  const calls: string[] = [];
  const state: Record<string, unknown> = { globalAlpha: 1 };
  const context = new Proxy(state, {
    get: (_, name: string) => {
      if (name === 'getTransform') return () => ({ a: scale });
      if (name in state) return state[name];
      return (...given: unknown[]) =>
        void calls.push(`${name} ${given.map((one) => (typeof one === 'number' ? +one.toFixed(2) : one)).join(' ')}`.trim());
    },
  });
  drawScene(context as unknown as CanvasRenderingContext2D, nodes, () => true);
  return calls.filter((call) => /^(moveTo|lineTo|arc|rect|setLineDash|stroke|fill)/.test(call));
}

describe('drawScene', () => {
  it('lifts the pen where a line has a gap, and makes a dot of a point alone', () => {
    const xy = Float32Array.of(0, 0, 1, 1, Number.NaN, Number.NaN, 5, 5, Number.NaN, Number.NaN);
    const line: SceneNode = { kind: 'line', xy, stroke: { color: '#000', width: 1 } };
    const steps = ['moveTo 0 0', 'lineTo 0 0', 'lineTo 1 1', 'moveTo 5 5', 'lineTo 5 5', 'stroke'];
    expect(told([line]).filter((call) => !call.startsWith('setLineDash'))).toEqual(steps);
  });

  it('draws dots round wherever they are more than a few pixels large, and squares of their area elsewhere', () => {
    const dots: SceneNode = { kind: 'dots', xy: Float32Array.of(10, 20), radius: 1.5, fill: '#123456' };
    const side = 1.5 * Math.sqrt(Math.PI);
    expect(told([dots])).toEqual([
      `rect ${[10 - side / 2, 20 - side / 2, side, side].map((number) => +number.toFixed(2)).join(' ')}`,
      'fill',
    ]);
    expect(told([dots], 2)).toEqual(['moveTo 11.5 20', 'arc 10 20 1.5 0 6.28', 'fill']);
    expect(told([{ ...dots, radius: 2 }])[1]).toMatch(/^arc/);
  });
});

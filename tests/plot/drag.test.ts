import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dragTo, nudge } from '../../renderer/plot/drag.ts';
import type { Handle } from '../../renderer/plot/scene.ts';
import { draw, handle, plotOf, resultOf } from './small-plots.ts';

const axes = { x: { domain: [-2, 6] }, y: { domain: [0.1, 10], scale: 'log' } } as const;
const at = (x: number, y: number, moves: Handle['moves'] = 'xy') => {
  const scene = draw(plotOf([handle({ moves })], axes), resultOf({ x: [x], y: [y] }));
  return { scales: scene.scales, handle: scene.handles[0] as Handle };
};
const places = fc.tuple(fc.double({ min: -2, max: 6, noNaN: true }), fc.double({ min: 0.1, max: 10, noNaN: true }));

describe('dragTo', () => {
  it('undoes drawing: a handle dropped where it is drawn stays where it is, to half a hundredth of a px', () => {
    fc.assert(
      fc.property(places, ([x, y]) => {
        const { scales, handle } = at(x, y);
        const to = dragTo(scales, handle, handle);
        const px = scales.x.range[1] - scales.x.range[0];
        const py = scales.y.range[0] - scales.y.range[1];
        expect(Math.abs(to.x - x)).toBeLessThanOrEqual((0.0051 * 8) / px);
        expect(Math.abs(Math.log(to.y / y))).toBeLessThanOrEqual((0.0051 * Math.log(100)) / py);
      }),
    );
  });

  it('is undone by drawing: a handle pulled anywhere within the axes is drawn under the pointer', () => {
    const { scales, handle: from } = at(0, 1);
    const [x0, x1] = scales.x.range;
    const [y0, y1] = scales.y.range;
    fc.assert(
      fc.property(fc.double({ min: x0, max: x1, noNaN: true }), fc.double({ min: y1, max: y0, noNaN: true }), (px, py) => {
        const to = dragTo(scales, from, { x: px, y: py });
        const { handle } = at(to.x, to.y);
        expect(handle.x).toBeCloseTo(px, 1);
        expect(handle.y).toBeCloseTo(py, 1);
      }),
    );
  });

  it('stops at the ends of the axes', () => {
    const { scales, handle } = at(0, 1);
    expect(dragTo(scales, handle, { x: -1e4, y: -1e4 })).toEqual({ x: -2, y: 10, row: 0 });
    expect(dragTo(scales, handle, { x: 1e4, y: 1e4 })).toEqual({ x: 6, y: 0.1, row: 0 });
  });

  it('moves along its own axis only, also when it stands off the other', () => {
    const off = at(99, 1, 'y');
    expect(dragTo(off.scales, off.handle, { x: 0, y: -1e4 })).toEqual({ x: 99, y: 10, row: 0 });
    const { scales, handle } = at(0, 0.5, 'x');
    expect(dragTo(scales, handle, { x: 1e4, y: 0 })).toEqual({ x: 6, y: 0.5, row: 0 });
  });
});

describe('a handle that has stops', () => {
  const stops = { x: [-1, 0, 2, 5], y: [0.1, 1, 10] };
  const stopped = (x: number, y: number) => {
    const scene = draw(plotOf([handle({ stops: () => stops })], axes), resultOf({ x: [x], y: [y] }));
    return { scales: scene.scales, handle: scene.handles[0] as Handle };
  };

  it('is taken from one to the other, the nearest on the screen', () => {
    const { scales, handle } = stopped(0.3, 0.7);
    fc.assert(
      fc.property(places, ([x, y]) => {
        const { handle: under } = at(x, y);
        const to = dragTo(scales, handle, under);
        const away = (stop: number) => Math.abs(stop - x);
        const upAway = (stop: number) => Math.abs(Math.log(stop / y));
        for (const stop of stops.x) expect(away(to.x)).toBeLessThanOrEqual(away(stop) + 1e-3);
        for (const stop of stops.y) expect(upAway(to.y)).toBeLessThanOrEqual(upAway(stop) + 1e-3);
        expect([stops.x.includes(to.x), stops.y.includes(to.y)]).toEqual([true, true]);
      }),
    );
  });

  it('goes to the next one by an arrow, wherever it stands, and not beyond the last', () => {
    const { scales, handle } = stopped(0.3, 1);
    expect(nudge(scales, handle, 'ArrowRight')).toEqual({ x: 2, y: 1, row: 0 });
    expect(nudge(scales, handle, 'ArrowLeft')).toEqual({ x: 0, y: 1, row: 0 });
    expect(nudge(scales, handle, 'ArrowUp')).toEqual({ x: 0.3, y: 10, row: 0 });
    expect(nudge(scales, handle, 'ArrowDown')).toEqual({ x: 0.3, y: 0.1, row: 0 });
    expect(nudge(scales, handle, 'End')?.x).toBe(5);
    expect(nudge(scales, handle, 'Home')?.x).toBe(-1);
    expect(nudge(scales, handle, 'ArrowRight', { shift: true })?.x).toBe(5);
    const last = stopped(5, 1);
    expect(nudge(last.scales, last.handle, 'ArrowRight')?.x).toBe(5);
    expect(nudge(last.scales, last.handle, 'PageDown')?.x).toBe(-1);
  });
});

describe('nudge', () => {
  it('moves by 1 % of the axis, by 10 % with shift and by 0.1 % with alt', () => {
    const { scales, handle } = at(0, 1);
    expect(nudge(scales, handle, 'ArrowRight')?.x).toBeCloseTo(0.08, 12);
    expect(nudge(scales, handle, 'ArrowLeft', { shift: true })?.x).toBeCloseTo(-0.8, 12);
    expect(nudge(scales, handle, 'ArrowRight', { alt: true })?.x).toBeCloseTo(0.008, 12);
    expect(nudge(scales, handle, 'PageUp')?.x).toBeCloseTo(0.8, 12);
    expect(nudge(scales, handle, 'ArrowRight')?.y).toBe(1);
  });

  it('walks a logarithmic axis in equal factors', () => {
    const { scales, handle } = at(0, 1);
    expect(nudge(scales, handle, 'ArrowUp')?.y).toBeCloseTo(100 ** 0.01, 12);
    expect(nudge(scales, handle, 'ArrowDown', { shift: true })?.y).toBeCloseTo(100 ** -0.1, 12);
  });

  it('goes to the ends with home and end, and not beyond them', () => {
    const { scales, handle } = at(5.99, 1);
    expect(nudge(scales, handle, 'Home')?.x).toBe(-2);
    expect(nudge(scales, handle, 'End')?.x).toBe(6);
    expect(nudge(scales, handle, 'ArrowRight')?.x).toBe(6);
  });

  it('moves a handle of one axis by all four arrows, and leaves other keys alone', () => {
    const { scales, handle } = at(0, 1, 'x');
    expect(nudge(scales, handle, 'ArrowUp')).toEqual(nudge(scales, handle, 'ArrowRight'));
    expect(nudge(scales, handle, 'ArrowUp')?.y).toBe(1);
    const upright = at(0, 1, 'y');
    expect(nudge(upright.scales, upright.handle, 'End')).toEqual({ x: 0, y: 10, row: 0 });
    expect(nudge(scales, handle, 'Enter')).toBeUndefined();
    expect(nudge(scales, handle, 'toString')).toBeUndefined();
  });
});

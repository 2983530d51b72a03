// A curve in pixels: two columns through the scales, a gap wherever a point has no place.
import type { AxisScale } from './axis-scale.ts';
import { pxText } from './round.ts';

/** x0, y0, x1, y1, … in px; NaN, NaN lifts the pen. */
export function traceOf(xs: ArrayLike<number>, ys: ArrayLike<number>, x: AxisScale, y: AxisScale): Float32Array {
  const count = Math.min(xs.length, ys.length);
  const trace = new Float32Array(count * 2);
  for (let i = 0; i < count; i += 1) {
    const px = x.of(xs[i] as number);
    const py = y.of(ys[i] as number);
    const placed = Number.isFinite(px) && Number.isFinite(py);
    trace[2 * i] = placed ? px : Number.NaN;
    trace[2 * i + 1] = placed ? py : Number.NaN;
  }
  return trace;
}

/** Its SVG path data. A point with gaps on both sides is a line of no length: a dot, where ends are round. */
export function pathOf(trace: Float32Array): string {
  let d = '';
  let run = 0;
  for (let i = 0; i < trace.length; i += 2) {
    const px = trace[i] as number;
    if (Number.isNaN(px)) {
      if (run === 1) d += 'h0';
      run = 0;
      continue;
    }
    d += `${run > 0 ? 'L' : 'M'}${pxText(px)},${pxText(trace[i + 1] as number)}`;
    run += 1;
  }
  return run === 1 ? `${d}h0` : d;
}

/** Each run without a gap, closed down to `baseline`. */
export function areaOf(trace: Float32Array, baseline: number): string {
  let d = '';
  const base = pxText(baseline);
  for (let i = 0; i < trace.length; i += 2) {
    if (Number.isNaN(trace[i] as number)) continue;
    let end = i;
    let top = '';
    for (; end < trace.length && !Number.isNaN(trace[end] as number); end += 2) {
      top += `L${pxText(trace[end] as number)},${pxText(trace[end + 1] as number)}`;
    }
    if (end - i > 2) d += `M${pxText(trace[i] as number)},${base}${top}L${pxText(trace[end - 2] as number)},${base}Z`;
    i = end;
  }
  return d;
}

/** Each run without a gap, closed along the same run of another trace: where either has no place, neither is drawn. */
export function bandOf(trace: Float32Array, other: Float32Array): string {
  let d = '';
  const placed = (i: number) => i < trace.length && !Number.isNaN(trace[i] as number) && !Number.isNaN(other[i] as number);
  const at = (of: Float32Array, i: number) => `${pxText(of[i] as number)},${pxText(of[i + 1] as number)}`;
  for (let i = 0; i < trace.length; i += 2) {
    if (!placed(i)) continue;
    let end = i;
    while (placed(end)) end += 2;
    let there = '';
    let back = '';
    for (let k = i; k < end; k += 2) {
      there += `${k === i ? 'M' : 'L'}${at(trace, k)}`;
      back = `L${at(other, k)}${back}`;
    }
    if (end - i > 2) d += `${there}${back}Z`;
    i = end;
  }
  return d;
}

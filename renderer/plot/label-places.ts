// Where a label may sit: along a curve, around a point, beside a line across the plot. The cheapest comes out of placeLabels.
import type { Place } from './labels.ts';
import type { Rect } from './scene.ts';

/** Candidates a curve offers: enough to find a gap, few enough for every frame. */
const ALONG = 24;

const inside = (px: number, py: number, { x, y, width, height }: Rect) =>
  px >= x - 1 && px <= x + width + 1 && py >= y - 1 && py <= y + height + 1;

/** Around a point, at `away` px from it. */
export function around(x: number, y: number, away: number, cost = 0): Place[] {
  return [
    { x: x + away, y: y + 4, anchor: 'start', cost },
    { x: x + away * 0.7, y: y - away * 0.7, anchor: 'start', cost: cost + 1 },
    { x: x - away, y: y + 4, anchor: 'end', cost: cost + 2 },
    { x: x - away * 0.7, y: y - away * 0.7, anchor: 'end', cost: cost + 3 },
    { x, y: y - away, anchor: 'middle', cost: cost + 3 },
    { x, y: y + away + 8, anchor: 'middle', cost: cost + 4 },
    { x: x + away * 0.7, y: y + away * 0.7 + 8, anchor: 'start', cost: cost + 4 },
    { x: x - away * 0.7, y: y + away * 0.7 + 8, anchor: 'end', cost: cost + 5 },
    { x: x - away * 0.7, y: y - away * 1.4, anchor: 'end', cost: cost + 7 },
    { x: x + away * 0.7, y: y + away * 1.4 + 8, anchor: 'start', cost: cost + 7 },
  ];
}

/** Right of a line’s end, moved up or down where ends lie close. */
function atEnd(x: number, y: number): Place[] {
  return [0, -5, 5, -10, 10, -15, 15, -22, 22, -30, 30].map((shift) => ({
    x: x + 6,
    y: y + 4 + shift,
    anchor: 'start',
    cost: Math.abs(shift) / 3,
    end: y,
  }));
}

/** Px between the baselines of names in a column: as near as labels may come to each other. */
const LEADING = 15.5;

/**
 * Heights for names in a column, each as near to where it would be as its neighbours let it, in the same order: names that would
 * touch stand evenly about their common middle.
 */
export function spreadApart(heights: readonly number[], low: number, high: number): number[] {
  const order = heights.map((_, i) => i).sort((a, b) => (heights[a] as number) - (heights[b] as number));
  interface Pile {
    readonly members: readonly number[];
    readonly top: number;
  }
  const piles: Pile[] = [];
  const pileOf = (members: readonly number[]): Pile => {
    const middle = members.reduce((sum, i) => sum + (heights[i] as number), 0) / members.length;
    const tall = LEADING * (members.length - 1);
    return { members, top: Math.max(low, Math.min(high - tall, middle - tall / 2)) };
  };
  for (const i of order) {
    let pile = pileOf([i]);
    for (let above = piles.at(-1); above && above.top + LEADING * above.members.length > pile.top; above = piles.at(-1)) {
      piles.pop();
      pile = pileOf([...above.members, ...pile.members]);
    }
    piles.push(pile);
  }
  const spread: number[] = [];
  for (const { members, top } of piles) {
    members.forEach((i, k) => {
      spread[i] = top + LEADING * k;
    });
  }
  return spread;
}

/** Over the top of a hump, or at its shoulders. */
const overTop = (x: number, y: number): Place[] => [
  { x, y: y - 6, anchor: 'middle', cost: 4 },
  { x: x - 9, y: y + 4, anchor: 'end', cost: 5 },
  { x: x + 9, y: y + 4, anchor: 'start', cost: 5 },
  { x: x - 9, y: y + 18, anchor: 'end', cost: 6 },
  { x: x + 9, y: y + 18, anchor: 'start', cost: 6 },
  { x: x - 9, y: y - 6, anchor: 'end', cost: 8 },
  { x: x + 9, y: y - 6, anchor: 'start', cost: 8 },
];

/** How far, in px, a curve falls on both sides of its top where it is a hump, and what it costs a label to stand at its foot. */
const HUMP = 24;
const FOOT = 40;

/** Beside the curve on the side it bends away from; best at three quarters of its height, where a hump is most its own, or over its top. */
export function alongCurve(trace: Float32Array, inner: Rect): Place[] {
  const seen: number[] = [];
  let top = Number.POSITIVE_INFINITY;
  let peak = 0;
  let bottom = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < trace.length; i += 2) {
    const py = trace[i + 1] as number;
    if (!inside(trace[i] as number, py, inner)) continue;
    if (py < top) [top, peak] = [py, seen.length];
    seen.push(i);
    if (py > bottom) bottom = py;
  }
  const count = Math.min(ALONG, seen.length);
  const flat = bottom - top < 12;
  const heightAt = (at: number | undefined) => (at === undefined ? top : (trace[at + 1] as number));
  const hump = Math.min(heightAt(seen[0]), heightAt(seen.at(-1))) - top > HUMP;
  const places: Place[] = [];
  if (hump) places.push(...overTop(trace[seen[peak] as number] as number, top));
  for (let k = 0; k < count; k += 1) {
    const at = count === 1 ? 0 : Math.round((k * (seen.length - 1)) / (count - 1));
    const i = seen[at] as number;
    const before = seen[Math.max(0, at - 2)] as number;
    const after = seen[Math.min(seen.length - 1, at + 2)] as number;
    const [px, py] = [trace[i] as number, trace[i + 1] as number];
    const run = Math.abs((trace[after] as number) - (trace[before] as number));
    const rise = (trace[before + 1] as number) - (trace[after + 1] as number);
    const height = flat ? 0.75 : (bottom - py) / (bottom - top);
    const right = (px - inner.x) / inner.width;
    const cost = 16 * Math.abs(height - 0.75) + (flat ? 8 : 2) * (1 - right) + (hump && height < 0.2 ? FOOT : 0);
    if (Math.abs(rise) < run * 0.35) {
      places.push({ x: px, y: py - 6, anchor: 'middle', cost }, { x: px, y: py + 14, anchor: 'middle', cost: cost + 5 });
    } else if (rise < 0) {
      places.push({ x: px + 7, y: py - 1, anchor: 'start', cost }, { x: px - 7, y: py + 11, anchor: 'end', cost: cost + 5 });
    } else {
      places.push({ x: px - 7, y: py - 1, anchor: 'end', cost }, { x: px + 7, y: py + 11, anchor: 'start', cost: cost + 5 });
    }
  }
  const last = seen.at(-1);
  if (last !== undefined) places.push(...atEnd(trace[last] as number, trace[last + 1] as number).map((p) => ({ ...p, cost: p.cost - 4 })));
  return places.length > 0 ? places : [{ x: inner.x + inner.width - 6, y: inner.y + 14, anchor: 'end', cost: 20 }];
}

/** Beside a horizontal line at `y`: at its ends, else anywhere along it. */
export function besideRow(y: number, { x, width }: Rect): Place[] {
  return [y - 5, y + 12].flatMap((baseline, below): Place[] => [
    { x: x + 6, y: baseline, anchor: 'start', cost: 3 * below },
    { x: x + width - 4, y: baseline, anchor: 'end', cost: 1 + 3 * below },
    ...[0.3, 0.4, 0.5, 0.6, 0.7, 0.8].map((share): Place => ({ x: x + width * share, y: baseline, anchor: 'middle', cost: 3 + 3 * below })),
  ]);
}

/** Beside a vertical line at `x`. */
export function besideColumn(x: number, { y, height }: Rect): Place[] {
  const [top, bottom, middle] = [y + 10, y + height - 4, y + height / 2];
  return [top, bottom, middle].flatMap((baseline, i): Place[] => [
    { x: x + 5, y: baseline, anchor: 'start', cost: 2 * i },
    { x: x - 5, y: baseline, anchor: 'end', cost: 2 * i + 1 },
  ]);
}

/** Around a closed line, outside of it; best at its top. */
export function aroundRing(ring: Float32Array, inner: Rect): Place[] {
  const count = ring.length / 2;
  let [cx, cy] = [0, 0];
  for (let i = 0; i < ring.length; i += 2) {
    cx += (ring[i] as number) / count;
    cy += (ring[i + 1] as number) / count;
  }
  const places: Place[] = [];
  const every = Math.max(1, Math.floor(count / ALONG));
  for (let k = 0; k < count; k += every) {
    const [px, py] = [ring[2 * k] as number, ring[2 * k + 1] as number];
    if (!inside(px, py, inner)) continue;
    const [dx, dy] = [px - cx, py - cy];
    const away = Math.hypot(dx, dy) || 1;
    const cost = 4 + (4 * dy) / away;
    const y = py + (6 * dy) / away + 4;
    if (Math.abs(dx) > 0.4 * away) places.push({ x: px + 6 * Math.sign(dx), y, anchor: dx > 0 ? 'start' : 'end', cost });
    else places.push({ x: px, y: py + (dy > 0 ? 14 : -5), anchor: 'middle', cost });
  }
  return places;
}

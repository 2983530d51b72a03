// Lines of equal height of a grid; filled, a landscape: quiet bands with thin lines between them.
import { extent, quantileSorted, range } from 'd3-array';
import { type Grid, sameCells } from '../../../core/lab/result.ts';
import { landscapeColor, mixColors } from '../color-map.ts';
import { isoRings } from '../iso-rings.ts';
import { aroundRing } from '../label-places.ts';
import { LABEL_SIZE, type LabelWish, type Place } from '../labels.ts';
import { latticeOf } from '../lattice.ts';
import type { Levels, Memory } from '../memory.ts';
import { pxText } from '../round.ts';
import type { PathNode, Rect } from '../scene.ts';
import { inkColor, markColor } from '../theme.ts';
import { dashOf } from './line.ts';
import { gridOf, type MarkKind, type MarkOf } from './mark.ts';

type Rings = Levels['rings'][number];

const MOST = 12;
const PLACES = 24;

/** Strictly between the lowest and the highest finite value. */
function levelsOf(values: Float32Array, count: number, spacing: 'linear' | 'quantile'): number[] {
  if (spacing === 'quantile') {
    const sorted = Array.from(values.filter(Number.isFinite).sort());
    const found = range(1, count + 1).map((i) => quantileSorted(sorted, i / (count + 1)) as number);
    return [...new Set(found)].filter((level) => level > (sorted[0] as number));
  }
  const [low, high] = extent(values.filter(Number.isFinite)) as [number, number] | [undefined, undefined];
  if (low === undefined || low === high) return [];
  return range(1, count + 1).map((i) => low + ((high - low) * i) / (count + 1));
}

function levelsAt({ levels: known }: Memory, grid: Grid, { levels, spacing = 'linear' }: MarkOf<'contour'>): Levels {
  const alike = known.filter((one) => one.levels === levels && one.spacing === spacing);
  const found = alike.find((one) => one.grid.values === grid.values) ?? alike.find((one) => sameCells(one.grid, grid));
  if (found) {
    found.grid = grid;
    return found;
  }
  const rings = levelsOf(grid.values, levels, spacing).map((level) => isoRings(grid, level));
  const made: Levels = { grid, levels, spacing, rings, paths: new Map() };
  known.unshift(made);
  known.length = Math.min(known.length, MOST);
  return made;
}

function pathsAt({ rings, paths }: Levels, place: readonly [x0: number, xk: number, y0: number, yk: number]): readonly string[] {
  const key = place.join();
  const known = paths.get(key) ?? rings.map((of) => ringsPath(of, ...place));
  if (!paths.has(key) && paths.size >= PLACES) paths.clear();
  paths.set(key, known);
  return known;
}

export const contour: MarkKind<'contour'> = {
  reach({ grid: name }, result) {
    const grid = gridOf(result, name);
    return grid ? { x: [grid.xDomain], y: [grid.yDomain], fills: true } : {};
  },
  draw(mark, { result, x, y, inner, theme, index, memory }) {
    const grid = gridOf(result, mark.grid);
    if (!grid) return { nodes: [] };
    const lattice = latticeOf(grid, x, y);
    const [x0, xk] = [lattice.x(0), lattice.x(1) - lattice.x(0)];
    const [y0, yk] = [lattice.y(0), lattice.y(1) - lattice.y(0)];
    const level = levelsAt(memory, grid, mark);
    const paths = pathsAt(level, [x0, xk, y0, yk]);
    const shared = mark.term ? { term: mark.term } : {};
    const count = paths.length;
    const bands = paths.flatMap((d, i): PathNode[] => {
      if (d === '') return [];
      if (!mark.filled)
        return [{ kind: 'path', d, stroke: { color: markColor(theme, mark.hue), width: 1.25, ...dashOf(mark.dash) }, ...shared }];
      const fill = landscapeColor(theme, (i + 1) / count);
      return [{ kind: 'path', d, fill, stroke: { color: mixColors(fill, markColor(theme, mark.hue), 0.3), width: 0.6 }, ...shared }];
    });
    const whole = `M${inner.x},${inner.y}h${inner.width}v${inner.height}h${-inner.width}Z`;
    const ground: PathNode[] = mark.filled ? [{ kind: 'path', d: whole, fill: landscapeColor(theme, 0), ...shared }] : [];
    const closed = (ring: Float32Array): Float32Array => {
      const px = new Float32Array(ring.length + 2);
      for (let i = 0; i < px.length; i += 2) {
        const from = i % ring.length;
        px[i] = x0 + (ring[from] as number) * xk;
        px[i + 1] = y0 + (ring[from + 1] as number) * yk;
      }
      return px;
    };
    const traces = mark.filled ? [] : level.rings.flatMap((rings) => rings.map(closed));
    const label: LabelWish[] = mark.label
      ? [
          {
            text: mark.label,
            fill: inkColor(theme, mark.hue),
            weight: 600,
            mark: index,
            inside: true,
            places: labelPlaces(level.rings, closed, inner),
            ...shared,
          },
        ]
      : [];
    return { nodes: [...ground, ...bands], traces, labels: label };
  },
};

function ringsPath(rings: Rings, x0: number, xk: number, y0: number, yk: number): string {
  let d = '';
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      d += `${i === 0 ? 'M' : 'L'}${pxText(x0 + (ring[i] as number) * xk)},${pxText(y0 + (ring[i + 1] as number) * yk)}`;
    }
    d += 'Z';
  }
  return d;
}

/** Around the outermost line, else at the corner. */
function labelPlaces(rings: readonly Rings[], closed: (ring: Float32Array) => Float32Array, inner: Rect): readonly Place[] {
  const places = (rings[0] ?? []).flatMap((ring) => aroundRing(closed(ring), inner));
  return places.length > 0 ? places : [{ x: inner.x + 8, y: inner.y + LABEL_SIZE + 4, anchor: 'start', cost: 0 }];
}

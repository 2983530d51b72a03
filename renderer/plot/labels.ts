// Labels sit at what they name, and on nothing else: each takes the cheapest of its places, in two rounds, always the same way.
import { round } from './round.ts';
import type { Rect, TextNode } from './scene.ts';
import { textWidth } from './text-width.ts';

/** A place for a label, and what it costs to be there when nothing is in the way (0 is best, 20 is poor). */
export interface Place {
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly anchor: TextNode['anchor'];
  readonly cost: number;
  /** At the end of a curve: the height of the end, in px. Labels keep the order of the ends they name. */
  readonly end?: number;
}

export interface LabelWish {
  readonly text: string;
  readonly fill: string;
  readonly weight: 400 | 600;
  readonly term?: string;
  readonly opacity?: number;
  /** The mark it names: its own curve disturbs less than another. */
  readonly mark: number;
  /** At least one. */
  readonly places: readonly Place[];
  /** Set where it must lie within the data’s rectangle; otherwise it may lie in the margin. */
  readonly inside?: boolean;
  /** It lies on a cloud of dots, which is no obstacle. */
  readonly clouded?: boolean;
}

export interface Obstacles {
  /** The whole picture. */
  readonly frame: Rect;
  readonly inner: Rect;
  /** What no label may touch: handles, the axes’ texts. */
  readonly solid: readonly Rect[];
  /** By mark: its curves. */
  readonly traces: readonly { readonly mark: number; readonly trace: Float32Array }[];
  /** By mark: its bars and dots. */
  readonly boxes: readonly { readonly mark: number; readonly box: Rect }[];
  readonly gridlines: readonly Float32Array[];
  /** The colour of the ground. */
  readonly ground: string;
}

export const LABEL_SIZE = 11;
const CELL = 4;
/** Bits of the cells that no mark owns: gridlines, which a label may cross at little cost. */
const GRID = 1 << 29;
const bitOf = (mark: number) => 1 << (mark % 29);
const COLLISION = 400;
const OUTSIDE = 300;
/** A label that costs more than this looks for a place anywhere. */
const POOR = 60;
const SWAPPED = 40;
/** Up to this a label lies well. */
const GOOD = 8;
/** From this much under it on, a label stands out by a halo. */
const HALO = 6;

export const boxOf = (text: string, weight: 400 | 600, { x, y, anchor }: Omit<Place, 'cost'>, size = LABEL_SIZE): Rect => {
  const width = textWidth(text, size, weight);
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { x: left - 1, y: y - size * 0.82, width: width + 2, height: size * 1.1 };
};

const overlap = (a: Rect, b: Rect, gap = 0): number => {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) + gap;
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) + gap;
  return across > 0 && down > 0 ? across * down : 0;
};

const beyond = (box: Rect, bounds: Rect): number =>
  Math.max(0, bounds.x - box.x) +
  Math.max(0, bounds.y - box.y) +
  Math.max(0, box.x + box.width - bounds.x - bounds.width) +
  Math.max(0, box.y + box.height - bounds.y - bounds.height);

/** Which marks run through which cell, as bits: one look instead of one a point. */
class Occupancy {
  readonly columns: number;
  readonly rows: number;
  readonly cells: Uint32Array;

  constructor({ frame, traces, boxes, gridlines }: Obstacles) {
    this.columns = Math.ceil((frame.x + frame.width) / CELL) + 1;
    this.rows = Math.ceil((frame.y + frame.height) / CELL) + 1;
    this.cells = new Uint32Array(this.columns * this.rows);
    for (const { mark, trace } of traces) this.line(trace, bitOf(mark));
    for (const trace of gridlines) this.line(trace, GRID);
    for (const { mark, box } of boxes) this.box(box, bitOf(mark));
  }

  private set(px: number, py: number, bit: number) {
    const column = Math.floor(px / CELL);
    const row = Math.floor(py / CELL);
    if (column < 0 || row < 0 || column >= this.columns || row >= this.rows) return;
    const at = row * this.columns + column;
    this.cells[at] = (this.cells[at] as number) | bit;
  }

  private line(trace: Float32Array, bit: number) {
    const far = CELL * (this.columns + this.rows);
    for (let i = 0; i + 1 < trace.length; i += 2) {
      const px = trace[i] as number;
      const py = trace[i + 1] as number;
      if (Number.isNaN(px)) continue;
      this.set(px, py, bit);
      if (i === 0 || Number.isNaN(trace[i - 2] as number)) continue;
      const [dx, dy] = [px - (trace[i - 2] as number), py - (trace[i - 1] as number)];
      const length = Math.abs(dx) + Math.abs(dy);
      const between = length > far ? 0 : Math.floor(length / CELL);
      for (let k = 1; k <= between; k += 1) this.set(px - (dx * k) / (between + 1), py - (dy * k) / (between + 1), bit);
    }
  }

  private box(box: Rect, bit: number) {
    for (let y = Math.max(0, box.y); y < Math.min(box.y + box.height, this.rows * CELL); y += CELL) {
      for (let x = Math.max(0, box.x); x < Math.min(box.x + box.width, this.columns * CELL); x += CELL) this.set(x, y, bit);
    }
  }

  /**
   * What it costs to write over the box: a cell of another mark 5, of its own 3; and 12 where another mark runs close by and
   * its own does not, for then it seems to name that one. Gives up counting beyond `budget`.
   */
  under(box: Rect, own: number, budget: number): number {
    const bit = bitOf(own);
    const [left, right] = [Math.floor(box.x / CELL), Math.floor((box.x + box.width) / CELL)];
    const [top, bottom] = [Math.floor(box.y / CELL), Math.floor((box.y + box.height) / CELL)];
    let cost = 0;
    let near = 0;
    for (let row = Math.max(0, top - 1); row <= Math.min(this.rows - 1, bottom + 1); row += 1) {
      const covered = row >= top && row <= bottom;
      for (let column = Math.max(0, left - 1); column <= Math.min(this.columns - 1, right + 1); column += 1) {
        const cell = this.cells[row * this.columns + column] as number;
        if (cell === 0) continue;
        near |= cell;
        if (covered && column >= left && column <= right) cost += cell === GRID ? 1 : (cell & ~bit & ~GRID) !== 0 ? 5 : 3;
      }
      if (cost > budget) return cost;
    }
    return (near & ~bit & ~GRID) !== 0 && (near & bit) === 0 ? cost + 12 : cost;
  }
}

interface Layout {
  readonly places: readonly Place[];
  readonly cost: number;
}

/** Each wish in turn takes what is cheapest beside those that already have a place; then all choose once more. */
function layout(
  wishes: readonly LabelWish[],
  order: readonly number[],
  obstacles: Obstacles,
  occupancy: Occupancy,
  latticeFor: (wish: number) => Float64Array,
): Layout {
  const taken: (Rect | undefined)[] = wishes.map(() => undefined);
  const places: Place[] = [];
  const costs: number[] = [];

  const costOf = (wish: LabelWish, self: number, place: Place, budget: number): number => {
    const box = boxOf(wish.text, wish.weight, place);
    const outside = beyond(box, wish.inside ? obstacles.inner : obstacles.frame);
    let cost = place.cost + (outside > 0 ? OUTSIDE + 4 * outside : 0);
    for (let i = 0; i < taken.length && cost < budget; i += 1) {
      const other = taken[i];
      const area = other && i !== self ? overlap(box, other, 3) : 0;
      if (area > 0) cost += COLLISION + area;
      const beside = i !== self && other ? places[i] : undefined;
      if (place.end !== undefined && beside?.end !== undefined && (place.end - beside.end) * (place.y - beside.y) < 0) cost += SWAPPED;
    }
    for (let i = 0; i < obstacles.solid.length && cost < budget; i += 1) {
      const area = overlap(box, obstacles.solid[i] as Rect, 1);
      if (area > 0) cost += COLLISION + area;
    }
    return cost < budget ? cost + occupancy.under(box, wish.mark, budget - cost) : cost;
  };

  const choose = (wish: LabelWish, self: number) => {
    let best = wish.places[0] as Place;
    let lowest = Number.POSITIVE_INFINITY;
    const consider = (place: Place) => {
      if (place.cost >= lowest) return;
      const cost = costOf(wish, self, place, lowest);
      if (cost < lowest) [best, lowest] = [place, cost];
    };
    wish.places.forEach(consider);
    if (lowest > POOR) for (const place of placesBelow(latticeFor(self), lowest)) consider(place);
    places[self] = best;
    costs[self] = lowest;
    taken[self] = boxOf(wish.text, wish.weight, best);
  };

  for (let pass = 0; pass < 2; pass += 1) for (const self of order) choose(wishes[self] as LabelWish, self);
  return { places, cost: costs.reduce((sum, cost) => sum + cost, 0) };
}

/** What a place anywhere costs, and what each px does that it lies away from the nearest of the label’s own. */
const ANYWHERE = 40;
const AWAY = 1.5;

/** A lattice over the picture: x, y, and the square of how far the nearest of the label’s own places is, one after another. */
function latticeOf(wish: LabelWish, { frame, inner }: Obstacles): Float64Array {
  const bounds = wish.inside ? inner : frame;
  const width = textWidth(wish.text, LABEL_SIZE, wish.weight);
  const [across, down] = [Math.max(12, bounds.width / 40), Math.max(9, bounds.height / 30)];
  const own = new Float64Array(2 * wish.places.length);
  wish.places.forEach((place, i) => {
    own[2 * i] = place.x - width / 2;
    own[2 * i + 1] = place.y;
  });
  const lattice: number[] = [];
  for (let y = bounds.y + LABEL_SIZE + 1; y <= bounds.y + bounds.height - 3; y += down) {
    for (let x = bounds.x + 3; x + width <= bounds.x + bounds.width - 2; x += across) {
      let square = Number.POSITIVE_INFINITY;
      for (let i = 0; i < own.length; i += 2) {
        const dx = x - (own[i] as number);
        const dy = y - (own[i + 1] as number);
        square = Math.min(square, dx * dx + dy * dy);
      }
      lattice.push(x, y, square);
    }
  }
  return Float64Array.from(lattice);
}

/** Its places that cost less than `limit`, the cheapest first. */
function placesBelow(lattice: Float64Array, limit: number): Place[] {
  const far = ((limit - ANYWHERE) / AWAY) ** 2;
  const places: Place[] = [];
  for (let i = 0; i < lattice.length; i += 3) {
    const square = lattice[i + 2] as number;
    if (square < far) {
      places.push({ x: lattice[i] as number, y: lattice[i + 1] as number, anchor: 'start', cost: ANYWHERE + AWAY * Math.sqrt(square) });
    }
  }
  return places.sort((a, b) => a.cost - b.cost);
}

/**
 * During a drag: each label at the nearest of its places to where it stood, so that it goes along and does not leap; but upon no other label,
 * no axis’ text, nor beyond the picture, as long as one of its places is free.
 */
function placesNear(
  wishes: readonly LabelWish[],
  stood: readonly TextNode[],
  { frame, inner, solid }: Obstacles,
): readonly Place[] | undefined {
  if (wishes.length !== stood.length || wishes.some(({ text }, i) => text !== stood[i]?.text)) return undefined;
  const taken: Rect[] = [...solid];
  return wishes.map(({ text, weight, places, inside }, i) => {
    const { x, y, anchor } = stood[i] as TextNode;
    let best = places[0] as Place;
    let lowest = Number.POSITIVE_INFINITY;
    for (const place of places) {
      const away = Math.hypot(place.x - x, place.y - y) + (place.anchor === anchor ? 0 : 30);
      if (away >= lowest) continue;
      const box = boxOf(text, weight, place);
      const hidden = taken.reduce((area, other) => area + overlap(box, other, 1), 0);
      const outside = beyond(box, inside ? inner : frame);
      const cost = away + (hidden > 0 ? COLLISION + hidden : 0) + (outside > 0 ? OUTSIDE + 4 * outside : 0);
      if (cost < lowest) [best, lowest] = [place, cost];
    }
    taken.push(boxOf(text, weight, best));
    return best;
  });
}

/** Each wish at its place, in their order; none is left out. `stood` are the labels of the scene before, while something is dragged. */
export function placeLabels(wishes: readonly LabelWish[], obstacles: Obstacles, stood?: readonly TextNode[]): TextNode[] {
  if (wishes.length === 0) return [];
  const near = stood && placesNear(wishes, stood, obstacles);
  const text = ({ text, fill, weight, term, opacity, clouded }: LabelWish, { x, y, anchor }: Place, halo: boolean): TextNode => ({
    kind: 'text',
    x: round(x),
    y: round(y),
    text,
    size: LABEL_SIZE,
    weight,
    anchor,
    fill,
    ...((halo || clouded) && { halo: obstacles.ground }),
    ...(term && { term }),
    ...(opacity !== undefined && { opacity }),
  });
  if (near) return wishes.map((wish, i) => text(wish, near[i] as Place, stood[i]?.halo !== undefined));
  const occupancy = new Occupancy(obstacles);
  const order = wishes.map((_, i) => i);
  const lattices: (Float64Array | undefined)[] = [];
  const latticeFor = (i: number) => {
    const lattice = lattices[i] ?? latticeOf(wishes[i] as LabelWish, obstacles);
    lattices[i] = lattice;
    return lattice;
  };
  const first = layout(wishes, order, obstacles, occupancy, latticeFor);
  // Who chooses last chooses worst: where that cost something, the other way round may be better.
  const last = first.cost > GOOD * wishes.length ? layout(wishes, order.reverse(), obstacles, occupancy, latticeFor) : first;
  const { places } = last.cost < first.cost - 1 ? last : first;
  return wishes.map((wish, i) => {
    const place = places[i] as Place;
    return text(wish, place, occupancy.under(boxOf(wish.text, wish.weight, place), wish.mark, Number.POSITIVE_INFINITY) >= HALO);
  });
}

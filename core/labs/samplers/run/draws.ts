// The draws that are kept: of every chain as many, at even distances; when there is no room left every other one goes.

/** Numbers of all chains at once: draw i of chain c at positions[(i·chains + c)·d … + d). */
export interface Draws {
  readonly chains: number;
  readonly dimension: number;
  positions: Float64Array;
  /** ε at each draw, and the step it was taken at. */
  stepSizes: Float64Array;
  steps: Float64Array;
  count: number;
  /** Every how many offered draws one is kept. */
  stride: number;
  /** Draws offered since burn-in. */
  offered: number;
}

/** Draws kept of all chains together, at least 64 a chain. */
const ROOM = 8192;

export function emptyDraws(chains: number, dimension: number): Draws {
  const room = Math.max(64, Math.min(4096, Math.floor(ROOM / chains)));
  return {
    chains,
    dimension,
    positions: new Float64Array(room * chains * dimension),
    stepSizes: new Float64Array(room),
    steps: new Float64Array(room),
    count: 0,
    stride: 1,
    offered: 0,
  };
}

/** Takes a draw of every chain, if it is its turn. */
export function offerDraw(draws: Draws, positions: Float64Array, stepSize: number, step: number): void {
  const turn = draws.offered % draws.stride === 0;
  draws.offered += 1;
  if (!turn) return;
  const width = positions.length;
  if (draws.count === draws.steps.length) {
    draws.count = Math.floor((draws.count + 1) / 2);
    for (let i = 1; i < draws.count; i += 1) {
      draws.positions.copyWithin(i * width, 2 * i * width, (2 * i + 1) * width);
      draws.stepSizes[i] = draws.stepSizes[2 * i] as number;
      draws.steps[i] = draws.steps[2 * i] as number;
    }
    draws.stride *= 2;
    if ((draws.offered - 1) % draws.stride !== 0) return;
  }
  draws.positions.set(positions, draws.count * width);
  draws.stepSizes[draws.count] = stepSize;
  draws.steps[draws.count] = step;
  draws.count += 1;
}

/** The first `count` draws of one coordinate, an array a chain. */
export function coordinateOf({ positions, chains, dimension }: Draws, coordinate: number, count: number): Float64Array[] {
  return Array.from({ length: chains }, (_, c) =>
    Float64Array.from({ length: count }, (_, i) => positions[(i * chains + c) * dimension + coordinate] as number),
  );
}

/**
 * The count as of which slow numbers are worked out: the largest below `count` on a ladder whose rungs lie a tenth apart, so that
 * they cost little in all and do not depend on when one looks.
 */
export function rungBelow(count: number): number {
  let rung = 16;
  if (count < rung) return count;
  for (;;) {
    const next = Math.ceil(rung * 1.1);
    if (next > count) return rung;
    rung = next;
  }
}

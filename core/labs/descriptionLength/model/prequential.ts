// Predictions that learn as they go: each block of targets is sent by a network that has learnt only from those before it, so that nothing has to be
// said of weights (Dawid 1984; in blocks, Blier and Ollivier 2018).
import { expectedOutputs, type NoisyShape } from '../../../inference/variational/noisy-network.ts';
import { log } from '../../../math/elementary.ts';
import { LOG_2PI } from '../../../math/special.ts';
import { type Cases, type LearnerOptions, learnt, type Progress } from './noisy-learner.ts';
import { bits } from './terms.ts';

/** A network that has learnt from the first of the cases, and sends the block after them. */
export interface Forerunner {
  readonly before: Cases;
  readonly block: Cases;
  readonly progress: Progress;
}

export interface Prequential {
  /** The first block, before which there is nothing to learn from. */
  readonly first: Cases;
  readonly forerunners: readonly Forerunner[];
}

const FIRST = 4;

/** Ends of blocks, each as long as all before it, the first of at most four cases. */
export function doublingEnds(count: number): readonly number[] {
  const ends = [count];
  for (let end = count; end > FIRST; ) {
    end = Math.floor(end / 2);
    ends.unshift(end);
  }
  return ends;
}

const part = ({ x, y, width }: Cases, { inputs, outputs = 1 }: NoisyShape, from: number, to: number): Cases => ({
  x: x.subarray(from * inputs, to * inputs),
  y: y.subarray(from * outputs, to * outputs),
  width,
});

/** Networks that begin alike, by `begin`, one before each block but the first. */
export function beginPrequential(
  shape: NoisyShape,
  cases: Cases,
  ends: readonly number[],
  begin: (before: Cases) => Progress,
): Prequential {
  const forerunners = ends.slice(0, -1).map((end, b) => {
    const before = part(cases, shape, 0, end);
    return { before, block: part(cases, shape, end, ends[b + 1] as number), progress: begin(before) };
  });
  return { first: part(cases, shape, 0, ends[0] as number), forerunners };
}

/** Each of the networks one update further. */
export const prequentialLearnt = (options: LearnerOptions, { first, forerunners }: Prequential): Prequential => ({
  first,
  forerunners: forerunners.map((each) => ({ ...each, progress: learnt(options, each.progress, each.before) })),
});

/**
 * Bits of the targets, each under N(mean output, noise²) of its network. The first block is sent with weights at 0, under the noise where it is
 * known, and that of targets of which nothing is known, 1, where it is learnt.
 */
export function prequentialBits({ shape, noise, learnNoise }: LearnerOptions, { first, forerunners }: Prequential): number {
  const costOf = ({ y, width }: Cases, sd: number, output: (n: number) => number): number =>
    y.reduce((nats, each, n) => nats + 0.5 * (LOG_2PI + ((each - output(n)) / sd) ** 2) + log(sd) - log(width), 0);
  const begun = costOf(first, learnNoise ? 1 : noise, () => 0);
  return bits(
    forerunners.reduce((nats, { block, progress: { standing } }) => {
      const { outputs } = expectedOutputs(shape, standing.belief, block.x);
      return nats + costOf(block, standing.belief.noise, (n) => outputs[n] as number);
    }, begun),
  );
}

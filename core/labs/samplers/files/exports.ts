// Draws as other tools read them: CSV, NumPy's .npz, and JSON in the layout of ArviZ' InferenceData.
import { exactJson } from '../../../base/exact-json.ts';
import { npzOf } from '../../../io/npy.ts';
import type { ExportedFile } from '../../../lab/lab.ts';
import type { SamplersState } from '../run/state.ts';
import { variableNames } from './variable-names.ts';

declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };

const textFile = (name: string, type: string, text: string): ExportedFile => ({ name, type, bytes: new TextEncoder().encode(text) });

/** The kept draws of one coordinate as chains of draws. */
function chainsOf({ main: { draws } }: SamplersState, coordinate: number): number[][] {
  const { chains, count, dimension, positions } = draws;
  return Array.from({ length: chains }, (_, c) =>
    Array.from({ length: count }, (_, i) => positions[(i * chains + c) * dimension + coordinate] as number),
  );
}

/** A row a draw: chain and draw from 0, the step it was taken at, ε then, and θ. */
export function drawsCsv(state: SamplersState): readonly ExportedFile[] {
  const { chains, count, dimension, positions, steps, stepSizes } = state.main.draws;
  const lines = [['chain', 'draw', 'step', 'step_size', ...variableNames(state.problem.names)].join()];
  for (let c = 0; c < chains; c += 1) {
    for (let i = 0; i < count; i += 1) {
      const from = (i * chains + c) * dimension;
      lines.push([c, i, steps[i], stepSizes[i], ...positions.subarray(from, from + dimension)].join());
    }
  }
  return [textFile('draws.csv', 'text/csv', `${lines.join('\n')}\n`)];
}

/** theta (chain, draw, coordinate), step and step_size (draw), truth as mean and variance where it is known. */
export function drawsNpz(state: SamplersState): readonly ExportedFile[] {
  const { chains, count, dimension, positions, steps, stepSizes } = state.main.draws;
  const theta = new Float64Array(chains * count * dimension);
  for (let c = 0; c < chains; c += 1) {
    for (let i = 0; i < count; i += 1) {
      const from = (i * chains + c) * dimension;
      theta.set(positions.subarray(from, from + dimension), (c * count + i) * dimension);
    }
  }
  const truth = state.problem.truth(state.values.temperature);
  const bytes = npzOf({
    theta: { shape: [chains, count, dimension], values: theta },
    step: { shape: [count], values: steps.slice(0, count) },
    step_size: { shape: [count], values: stepSizes.slice(0, count) },
    ...(truth && {
      mean: { shape: [dimension], values: truth.means },
      variance: { shape: [dimension], values: truth.variances },
    }),
  });
  return [{ name: 'draws.npz', type: 'application/zip', bytes }];
}

/** InferenceData as `arviz.from_json` reads it: posterior and sample_stats, every variable by chain and draw. */
export function drawsArviz(state: SamplersState): readonly ExportedFile[] {
  const { main, seed, values } = state;
  const { chains, count, stepSizes } = main.draws;
  const posterior = Object.fromEntries(variableNames(state.problem.names).map((name, i) => [name, chainsOf(state, i)]));
  const stepSize = Array.from({ length: chains }, () => Array.from(stepSizes.subarray(0, count)));
  const document = {
    posterior,
    sample_stats: { step_size: stepSize },
    posterior_attrs: { inference_library: 'free-energy-lab', sampler: main.name, seed, temperature: values.temperature },
  };
  return [textFile('draws-arviz.json', 'application/json', `${exactJson(document)}\n`)];
}

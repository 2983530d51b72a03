// All that the next step needs, as one file: parameters, Adam’s moments, what was seen on the way. A run goes on from it bit for bit.
import { exactJson } from '../../io/json.ts';
import { readSafetensors, safetensorsOf } from '../../io/safetensors.ts';
import { InputError } from '../../lab/input-error.ts';
import type { Start } from '../../lab/lab.ts';
import { codeVariances, complexityByLatent } from '../../nets/evaluation.ts';
import type { Terms } from '../../nets/objective.ts';
import { weightsOf } from '../../nets/parameters.ts';
import { modelIn } from './model-file.ts';
import type { VaeValues } from './params.ts';
import { begin, type Entry, type Survey, type VaeState } from './state.ts';

const FORMAT = 'free-energy-lab/vae-checkpoint';

/** What is plain JSON of a state. */
interface Plain extends Pick<VaeState, 'step' | 'epoch' | 'inEpoch' | 'seen' | 'sums' | 'last' | 'beta'> {
  readonly time: number;
  readonly evaluation: Terms;
  readonly survey: Survey;
  readonly entries: readonly (Omit<Entry, 'complexities'> & { readonly complexities: readonly number[] })[];
}

export function writeCheckpoint(state: VaeState): Uint8Array<ArrayBuffer> {
  const { networks, adam, evaluation, survey, entries, step, epoch, inEpoch, seen, sums, last, beta } = state;
  const { time, moments } = adam.state();
  const { accuracy, priorEnergy, entropy, codes } = evaluation;
  const weights = Object.entries(weightsOf(networks.parameters));
  const plain: Plain = {
    step,
    epoch,
    inEpoch,
    seen,
    sums,
    last,
    beta,
    time,
    evaluation: { accuracy, priorEnergy, entropy },
    survey,
    entries: entries.map((entry) => ({ ...entry, complexities: Array.from(entry.complexities) })),
  };
  const vector = (name: string, values: Float32Array) => ({ name, shape: [values.length], values });
  return safetensorsOf({
    tensors: [
      ...weights.map(([name, one]) => ({ name, ...one })),
      ...moments.map((values, i) => vector(`adam/${i}`, values)),
      vector('codes/means', codes.means),
      vector('codes/logVariances', codes.logVariances),
    ],
    metadata: { format: FORMAT, state: exactJson(plain) },
  });
}

/** The state that a checkpoint of the same lab, values, seed and data stands for. Throws InputError. */
export async function readCheckpoint(bytes: Uint8Array, values: VaeValues, start: Start): Promise<VaeState> {
  const file = readSafetensors('checkpoint', bytes);
  if (file.metadata.format !== FORMAT) throw new InputError('checkpoint', FORMAT, file.metadata.format ?? 'a file of another kind');
  const plain = JSON.parse(file.metadata.state ?? '{}') as Plain;
  const named = (name: string, length?: number): Float32Array => {
    const found = file.tensors.find((tensor) => tensor.name === name)?.values;
    if (!found || (length !== undefined && found.length !== length))
      throw new InputError(
        'checkpoint',
        `${name}${length === undefined ? '' : ` of ${length} numbers`}`,
        found ? String(found.length) : 'a file without it',
      );
    return found;
  };
  return begin(values, start, {
    weights: (architecture) => modelIn(file, architecture),
    resume: (state) => {
      const sizes = Object.values(state.networks.parameters).flatMap(({ size }) => [size, size]);
      state.adam.restore({ time: plain.time, moments: sizes.map((size, i) => named(`adam/${i}`, size)) });
      const codes = { means: named('codes/means'), logVariances: named('codes/logVariances') };
      const k = state.networks.architecture.latentDimension;
      const { time: _, evaluation, entries, ...rest } = plain;
      Object.assign(state, rest, {
        evaluation: { ...evaluation, codes, complexities: complexityByLatent(codes, k), variances: codeVariances(codes, k) },
      });
      state.entries.splice(
        0,
        state.entries.length,
        ...entries.map((entry) => ({ ...entry, complexities: Float64Array.from(entry.complexities) })),
      );
      return state;
    },
  });
}

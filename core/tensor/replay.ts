// A step of tensors that is taken many times over with other numbers: by TensorFlow.js once, then from its recording.
import { labBackend } from './backend.ts';
import { type Recording, record } from './recording.ts';
import { keep, type Tensor, tensor, tidy, type Variable } from './tf.ts';

/** Numbers by rows. */
export interface Values {
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

export interface Replay {
  /**
   * What `step` makes of tensors of these numbers and of the variables. It is called where no recording serves: at first, with another `key`, other
   * shapes, a variable that has been assigned, or where it reads numbers on the way. All else that its operations depend on must be in `key`;
   * constants are taken to be the same. The results are the replay’s own: they are the next call’s to change, and not to be disposed of.
   */
  run(key: string, inputs: readonly Values[], step: (...tensors: Tensor[]) => readonly Tensor[]): readonly Tensor[];
  /** How many calls were served by a recording. */
  readonly replayed: () => number;
  dispose(): void;
}

interface Taken {
  readonly asked: string;
  readonly inputs: readonly Tensor[];
  readonly results: readonly Tensor[];
  readonly recording: Recording | undefined;
  /** Where the variables’ numbers were. */
  readonly places: readonly Place[];
}

interface Place {
  readonly dataId: object;
  readonly address: number;
}

/** A replay of steps that change no tensor but their own; of `variables` only the numbers may change between them. */
export function createReplay(variables: readonly Variable[]): Replay {
  let taken: Taken | undefined;
  let replayed = 0;

  const placesOf = () => variables.map((variable): Place => ({ dataId: variable.dataId, address: labBackend().addressOf(variable) }));
  const forget = () => {
    for (const each of [...(taken?.inputs ?? []), ...(taken?.results ?? [])]) each.dispose();
    taken?.recording?.dispose();
    taken = undefined;
  };
  /** Whether the last step’s recording has served these numbers. */
  const again = (asked: string, inputs: readonly Values[]): boolean => {
    if (!taken?.recording || taken.asked !== asked) return false;
    const { places } = taken;
    if (!placesOf().every(({ dataId, address }, i) => dataId === places[i]?.dataId && address === places[i]?.address)) return false;
    const lab = labBackend();
    for (const [i, { values }] of inputs.entries()) {
      const input = taken.inputs[i] as Tensor;
      lab.kernels.heap.floats(lab.addressOf(input), input.size).set(values);
    }
    return taken.recording.replay();
  };

  return {
    run(key, numbers, step) {
      const asked = JSON.stringify([key, numbers.map(({ shape }) => shape)]);
      if (again(asked, numbers)) {
        replayed += 1;
        return (taken as Taken).results;
      }
      // What could not be recorded once cannot be a second time.
      const hopeless = taken?.asked === asked && !taken.recording;
      forget();
      const lab = labBackend();
      const places = placesOf();
      const inputs = numbers.map(({ values, shape }) => keep(tensor(values, [...shape], 'float32')));
      for (const input of inputs) lab.addressOf(input);
      const results: Tensor[] = [];
      const whole = () => void tidy(() => void results.push(...step(...inputs).map((each) => keep(each))));
      taken = { asked, inputs, results, recording: undefined, places };
      try {
        taken = { ...taken, recording: hopeless ? whole() : record(lab, variables, whole) };
      } catch (error) {
        forget();
        throw error;
      }
      return results;
    },
    replayed: () => replayed,
    dispose: forget,
  };
}

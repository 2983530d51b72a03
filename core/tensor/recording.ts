// A step written down while it is taken for the first time, and taken again without TensorFlow.js’ bookkeeping: the same jobs on the same places.
import type { Work } from '../compression/work.ts';
import type { LabBackend } from './backend.ts';
import { WORDS } from './kernels.ts';
import { engine, keep, type Tensor, type TensorInfo } from './tf.ts';

export interface Recording {
  /** Takes the step again, unless something is not as it was expected: then nothing is done. */
  replay(): boolean;
  /** Gives the memory back that belongs to it: all that the step worked in. */
  dispose(): void;
}

/** Jobs that stand one after the other: the number of the first, and how many. */
interface Run {
  readonly first: number;
  count: number;
}

/**
 * Does `step` and writes it down; undefined if it reads numbers on the way. What it frees stays as it is while the recording lives: places are
 * written again at each replay, constants are not. Of `variables`, which change in place, no copy is held.
 */
export function record(lab: LabBackend, variables: readonly TensorInfo[], step: () => void): Recording | undefined {
  const { kernels } = lab;
  const { heap } = kernels;
  const words: number[] = [];
  const order: (Run | (() => void))[] = [];
  const expected: (() => boolean)[] = [];
  const counts: ((work: Work) => void)[] = [];
  const tensors: Tensor[] = [];
  const own = new Set(variables.map(({ dataId }) => dataId));
  let refused = false;

  const retain = (info: TensorInfo) => {
    if (own.has(info.dataId)) return;
    lab.incRef(info.dataId);
    tensors.push(keep(engine().makeTensorFromTensorInfo(info, lab)));
  };
  const hold = heap.hold();
  const release = () => {
    for (const tensor of tensors.splice(0)) tensor.dispose();
    hold.release();
  };
  kernels.recorder = {
    job(block, parts) {
      const last = order.at(-1);
      if (typeof last === 'object') last.count += 1;
      else order.push({ first: words.length / WORDS, count: 1 });
      for (let i = 0; i < WORDS - 1; i += 1) words.push(block[i] as number);
      words.push(parts);
    },
    plain(inputs, outputs, again) {
      for (const info of [...inputs, ...outputs]) retain(info);
      for (const info of outputs) lab.takeAsDense(info);
      order.push(() => {
        for (const [i, info] of again().entries()) lab.replace(outputs[i] as TensorInfo, info);
      });
    },
    count: (add) => void counts.push(add),
    expect: (holds) => void expected.push(holds),
    refuse() {
      refused = true;
    },
  };
  try {
    step();
  } catch (error) {
    refused = true;
    throw error;
  } finally {
    kernels.recorder = undefined;
    hold.end();
    if (refused) release();
  }
  if (refused) return undefined;
  const list = heap.allocate(4 * Math.max(1, words.length));
  heap.ints(list, words.length).set(words);
  return {
    replay() {
      if (!expected.every((holds) => holds())) return false;
      for (const each of order) {
        if (typeof each === 'function') each();
        else kernels.runAll(list + 4 * WORDS * each.first, each.count);
      }
      for (const add of counts) add(kernels.work);
      return true;
    },
    dispose() {
      release();
      heap.free(list);
    },
  };
}

// A network that says what changes, asked about a stream of the held-out images.
import { InputError } from '../../../base/input-error.ts';
import { type CodedNetwork, decoded } from '../../../compression/coded.ts';
import { createWork, type Work } from '../../../compression/work.ts';
import type { ImageSet } from '../../../data/images.ts';
import type { Examples } from '../../../nets/classify/examples.ts';
import { logProbabilitiesOf } from '../../../nets/classify/judge.ts';
import { createFrameNetwork, type FrameNetwork } from '../../../spiking/frame-network.ts';
import { type Layers, onGrain } from '../../../spiking/layers.ts';
import { sigmaDelta } from '../../../spiking/senders.ts';
import { temporalOrder } from '../../../spiking/temporal-order.ts';
import { times } from '../model/answers.ts';
import { type Asked, rowOf } from './asked.ts';

/** In which order images come in. */
export type Order = 'temporal' | 'asTheyAre';

/** Images that wait, of which the nearest to the last comes next. */
const BUFFER = 200;

function layersFor({ layers }: CodedNetwork): Layers {
  return layers.map(({ weights, bias, pool, activation }, i) => {
    const [inputs = 0, units = 0] = weights.shape;
    if (weights.shape.length !== 2 || pool !== 1 || activation !== (i === layers.length - 1 ? 'linear' : 'relu'))
      throw new InputError('ways', 'a network of dense layers with ReLUs, for spikes', `${weights.shape.join(' × ')}, ${activation}`);
    return { inputs, units, weights: onGrain(decoded(weights)), bias };
  });
}

/** Of the frame just seen; of numbers between layers those that come in, and the potentials. */
function addFrame(work: Work, { layers }: FrameNetwork): void {
  for (const { values, potentials, additions, weightBytes } of layers) {
    work.additions += additions();
    work.weightBytes += weightBytes();
    work.activationBytes += 4 * (values.length + potentials.length);
  }
}

/** All held-out images, one after the other in this order, through layers that round at `scale`; what was said stands in the order of the images. */
export function askedInSpikes(network: CodedNetwork, set: ImageSet, heldOut: Examples, order: Order, scale: number): Asked {
  const layers = layersFor(network);
  const frames = createFrameNetwork(
    layers,
    sigmaDelta,
    layers.map(() => scale),
  );
  const size = heldOut.inputs.length / heldOut.count;
  const classes = layers.at(-1)?.units as number;
  const logits = new Float64Array(heldOut.count * classes);
  const work = createWork();
  const places = order === 'temporal' ? temporalOrder(set.pixels, size, BUFFER) : Uint32Array.from({ length: heldOut.count }, (_, i) => i);
  for (const place of places) {
    logits.set(frames.run(heldOut.inputs.subarray(place * size, (place + 1) * size)), place * classes);
    addFrame(work, frames);
  }
  let next = 0;
  return {
    network,
    logProbabilities: logProbabilitiesOf(logits, classes),
    work: times(work, 1 / heldOut.count),
    // Whichever image is asked for: what an answer takes depends on what came before it.
    answer() {
      frames.run(rowOf(heldOut, places[next] as number));
      next = (next + 1) % heldOut.count;
    },
  };
}

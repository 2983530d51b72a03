// `npx tsx scripts/measure-spikes.ts`: optimizes scales for prices of an addition, and measures what networks of spikes get wrong and what they take.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageSet } from '../core/data/images.ts';
import { shippedImages } from '../core/data/shipped-images.ts';
import { readSafetensors } from '../core/io/safetensors.ts';
import { shuffled } from '../core/prob/shuffle.ts';
import { streamsFor } from '../core/prob/streams.ts';
import { createFrameNetwork, workOf } from '../core/spiking/frame-network.ts';
import { type Layers, layersOf } from '../core/spiking/layers.ts';
import { ceilingsOf, createRateNetwork } from '../core/spiking/rate-network.ts';
import { optimizedScales } from '../core/spiking/scale-optimization.ts';
import { type Coding, dense, rounding, sigmaDelta } from '../core/spiking/senders.ts';
import { temporalOrder } from '../core/spiking/temporal-order.ts';
import { root } from './root.ts';

const BUFFER = 1000;
const LEARNT = 2000;
/** Ten prices, as in the paper. */
const lambdas = Array.from({ length: 10 }, (_, k) => 10 ** (-10 + (5 * k) / 9));
const settings = { learningRate: 0.02, epochs: 3, batchSize: 10 };
const windows = [2, 5, 10, 20];

const streamOf = streamsFor('measure-spikes', ['scales', 'shuffled']);

async function imagesNamed(name: keyof typeof shippedImages): Promise<ImageSet> {
  const { files, read } = shippedImages[name];
  return read(await Promise.all(files.map((file) => readFile(join(root, 'samples/data', file)))));
}

const frameOf = ({ pixels, rows, columns }: ImageSet, at: number) =>
  Float32Array.from(pixels.subarray(at * rows * columns, (at + 1) * rows * columns), (level) => level / 255);

/** Percent wrong, and additions a frame, over all images in this order. */
function judged(set: ImageSet, order: ArrayLike<number>, run: (frame: Float32Array) => Float64Array, additions: () => number) {
  let [wrong, sum] = [0, 0];
  for (const at of Array.from(order)) {
    const logits = run(frameOf(set, at));
    if (logits.indexOf(Math.max(...logits)) !== set.labels?.[at]) wrong += 1;
    sum += additions();
  }
  return { error: (100 * wrong) / set.count, additions: Math.round((10 * sum) / set.count) / 10 };
}

function byCoding(layers: Layers, coding: Coding, scales: readonly number[], set: ImageSet, order: ArrayLike<number>) {
  const network = createFrameNetwork(layers, coding, scales);
  return judged(set, order, network.run, () => workOf(network).additions);
}

function byRate(layers: Layers, steps: number, set: ImageSet, learnt: readonly Float32Array[]) {
  const network = createRateNetwork(layers, ceilingsOf(layers, learnt.slice(0, 200), 1), steps, { reset: 'subtract', start: 0.5 });
  const { error, additions } = judged(
    set,
    Array.from({ length: set.count }, (_, at) => at),
    network.run,
    () => network.layers.reduce((all, layer) => all + layer.additions(), 0),
  );
  return { steps, error, additions };
}

async function measured(what: string, trained: 'mnist' | 'fashion', held: 'mnistTest' | 'fashionTest') {
  const file = `${what}-784-200-200-10.safetensors`;
  const layers = layersOf(file, readSafetensors(file, new Uint8Array(await readFile(join(root, 'samples/models', file)))));
  const [set, heldOut] = await Promise.all([imagesNamed(trained), imagesNamed(held)]);
  const learnt = Array.from({ length: Math.min(LEARNT, set.count) }, (_, at) => frameOf(set, at));
  const order = temporalOrder(heldOut.pixels, heldOut.rows * heldOut.columns, BUFFER);
  const mixed = shuffled(heldOut.count, streamOf(1, 'shuffled', what));
  const scales = lambdas.map((lambda) => {
    const exact = optimizedScales(layers, learnt, [2, 2, 2], { ...settings, lambda }, streamOf(1, 'scales', what));
    const found = exact.map((scale) => Number(scale.toPrecision(4)));
    const rounded = byCoding(layers, rounding, found, heldOut, order);
    const { additions } = byCoding(layers, sigmaDelta, found, heldOut, order);
    const { additions: amongOthers } = byCoding(layers, sigmaDelta, found, heldOut, mixed);
    process.stderr.write(
      `${what} ${lambda.toExponential(1)} ${found.join(' ')} ${rounded.error} ${rounded.additions} ${additions} ${amongOthers}\n`,
    );
    return {
      lambda: Number(lambda.toPrecision(3)),
      scales: found,
      error: rounded.error,
      rounding: rounded.additions,
      sigmaDelta: additions,
      shuffled: amongOthers,
    };
  });
  const { error: denseError } = byCoding(layers, dense, [1, 1, 1], heldOut, order);
  return { denseError, scales, rates: windows.map((steps) => byRate(layers, steps, heldOut, learnt)) };
}

const table = { mnist: await measured('digits', 'mnist', 'mnistTest'), fashion: await measured('clothing', 'fashion', 'fashionTest') };
await writeFile(
  join(root, 'core/labs/spiking/model/measured.generated.ts'),
  `// Written by \`npx tsx scripts/measure-spikes.ts\`; do not edit.
export const measured = ${JSON.stringify(table, undefined, 2)} as const;
`,
);

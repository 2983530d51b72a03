// What is known of the lab of spikes beyond its identities: what it says of streams that rest, follow each other, or are shuffled.
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { type Counted, countsIn } from '../../core/compression/export/counted.ts';
import type { Dataset } from '../../core/data/dataset.ts';
import type { ImageSet } from '../../core/data/images.ts';
import { readSafetensors } from '../../core/io/safetensors.ts';
import { initialValues, parseValues, type Value } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { spiking } from '../../core/labs/spiking/lab.ts';
import { labelledAsDigits } from '../../core/labs/spiking/model/labels.ts';
import { measured } from '../../core/labs/spiking/model/measured.generated.ts';
import { networkNames } from '../../core/labs/spiking/model/network-names.ts';
import { imageAt, moved, placeAt } from '../../core/labs/spiking/model/stream.ts';
import { trainedIn } from '../../core/nets/classify/trained.ts';
import { createFrameNetwork, type FrameNetwork } from '../../core/spiking/frame-network.ts';
import { type Layers, layersOf } from '../../core/spiking/layers.ts';
import { ceilingsOf, createRateNetwork, type RateNetwork } from '../../core/spiking/rate-network.ts';
import { sigmaDelta } from '../../core/spiking/senders.ts';
import { temporalOrder } from '../../core/spiking/temporal-order.ts';

const valuesOf = (laid: Readonly<Record<string, Value>>) => parseValues(spiking.params, initialValues(spiking.params), laid);
const data = dataFor(spiking, valuesOf({}), undefined);

async function seenAfter(steps: number, laid: Readonly<Record<string, Value>>) {
  const values = valuesOf(laid);
  const run = await openRun(spiking, values, 1, await data);
  const { result } = await run.next(steps, values);
  return { values, run, result, scalars: result.scalars as Readonly<Record<string, number>> };
}

interface Leaky {
  readonly additionsAFrame: number;
  readonly error: number;
}

describe('a still image', () => {
  it('costs what rounding costs in its first frame, and nothing from then on', async () => {
    const { run, values, scalars } = await seenAfter(0, { source: 'still' });
    expect(scalars.additions).toBe(scalars.roundingAdditions);
    expect(scalars.additions).toBeGreaterThan(0);
    const { result } = await run.next(5, values);
    expect([result.scalars.additions, result.scalars.silentFrames]).toEqual([0, 5]);
    expect(result.tables.work?.operations?.slice(-5)).toEqual(new Float64Array(5));
  });

  it('goes on costing the same where it is herded or coded by rates', async () => {
    for (const network of ['herding', 'rate']) {
      const { scalars } = await seenAfter(5, { source: 'still', network });
      expect([network, scalars.silentFrames, (scalars.additions as number) > 0]).toEqual([network, 0, true]);
    }
  });

  it('of an image that moves is reached when it rests', async () => {
    const { scalars } = await seenAfter(14, { source: 'rests', moving: 10 });
    expect(scalars.silentFrames).toBe(4);
  });
});

describe('a stream of digits', () => {
  it('in temporal order takes 0.55 to 0.80 of the additions of rounding, and more than all of them when shuffled', async () => {
    const temporal = (await seenAfter(200, { source: 'temporal', frames: 2000 })).scalars;
    expect(temporal.timeRatio).toBeGreaterThan(0.55);
    expect(temporal.timeRatio).toBeLessThan(0.8);
    expect(temporal.shareOfDense).toBeLessThan(15);
    const { scalars, values, result } = await seenAfter(200, { source: 'shuffled', frames: 2000 });
    expect(scalars.timeRatio).toBeGreaterThan(1);
    expect(spiking.sentence(result as never, values)).toContain('Here spikes cost more');
  });

  it('is over when its frames are', async () => {
    const { scalars } = await seenAfter(50, { source: 'shuffled', frames: 20 });
    expect(scalars.frame).toBe(20);
  });

  it('is found alike by sigma-delta and by rounding, for other work', async () => {
    const [spikes, rounded] = await Promise.all(
      ['sigmaDelta', 'rounding'].map((network) => seenAfter(30, { source: 'shuffled', network })),
    );
    expect(spikes?.result.tables.belief).toEqual(rounded?.result.tables.belief);
    expect(spikes?.scalars.additions).not.toBe(rounded?.scalars.additions);
  });
});

describe('the model with what it took', () => {
  const countedAfter = async (steps: number, laid: Readonly<Record<string, Value>>) => {
    const { run, values, scalars, result } = await seenAfter(steps, laid);
    const [file] = await run.export('safetensors', values);
    const bytes = file?.bytes as Uint8Array;
    const read = readSafetensors('f', bytes);
    return { scalars, result, bytes, read, counted: countsIn(read.metadata) as Counted };
  };

  it('has the weights, the mean of what a frame took, and how the frames were classified', async () => {
    const { bytes, read, counted, scalars } = await countedAfter(9, { source: 'shuffled' });
    expect(layersOf('f', read)).toEqual(layersOf('f', readSafetensors('f', (await data)?.model as Uint8Array)));
    expect(trainedIn('f', bytes).classifier).toMatchObject({ name: '784-200-200-10', input: [784] });
    expect(counted.title).toBe('sigma-delta, 10 frames of: Handwritten digits, 28 × 28; Images shuffled');
    expect(counted.work.additions).toBe(scalars.additionsAFrame);
    expect([counted.heldOut?.images, 100 * (counted.heldOut?.error as number)]).toEqual([10, scalars.error]);
  });

  it('gives −log p of the class', async () => {
    const { counted, result } = await countedAfter(0, { source: 'still', image: 1 });
    const label = (await data)?.images?.heldOut.labels?.[0] as number;
    expect(counted.heldOut?.crossEntropy).toBeCloseTo(-Math.log(result.tables.belief?.shown?.[label] as number), 12);
  });

  it('reads a row of weights for each unit that speaks, and for each spike of a rate', async () => {
    const bytesAndAdditions = async (laid: Readonly<Record<string, Value>>) => {
      const { work } = (await countedAfter(1, { source: 'shuffled', ...laid })).counted;
      return [work.weightBytes / 4, work.additions, work.multiplyAccumulatesFloat32] as const;
    };
    const [read, , products] = await bytesAndAdditions({ network: 'temporalDifference' });
    expect(read).toBe(products);
    // At scales as fine as this nothing that is not 0 is silent, and most units say more than 1 at a time.
    const [rows, additions] = await bytesAndAdditions({ network: 'rounding', scale1: 32, scale2: 32, scale3: 32 });
    expect([rows > 0, additions > 4 * rows]).toEqual([true, true]);
    const [spikes, each] = await bytesAndAdditions({ network: 'rate', window: 3 });
    expect([spikes > 0, spikes]).toEqual([true, each]);
  });

  it('knows of no class where an image was drawn', async () => {
    const { counted } = await countedAfter(0, { source: 'hand', drawn: `${'0'.repeat(400)}${'f'.repeat(6)}${'0'.repeat(378)}` });
    expect(counted.heldOut).toBeUndefined();
  });
});

it('a network of neurons that leak takes a little less for nearly the same answers, and mistakes many digits where they leak much', async () => {
  const { values } = spiking.presets.leakyNetwork as { values: Readonly<Record<string, Value>> };
  const [none, little, much] = (await Promise.all([0, 0.1, 0.2].map((leak) => seenAfter(29, { ...values, leak })))).map(
    ({ scalars }) => scalars,
  ) as unknown as [Leaky, Leaky, Leaky];
  expect(little.additionsAFrame / none.additionsAFrame).toBeGreaterThan(0.85);
  expect(little.additionsAFrame / none.additionsAFrame).toBeLessThan(0.95);
  expect(little.error - none.error).toBeLessThan(6);
  expect(much.error - none.error).toBeGreaterThan(20);
});

it('scales that go down as it looks become coarse at a high price and fine at a low one, sigma-delta stays rounding, and a change is paid for', async () => {
  const after = async (lambda: number) => (await seenAfter(25, { source: 'still', scales: 'live', lambda })).scalars;
  const [dear, cheap] = await Promise.all([1e-4, 1e-10].map(after));
  for (const name of ['inputScale', 'hidden1Scale', 'hidden2Scale']) {
    expect(dear?.[name]).toBeLessThan(1);
    expect(cheap?.[name]).toBeGreaterThan(2);
  }
  expect(dear?.roundingAdditions).toBeLessThan(cheap?.roundingAdditions as number);
  // Of a still image nothing is said after the first frame, but for what the scales change.
  expect([dear?.strayBits, cheap?.strayBits]).toEqual([0, 0]);
  const first = (await seenAfter(0, { source: 'still', scales: 'live', lambda: 1e-4 })).scalars;
  expect(dear?.additionsAFrame).toBeGreaterThan((first.additions as number) / 26);
});

it('a price raised while it looks acts at the next frame', async () => {
  const { run, values, scalars } = await seenAfter(3, { scales: 'live', lambda: 1e-10 });
  const { inputScale } = (await run.next(6, { ...values, lambda: 1e-2 })).result.scalars;
  expect(inputScale).toBeLessThan(scalars.inputScale as number);
});

describe('a hand', () => {
  it('moves the image as it drags, and draws one whose class nobody knows', async () => {
    const { run, values } = await seenAfter(3, { source: 'hand' });
    const dragged = (await run.next(1, { ...values, right: 2, up: -1 })).result;
    expect(dragged.scalars.additions).toBeGreaterThan(0);
    expect((await run.next(1, { ...values, right: 2, up: -1 })).result.scalars.additions).toBe(0);
    const drawn = await seenAfter(0, { source: 'hand', drawn: `${'0'.repeat(400)}${'f'.repeat(6)}${'0'.repeat(378)}` });
    expect(drawn.scalars.error).toBeUndefined();
    expect(drawn.result.grids.incoming?.values.reduce((sum, pixel) => sum + pixel, 0)).toBe(6);
  });

  it('moves to the right and up, and lets nothing in at the edges', () => {
    expect([...moved(Float32Array.of(1, 2, 3, 4), 2, 1, 0)]).toEqual([0, 1, 0, 3]);
    expect([...moved(Float32Array.of(1, 2, 3, 4), 2, 0, 1)]).toEqual([3, 4, 0, 0]);
    for (let t = 1; t < 20; t += 1) {
      const [a, b] = [placeAt(t - 1, 100), placeAt(t, 100)];
      expect([Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1])]).toEqual([1, 1]);
    }
  });
});

describe('what was measured', () => {
  const clothing = dataFor(spiking, valuesOf({ dataset: 'fashion' }), undefined);
  const scales = measured.fashion.scales.at(-1) as (typeof measured.fashion.scales)[9];

  /** Over all held-out images in this order. */
  const measuredAnew = async (
    orderOf: (set: ImageSet) => ArrayLike<number>,
    networkOf: (layers: Layers, training: ImageSet) => FrameNetwork | RateNetwork,
  ) => {
    const { images, model } = (await clothing) as Required<Dataset>;
    const { heldOut, training } = images;
    const network = networkOf(layersOf('f', readSafetensors('f', model as Uint8Array)), training);
    let [wrong, additions] = [0, 0];
    for (const at of Array.from(orderOf(heldOut))) {
      const { pixels, label } = imageAt(heldOut, at);
      const logits = network.run(pixels);
      if (logits.indexOf(Math.max(...logits)) !== label) wrong += 1;
      additions += network.layers.reduce((sum, layer) => sum + layer.additions(), 0);
    }
    return { error: (100 * wrong) / heldOut.count, additions: Math.round((10 * additions) / heldOut.count) / 10 };
  };

  it('of sigma-delta at a price in temporal order, and of a rate, comes out again', async () => {
    const temporal = ({ pixels, rows, columns }: ImageSet) => temporalOrder(pixels, rows * columns, 1000);
    const spikes = await measuredAnew(temporal, (layers) => createFrameNetwork(layers, sigmaDelta, scales.scales));
    expect(spikes).toEqual({ error: scales.error, additions: scales.sigmaDelta });
    const rate = await measuredAnew(
      ({ count }) => Array.from({ length: count }, (_, at) => at),
      (layers, training) =>
        createRateNetwork(
          layers,
          ceilingsOf(
            layers,
            Array.from({ length: 200 }, (_, at) => imageAt(training, at).pixels),
            1,
          ),
          2,
          {
            reset: 'subtract',
            start: 0.5,
          },
        ),
    );
    const { steps, ...two } = measured.fashion.rates[0];
    expect([steps, rate]).toEqual([2, two]);
  });

  it('stands beside the run: rates, the dense network, and sigma-delta in the order of the stream', async () => {
    const rowsOf = async (source: string) => {
      const { frontier } = (await seenAfter(0, { source })).result.tables;
      return Array.from(frontier?.method ?? [], (m, i) => [networkNames[m], frontier?.additions?.[i], frontier?.error?.[i]] as const);
    };
    const { denseError, scales: prices, rates } = measured.mnist;
    const [temporal, mixed] = await Promise.all(['temporal', 'shuffled'].map(rowsOf));
    for (const rows of [temporal, mixed]) {
      expect(rows?.filter(([name]) => name === 'dense')).toEqual([['dense', 2 * 198_800, denseError]]);
      expect(rows?.filter(([name]) => name === 'rate')).toEqual(rates.map(({ additions, error }) => ['rate', additions, error]));
    }
    const additionsIn = (rows: typeof mixed) => rows?.filter(([name]) => name === 'sigmaDelta').map(([, additions]) => additions);
    expect(additionsIn(temporal)).toEqual(prices.map(({ sigmaDelta }) => sigmaDelta));
    expect(additionsIn(mixed)).toEqual(prices.map(({ shuffled }) => shuffled));
    for (const { rounding, sigmaDelta, shuffled } of prices) expect([sigmaDelta < rounding, rounding < shuffled]).toEqual([true, true]);
  });
});

describe('images of the user’s own', () => {
  /** One pixel each is lit: from one to the next it moves to the right. */
  const setOf = (count: number, more: Partial<ImageSet> = {}): ImageSet => {
    const pixels = new Uint8Array(784 * count);
    for (let at = 0; at < count; at += 1) pixels[785 * at + 300] = 255;
    return { name: 'mine', rows: 28, columns: 28, count, pixels, ...more };
  };
  const seenOf = async (set: ImageSet, laid: Readonly<Record<string, Value>> = {}, steps = 0) => {
    const values = valuesOf({ dataset: 'own', source: 'temporal', buffer: 1, ...laid });
    const own = { name: 'mine', columns: {}, images: { training: set, heldOut: set } };
    return (await (await openRun(spiking, values, 1, await dataFor(spiking, values, own))).next(steps, values)).result;
  };

  it('come in their order, through the network of the digits, and again from the first', async () => {
    for (const [steps, lit] of [
      [0, 300],
      [2, 302],
      [3, 300],
    ] as const) {
      const { values, columns } = (await seenOf(setOf(3), {}, steps)).grids.incoming as { values: Float32Array; columns: number };
      // Row by row from the bottom, the frame in the left half.
      expect(columns).toBe(56);
      expect([...values.keys()].filter((i) => i % 56 < 28 && values[i] === 1)).toEqual([(27 - Math.floor(lit / 28)) * 56 + (lit % 28)]);
    }
  });

  it('serve rates with as few as there are', async () => {
    expect((await seenOf(setOf(1), { network: 'rate' })).scalars.additions).toBeGreaterThan(0);
  });

  it('are judged where their classes are digits, and not where they are others', async () => {
    const [labels, classes] = [Uint8Array.of(0, 1), ['3', '8']];
    expect(labelledAsDigits(setOf(2, { labels, classes })).labels).toEqual(Uint8Array.of(3, 8));
    expect(labelledAsDigits(setOf(2, { labels })).labels).toEqual(labels);
    for (const others of [{ labels, classes: ['cat', '3'] }, { labels: Uint8Array.of(1, 10) }, {}])
      expect(labelledAsDigits(setOf(2, others)).labels).toBeUndefined();
    expect((await seenOf(setOf(2, { labels, classes }))).scalars.error).toBeDefined();
    expect((await seenOf(setOf(2, { labels, classes: ['cat', 'dog'] }))).scalars.error).toBeUndefined();
  });

  it('are refused in another size, or past the last', async () => {
    await expect(seenOf(setOf(1, { rows: 14, columns: 56 }))).rejects.toThrow('dataset: expected images of 28 × 28 pixels, got 14 × 56');
    await expect(seenOf(setOf(1), { source: 'still', image: 2 })).rejects.toThrow('image: expected 1 to 1, got 2');
  });
});

it('prices were measured with fewer additions the dearer they are', () => {
  for (const { scales } of Object.values(measured))
    scales.slice(1).forEach(({ sigmaDelta, lambda }, at) => {
      expect(sigmaDelta).toBeLessThan((scales[at] as (typeof scales)[number]).sigmaDelta);
      expect(lambda).toBeGreaterThan((scales[at] as (typeof scales)[number]).lambda);
    });
});

// A step taken apart: the first image of the minibatch that comes next, with the very noise it will be drawn with, on its way through the
// networks as they are; and the gradient and the update that the whole minibatch is about to bring.
import { keep } from '../../../lab/keep.ts';
import { emptyGrid, type Grid, type Table } from '../../../lab/result.ts';
import { passageOf } from '../../../nets/passage.ts';
import { belongsTo } from '../../../nets/side.ts';
import { tf } from '../../../tensor/index.ts';
import type { VaeValues } from '../declaration/params.ts';
import { layerKindOf } from '../declaration/walk/layers.ts';
import { walkGrids, walkTables } from '../declaration/walk/outputs.ts';
import { FIRST, type Frame, frames, gradient, LOWEST, terms, update, ways } from '../declaration/walk/places.ts';
import { comingStep, gradientOf, type VaeState } from '../run/state.ts';

type Tables = { readonly [K in keyof typeof walkTables]: { readonly [C in keyof (typeof walkTables)[K]]: Float64Array } };
type Grids = { readonly [K in keyof typeof walkGrids]: Grid };

const emptyTable = (columns: object): Table => Object.fromEntries(Object.keys(columns).map((name) => [name, new Float64Array()]));

/** Lengths of vectors that together are one. */
const together = (lengths: readonly number[]) => Math.sqrt(lengths.reduce((sum, length) => sum + length * length, 0));

/** The passage of the next minibatch’s first image; lengths of gradient and update, parameter by parameter. */
function lookAhead(state: VaeState, values: VaeValues) {
  const { networks, batches, adam } = state;
  const { pixels, latentDimension: k } = networks.architecture;
  const coming = comingStep(state, values);
  const { gradients } = gradientOf(state, coming);
  const slopes = gradients.map((one) => (one ? together(Array.from(one.dataSync())) : 0));
  const moves = adam.reach(gradients, values.learningRate);
  tf.dispose(gradients);
  const [x, noise] = [coming.images.slice(0, pixels), coming.noise.slice(0, k)];
  return {
    image: batches.of(coming.epoch, coming.inEpoch, values.batchSize)[0] ?? 0,
    count: coming.count,
    beta: coming.settings.inverseTemperature,
    x,
    noise,
    passage: passageOf(
      networks,
      x,
      noise,
      coming.unitNoise.map((units, i) => units.slice(0, networks.drawnUnits[i])),
    ),
    parameters: Object.keys(networks.parameters).map((name, i) => ({ name, slope: slopes[i] as number, move: moves[i] as number })),
  };
}

/** The part of a frame in its middle with cells as wide as high. */
function fitted({ x, y }: Frame, columns: number, rows: number): Frame {
  const [width, height] = [x[1] - x[0], y[1] - y[0]];
  const cell = Math.min(width / columns, height / rows);
  const about = ([low, high]: readonly [number, number], length: number) => [(low + high - length) / 2, (low + high + length) / 2] as const;
  return { x: about(x, cell * columns), y: about(y, cell * rows) };
}

/** Cells that fill a frame, from the top left: a single row or column reaches over all of it. */
function gridIn({ x, y }: Frame, columns: number, rows: number, values: Float32Array): Grid {
  const centres = ([low, high]: readonly [number, number], count: number): readonly [number, number] => {
    const half = count > 1 ? (high - low) / count / 2 : 0;
    return [low + half, high - half];
  };
  const upwards = new Float32Array(columns * rows).fill(Number.NaN);
  for (let row = 0; row < rows; row += 1)
    upwards.set(values.subarray(row * columns, Math.min(values.length, (row + 1) * columns)), (rows - 1 - row) * columns);
  return { columns, rows, xDomain: centres(x, columns), yDomain: centres(y, rows), values: upwards };
}

const imageIn = (frame: Frame, { rows, columns }: { readonly rows: number; readonly columns: number }, values: Float32Array): Grid => ({
  ...gridIn(fitted(frame, columns, rows), columns, rows, values),
  tile: [columns, rows],
});

/** How strongly each unit of a layer answers, as a block of cells. */
function unitsIn(frame: Frame, units: Float32Array): Grid {
  if (units.length === 0) return emptyGrid;
  const [width, height] = [frame.x[1] - frame.x[0], frame.y[1] - frame.y[0]];
  const columns = Math.max(1, Math.round(Math.sqrt((units.length * width) / height)));
  const rows = Math.ceil(units.length / columns);
  return gridIn(frame, columns, rows, units.map(Math.abs));
}

/** Latents that are shown. */
const SHOWN = 20;
/** A number’s middle over its dot. */
const OVER = 0.8;
/** More have no room for arrows and numbers. */
const DRAWN = 4;

function codeTables({ passage, noise }: ReturnType<typeof lookAhead>): Pick<Tables, 'walkCode' | 'walkDraws' | 'walkPrior'> {
  const { mean, deviation, code } = passage;
  const { x, y } = frames.code;
  const count = Math.min(SHOWN, mean.length);
  const of = (f: (i: number) => number) => Float64Array.from({ length: count }, (_, i) => f(i));
  const [m, s, z] = [mean, deviation, code].map((values) => of((i) => values[i] as number)) as [Float64Array, Float64Array, Float64Array];
  const reach = Math.max(2.5, ...m.map((each, i) => Math.abs(each) + (s[i] as number)), ...z.map(Math.abs));
  const across = (at: number) => (x[0] + x[1]) / 2 + (at / reach) * ((x[1] - x[0]) / 2);
  const pitch = (y[1] - y[0]) / count;
  const middle = of((i) => y[1] - (i + 0.5) * pitch);
  const half = Math.min(0.22, 0.3 * pitch);
  const arrows = count <= DRAWN;
  const [meanX, codeX] = [m.map(across), z.map(across)];
  return {
    walkCode: {
      latent: of((i) => i + 1),
      mean: m,
      deviation: s,
      noise: of((i) => noise[i] as number),
      code: z,
      x: of((i) => across((m[i] as number) - (s[i] as number))),
      y: middle.map((at) => at - half),
      toX: of((i) => across((m[i] as number) + (s[i] as number))),
      toY: middle.map((at) => at + half),
      meanX,
      codeX,
      middle,
    },
    walkDraws: arrows
      ? {
          x: meanX.slice(),
          y: middle.slice(),
          toX: codeX.slice(),
          toY: middle.slice(),
          valueY: middle.map((at) => at + OVER),
          value: z.slice(),
        }
      : emptyDraws(),
    walkPrior: { x: Float64Array.of(across(-1)), y: Float64Array.of(y[0]), toX: Float64Array.of(across(1)), toY: Float64Array.of(y[1]) },
  };
}

const emptyDraws = () => emptyTable(walkTables.walkDraws) as Tables['walkDraws'];

/** A bar a row, its name before and its number beside it. */
function bars(
  numbers: readonly number[],
  { bar: [from, to], name, value }: { readonly bar: readonly [number, number]; readonly name: number; readonly value: number | undefined },
  rows: { readonly first: number; readonly pitch: number; readonly most: number },
) {
  const of = (f: (i: number) => number) => Float64Array.from(numbers, (_, i) => f(i));
  const half = Math.min(0.3, 0.33 * rows.pitch);
  const textY = of((i) => rows.first - i * rows.pitch);
  const toX = of((i) => from + (Math.abs(numbers[i] as number) / (rows.most || 1)) * (to - from));
  return {
    x: of(() => from),
    y: textY.map((at) => at - half),
    toX,
    toY: textY.map((at) => at + half),
    textY,
    nameX: of(() => name),
    valueX: value === undefined ? toX.map((at) => at + 0.3) : of(() => value),
    value: Float64Array.from(numbers),
  };
}

function termTables({ passage: { accuracy, priorEnergy, entropy } }: ReturnType<typeof lookAhead>) {
  const total = priorEnergy - accuracy - entropy;
  const most = Math.max(...[accuracy, priorEnergy, entropy, total].map(Math.abs));
  const places = { ...terms, bar: terms.bar };
  const at = (numbers: readonly number[], row: number) => bars(numbers, places, { first: FIRST - row * 1.2, pitch: 1.2, most });
  return { walkEnergy: at([-accuracy, priorEnergy], 0), walkEntropy: at([entropy], 2), walkTotal: at([total], 3) };
}

/** Gradient and update by layer, in the order of the networks. */
function layerTables({ parameters }: ReturnType<typeof lookAhead>): Pick<Tables, 'walkGradient' | 'walkUpdate'> {
  const kinds = [...new Set(parameters.map(({ name }) => layerKindOf(name)))].sort((a, b) => a - b);
  const lengths = (of: 'slope' | 'move') =>
    kinds.map((kind) => together(parameters.filter(({ name }) => layerKindOf(name) === kind).map((one) => one[of])));
  const pitch = Math.min(1.2, (FIRST - LOWEST) / Math.max(1, kinds.length - 1));
  const table = (numbers: readonly number[], bar: readonly [number, number]) => ({
    ...bars(numbers, { bar, name: gradient.name, value: undefined }, { first: FIRST, pitch, most: Math.max(...numbers) }),
    kind: Float64Array.from(kinds),
  });
  return { walkGradient: table(lengths('slope'), gradient.bar), walkUpdate: table(lengths('move'), update.bar) };
}

function exampleTable({ image, count, beta, passage, parameters }: ReturnType<typeof lookAhead>): Tables['walkExample'] {
  const { accuracy, priorEnergy, entropy } = passage;
  const slope = (side: 'encoder' | 'decoder') =>
    together(parameters.filter(({ name }) => belongsTo(name) === side).map((one) => one.slope));
  const one = (x: number) => Float64Array.of(x);
  return {
    image: one(image),
    count: one(count),
    accuracy: one(accuracy),
    priorEnergy: one(priorEnergy),
    entropy: one(entropy),
    beta: one(beta),
    brightness: one(passage.image.reduce((sum, pixel) => sum + pixel, 0) / passage.image.length),
    encoderGradient: one(slope('encoder')),
    decoderGradient: one(slope('decoder')),
    update: one(together(parameters.map(({ move }) => move))),
  };
}

/** Frames around the hidden units, where there are any. */
function unitsTable({ passage: { encoderHidden } }: ReturnType<typeof lookAhead>): Tables['walkUnits'] {
  const around = encoderHidden.length > 0 ? [frames.encoderHidden, frames.decoderHidden] : [];
  return {
    x: Float64Array.from(around, ({ x }) => x[0]),
    y: Float64Array.from(around, ({ y }) => y[0]),
    toX: Float64Array.from(around, ({ x }) => x[1]),
    toY: Float64Array.from(around, ({ y }) => y[1]),
  };
}

function waysTable(): Tables['walkWays'] {
  const middle = (frames.data.y[0] + frames.data.y[1]) / 2;
  return {
    x: Float64Array.from(ways, ([from]) => from),
    y: Float64Array.from(ways, () => middle),
    toX: Float64Array.from(ways, ([, to]) => to),
    toY: Float64Array.from(ways, () => middle),
  };
}

/** The tables and grids of the walk; all empty, and nothing computed, where nobody walks. */
export function walkOf(state: VaeState, values: VaeValues): { readonly tables: Tables; readonly grids: Grids } {
  if (values.stage === 'none') {
    const all = <T>(record: object, make: (one: object) => T) =>
      Object.fromEntries(Object.entries(record).map(([name, one]) => [name, make(one)]));
    return { tables: all(walkTables, emptyTable) as unknown as Tables, grids: all(walkGrids, () => emptyGrid) as Grids };
  }
  const { batchSize, warmUp, inverseTemperature, freeBits, learningRate, trained, estimator } = values;
  const key = [state.step, batchSize, warmUp, inverseTemperature, freeBits, learningRate, trained, estimator].join(' ');
  const ahead = keep(state.kept, 'walk', key, () => lookAhead(state, values));
  const { rows, columns, points } = state.training;
  // Coordinates of points as grey levels: those of the toys lie within ±4.
  const levels = (values: Float32Array) => (points ? values.map((at) => 0.5 + at / 8) : values);
  return {
    tables: {
      walkExample: exampleTable(ahead),
      ...codeTables(ahead),
      walkWays: waysTable(),
      walkUnits: unitsTable(ahead),
      ...termTables(ahead),
      ...layerTables(ahead),
    },
    grids: {
      walkData: imageIn(frames.data, { rows, columns }, levels(ahead.x)),
      walkEncoder: unitsIn(frames.encoderHidden, ahead.passage.encoderHidden),
      walkDecoder: unitsIn(frames.decoderHidden, ahead.passage.decoderHidden),
      walkDecoded: imageIn(frames.decoded, { rows, columns }, levels(ahead.passage.image)),
    },
  };
}

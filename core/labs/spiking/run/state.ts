// The state of a run: the networks that look at the same frames, and what each frame took.
import { InputError } from '../../../base/input-error.ts';
import { OWN } from '../../../data/dataset.ts';
import { readSafetensors } from '../../../io/safetensors.ts';
import type { Start } from '../../../lab/lab.ts';
import { logSumExp } from '../../../math/special.ts';
import { createFrameNetwork, type FrameNetwork, workOf } from '../../../spiking/frame-network.ts';
import { denseWork, type Layers, layersOf } from '../../../spiking/layers.ts';
import { dense } from '../../../spiking/senders.ts';
import type { SpikingValues } from '../declaration/params.ts';
import { labelledAsDigits } from '../model/labels.ts';
import { changeRate, imageAt } from '../model/stream.ts';
import { createLiveScales, type LiveScales } from './live-scales.ts';
import { frameNetwork, rateNetwork, type Shown, scalesOf } from './shown.ts';
import { type Source, sourceOf } from './stream-of.ts';

/** What is written down of a frame. */
export interface Entry {
  /** Of dense values that are not 0: twice the weights they go through. */
  readonly awake: number;
  readonly rounding: number;
  readonly sigmaDelta: number;
  readonly additions: number;
  readonly multiplyAccumulates: number;
  readonly weightBytes: number;
  /** The share of pixels that changed; of the first frame none did. */
  readonly change: number;
  /** Whether the class was known, and was found. */
  readonly right: boolean | undefined;
  readonly denseRight: boolean | undefined;
  /** −log p of the class by the network shown, in nats, where it was known. */
  readonly nats: number | undefined;
  /** What each unit said, layer by layer. */
  readonly messages: readonly Float32Array[];
  /** Values times scale, layer by layer, as the dense network has them. */
  readonly values: readonly Float32Array[];
}

export interface SpikingState {
  readonly layers: Layers;
  readonly source: Source;
  readonly columns: number;
  readonly classes: readonly string[];
  readonly shown: Shown;
  /** Where scales go down. */
  readonly live: LiveScales | undefined;
  readonly dense: FrameNetwork;
  readonly rounding: FrameNetwork;
  readonly sigmaDelta: FrameNetwork;
  readonly entries: Entry[];
  /** Of the last frame. */
  pixels: Float32Array;
  before: Float32Array;
  logits: Float64Array;
  denseLogits: Float64Array;
  strayBits: number;
  strayCount: number;
}

/** Frames that ceilings of rates are taken from, at most. */
const KNOWN = 200;

export function init(values: SpikingValues, { seed, data }: Start): SpikingState {
  if (!data?.images || !data.model) throw new InputError('dataset', 'images, and a network', 'none');
  const { training } = data.images;
  const heldOut = values.dataset === OWN ? labelledAsDigits(data.images.heldOut) : data.images.heldOut;
  const layers = layersOf('model', readSafetensors('model', data.model));
  const side = Math.sqrt(layers[0]?.inputs ?? 0);
  if (heldOut.rows !== side || heldOut.columns !== side)
    throw new InputError('dataset', `images of ${side} × ${side} pixels`, `${heldOut.rows} × ${heldOut.columns}`);
  const live = values.scales === 'live' ? createLiveScales(layers, training, seed) : undefined;
  const scales = live?.scales ?? scalesOf(values);
  const rounding = frameNetwork(layers, values, 'rounding', scales);
  const sigmaDelta = frameNetwork(layers, values, 'sigmaDelta', scales);
  const own = () => {
    const { network } = values;
    if (network === 'rate')
      return rateNetwork(
        layers,
        values,
        Array.from({ length: Math.min(KNOWN, training.count) }, (_, at) => imageAt(training, at).pixels),
      );
    const { run, layers: states } =
      network === 'rounding' ? rounding : network === 'sigmaDelta' ? sigmaDelta : frameNetwork(layers, values, network, scales);
    return { run, layers: states, scales: network === 'temporalDifference' ? [1, 1, 1] : scales };
  };
  const state: SpikingState = {
    layers,
    source: sourceOf(heldOut, values, seed),
    columns: heldOut.columns,
    classes: heldOut.classes ?? [],
    shown: own(),
    live,
    dense: createFrameNetwork(layers, dense, [1, 1, 1]),
    rounding,
    sigmaDelta,
    entries: [],
    pixels: new Float32Array(side * side),
    before: new Float32Array(side * side),
    logits: new Float64Array(),
    denseLogits: new Float64Array(),
    strayBits: 0,
    strayCount: 0,
  };
  return step(state, values);
}

/** The class of the largest logit, the first of several. */
const classOf = (logits: Float64Array): number => logits.indexOf(logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY));

const strays = (a: FrameNetwork, b: FrameNetwork): number =>
  a.layers.reduce(
    (sum, { potentials }, at) => sum + potentials.reduce((count, x, j) => count + (Object.is(x, b.layers[at]?.potentials[j]) ? 0 : 1), 0),
    0,
  );

/** One frame, through all of them. */
export function step(state: SpikingState, values: SpikingValues): SpikingState {
  const { source, shown, live, dense, rounding, sigmaDelta, layers, entries } = state;
  const { pixels, label } = source(entries.length, values);
  if (entries.length > 0) live?.step(entries.length - 1, values.lambda);
  state.before = entries.length > 0 ? state.pixels : pixels;
  state.pixels = pixels;
  state.denseLogits = dense.run(pixels);
  const rounded = rounding.run(pixels);
  const changed = sigmaDelta.run(pixels);
  state.logits = values.network === 'rounding' ? rounded : values.network === 'sigmaDelta' ? changed : shown.run(pixels);
  state.strayBits += strays(rounding, sigmaDelta);
  for (const network of [rounding, sigmaDelta])
    network.layers.forEach(({ messages, additions }, at) => {
      state.strayCount += additions() - messages.reduce((sum, message) => sum + Math.abs(message), 0) * (layers[at]?.units ?? 0);
    });
  const awake = dense.layers.reduce(
    (sum, { values: all }, at) => sum + 2 * all.reduce((n, x) => n + (x === 0 ? 0 : 1), 0) * (layers[at]?.units ?? 0),
    0,
  );
  entries.push({
    awake,
    rounding: workOf(rounding).additions,
    sigmaDelta: workOf(sigmaDelta).additions,
    additions: shown.layers.reduce((sum, layer) => sum + layer.additions(), 0),
    multiplyAccumulates: shown.layers.reduce((sum, layer) => sum + layer.multiplyAccumulates(), 0),
    weightBytes: shown.layers.reduce((sum, layer) => sum + layer.weightBytes(), 0),
    change: changeRate(pixels, state.before),
    right: label === undefined ? undefined : classOf(state.logits) === label,
    denseRight: label === undefined ? undefined : classOf(state.denseLogits) === label,
    nats: label === undefined ? undefined : logSumExp(state.logits) - (state.logits[label] as number),
    messages: shown.layers.map(({ messages }) => Float32Array.from(messages)),
    values: dense.layers.map(({ values: all }, at) => Float32Array.from(all, (x) => x * (shown.scales[at] as number))),
  });
  return state;
}

export const done = ({ entries }: SpikingState, { frames }: SpikingValues): boolean => entries.length >= frames;

export const denseOperations = ({ layers }: SpikingState): number => 2 * denseWork(layers);

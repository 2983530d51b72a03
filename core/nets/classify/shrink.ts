// Units that a network can do without: what they give is nowhere used, or is the same whatever comes in.
import { type Classifier, isConvolution, shapesOf } from './classifier.ts';

/** A layer as plain numbers; its shape may be smaller than the classifier’s. */
export interface PlainLayer {
  readonly shape: readonly number[];
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** For each unit (the last axis), whether any weight into it is not 0. */
function reached({ shape, weights }: PlainLayer): boolean[] {
  const units = shape.at(-1) as number;
  const out = new Array<boolean>(units).fill(false);
  weights.forEach((weight, at) => {
    if (weight !== 0) out[at % units] = true;
  });
  return out;
}

/** Which of the units of the layer before an input of this layer comes from: channels come after one another, place by place. */
const sourceOf = ({ shape }: PlainLayer, units: number) => {
  const outputs = shape.at(-1) as number;
  return (at: number) => Math.floor(at / outputs) % units;
};

/** For each unit of the layer before, whether any weight out of it is not 0. */
function used(layer: PlainLayer, units: number): boolean[] {
  const source = sourceOf(layer, units);
  const out = new Array<boolean>(units).fill(false);
  layer.weights.forEach((weight, at) => {
    if (weight !== 0) out[source(at)] = true;
  });
  return out;
}

/** Only the units that are kept, of the last axis. */
function withUnits({ shape, weights, bias }: PlainLayer, keep: readonly boolean[]): PlainLayer {
  const units = keep.filter(Boolean).length;
  return {
    shape: [...shape.slice(0, -1), units],
    weights: weights.filter((_, at) => keep[at % keep.length]),
    bias: bias.filter((_, at) => keep[at]),
  };
}

/** Only the inputs that come from units that are kept. */
function withInputs(layer: PlainLayer, keep: readonly boolean[]): PlainLayer {
  const source = sourceOf(layer, keep.length);
  const weights = layer.weights.filter((_, at) => keep[source(at)]);
  const outputs = layer.shape.at(-1) as number;
  const units = keep.filter(Boolean).length;
  const shape = layer.shape.length === 4 ? [...layer.shape.slice(0, 2), units, outputs] : [weights.length / outputs, outputs];
  return { ...layer, shape, weights };
}

/**
 * The same network without the units that nothing is taken from, and without those that nothing goes into: what these always give, f(bias), goes
 * into the biases of the next layer, which is exact but for the rounding of the sum. A layer keeps at least one unit; inputs are never left
 * out, their weights are 0.
 */
export function shrunk({ layers }: Classifier, given: readonly PlainLayer[]): readonly PlainLayer[] {
  const out = [...given];
  for (let again = true; again; ) {
    again = false;
    for (let at = 0; at + 1 < out.length; at += 1) {
      const [layer, next] = [out[at], out[at + 1]] as [PlainLayer, PlainLayer];
      const [into, from] = [reached(layer), used(next, layer.bias.length)];
      const keep = into.map((some, unit) => some && (from[unit] as boolean));
      if (!keep.includes(true)) keep[0] = true;
      if (keep.every(Boolean)) continue;
      const bias = Float64Array.from(next.bias);
      const source = sourceOf(next, layer.bias.length);
      const outputs = next.shape.at(-1) as number;
      const always = layer.bias.map((b) => (layers[at]?.activation === 'relu' ? Math.max(0, b) : b));
      next.weights.forEach((weight, place) => {
        const unit = source(place);
        if (!keep[unit]) bias[place % outputs] = (bias[place % outputs] as number) + weight * (always[unit] as number);
      });
      out[at] = withUnits(layer, keep);
      out[at + 1] = withInputs({ ...next, bias: Float32Array.from(bias) }, keep);
      again = true;
    }
  }
  return out;
}

/** Inputs with a weight that is not 0, then the units of each layer: 784-300-100 of one that is whole; the classes are left out. */
export function unitsLeft(classifier: Classifier, layers: readonly PlainLayer[]): readonly number[] {
  const first = layers[0] as PlainLayer;
  const inputs = isConvolution(classifier.layers[0] as Classifier['layers'][number]) ? shapesOf(classifier)[0]?.input[2] : first.shape[0];
  const taken = used(first, inputs as number).filter(Boolean).length;
  return [taken, ...layers.slice(0, -1).map(({ bias }) => bias.length)];
}

// What the units of a layer say of their values at each frame, and how those that listen put it together.
import { roundHalfToEven } from '../compression/quantize/rounding.ts';
import { createHerding } from './herding.ts';
import { checkGains, type Gains } from './proportional-derivative.ts';

/** The units of one layer, between frames. */
export interface Sender {
  /** A message for each of its values; 0 is silence. */
  send(values: Float64Array, messages: Float64Array): void;
  /** What is owed: value times scale less what was sent for it; none where nothing is rounded. */
  readonly residuals?: Float64Array;
}

/** One way to send, and to listen: sum ← keep · sum + Σ message · weight, which counts as gain · sum. */
export interface Coding {
  /** Whether messages are whole numbers: so many additions each in place of a product. */
  readonly whole: boolean;
  /** Whether silence costs nothing. */
  readonly sparse: boolean;
  readonly keep: number;
  readonly gain: number;
  /** The scale is asked for at each frame. */
  createSender(size: number, scale: () => number): Sender;
}

const rounded = (size: number, scale: () => number, message: (code: number, i: number) => number): Sender => {
  const residuals = new Float64Array(size);
  return {
    residuals,
    send(values, messages) {
      const k = scale();
      for (let i = 0; i < size; i += 1) {
        const value = k * (values[i] as number);
        const code = roundHalfToEven(value);
        residuals[i] = value - code;
        messages[i] = message(code, i);
      }
    },
  };
};

const difference = (size: number) => {
  const before = new Float64Array(size);
  return (value: number, i: number) => {
    const change = value - (before[i] as number);
    before[i] = value;
    return change;
  };
};

/** Every value, every frame: the network as it was trained. */
export const dense: Coding = {
  whole: false,
  sparse: false,
  keep: 0,
  gain: 1,
  createSender: () => ({ send: (values, messages) => messages.set(values) }),
};

/** x_t − x_{t−1}, which those that listen add up: as `dense` but for rounding in the last bits. */
export const temporalDifference: Coding = {
  whole: false,
  sparse: true,
  keep: 1,
  gain: 1,
  createSender(size) {
    const change = difference(size);
    return { send: (values, messages) => messages.set(values.map(change)) };
  },
};

/** round(k x), every frame. */
export const rounding: Coding = {
  whole: true,
  sparse: true,
  keep: 0,
  gain: 1,
  createSender: (size, scale) => rounded(size, scale, (code) => code),
};

/**
 * s_t = round(k x_t) − round(k x_{t−1}), which those that listen add up to round(k x_t). Herding of the differences would do the same but for
 * ties, where what is owed decides and not the value (O’Connor and Welling 2016).
 */
export const sigmaDelta: Coding = {
  whole: true,
  sparse: true,
  keep: 1,
  gain: 1,
  createSender: (size, scale) => rounded(size, scale, difference(size)),
};

/** herd(k x), every frame: right on average over frames that stay the same. */
export const herding: Coding = {
  whole: true,
  sparse: true,
  keep: 0,
  gain: 1,
  createSender(size, scale) {
    const { residuals, step } = createHerding(size);
    return { residuals, send: (values, messages) => step(values, messages, scale()) };
  },
};

/** herd(k (k_p x + k_d Δx)), decoded where it is heard (O’Connor, Gavves and Welling 2017). Throws InputError for gains that cannot be decoded. */
export function proportionalDerivative(gains: Gains): Coding {
  checkGains(gains);
  const { proportional, derivative } = gains;
  const total = proportional + derivative;
  return {
    whole: true,
    sparse: true,
    keep: derivative / total,
    gain: 1 / total,
    createSender(size, scale) {
      const { residuals, step } = createHerding(size);
      const change = difference(size);
      return {
        residuals,
        send: (values, messages) =>
          step(
            values.map((value, i) => proportional * value + derivative * change(value, i)),
            messages,
            scale(),
          ),
      };
    },
  };
}

// Whole numbers in WebAssembly: a memory for each layer, in which its weights stay.
import type { Int8Arithmetic, Int8Kernel, Int8Layer } from './int8-runner.ts';
import { placed, upTo } from './placed.ts';

/** Rows of int8 codes as the kernel reads them: of eight units eight codes of each pair in turn, 128 more of the first of it beside those of the other. */
function inPairs(rows: Int8Array, inputs: number, wide: number, high: number): Int8Array {
  const out = new Int8Array(wide * high);
  for (let unit = 0; unit < high; unit += 1)
    for (let i = 0; i < wide; i += 1) {
      const code = i < inputs && unit * inputs < rows.length ? (rows[unit * inputs + i] as number) : 0;
      const at = (unit - (unit % 8)) * wide + 64 * (i >> 3) + 8 * ((unit % 8) - (unit % 2)) + 2 * (i & 7);
      out[at + (unit % 2)] = unit % 2 ? code : code + 128;
    }
  return out;
}

function int8Vectors({ rows, offsets, multipliers, zeroPoint, least }: Int8Layer): Int8Kernel {
  const units = offsets.length;
  const inputs = rows.length / units;
  const [wide, high] = [upTo(inputs, 8), upTo(units, 8)];
  const padded = { offsets: new Int32Array(high), multipliers: new Float64Array(high) };
  padded.offsets.set(offsets);
  padded.multipliers.set(multipliers);
  const { run, at, views } = placed({
    x: new Int8Array(wide),
    wide: new Int16Array(wide),
    rows: inPairs(rows, inputs, wide, high),
    ...padded,
    out: new Int8Array(high),
  });
  const codes = views.out.subarray(0, units);
  return (x, out, to, work) => {
    views.x.set(x);
    run.int8(at.x, at.wide, at.rows, at.offsets, at.multipliers, at.out, wide, high, zeroPoint, least);
    out.set(codes, to);
    work.multiplyAccumulatesInt8 += rows.length;
    work.weightBytes += rows.length;
    work.activationBytes += inputs + units;
  };
}

/** For `createInt8Runner`: the very codes of its own arithmetic. */
export const int8Arithmetic: Int8Arithmetic = {
  quantizer({ scale, zeroPoint }, count) {
    const wide = upTo(count, 4);
    const { run, at, views } = placed({ x: new Float32Array(wide), out: new Int8Array(wide) });
    const codes = views.out.subarray(0, count);
    return (x, out) => {
      views.x.set(x);
      run.quantize(at.x, at.out, wide, scale, zeroPoint);
      out.set(codes);
    };
  },
  kernel: int8Vectors,
};

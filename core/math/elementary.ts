// e^x, log x and x^y by additions and multiplications alone, which every host rounds alike. Math.exp and its kin differ in the last bit
// from one JavaScript engine to the next, and where a run is chaotic (a sampler that accepts or rejects) the last bit decides.

// log 2 in two parts, the first with zeros at its end, so that its product with an exponent is exact.
const LOG2_HIGH = 0.6931471803691238;
const LOG2_LOW = 1.9082149292705877e-10;
const PER_LOG2 = Math.LOG2E;

/** 2^k, k from −1074 to 1023, at k + 1074. */
const powersOfTwo = new Float64Array(2098);
powersOfTwo[1074] = 1;
for (let k = 1; k <= 1023; k += 1) powersOfTwo[1074 + k] = (powersOfTwo[1073 + k] as number) * 2;
for (let k = -1; k >= -1074; k -= 1) powersOfTwo[1074 + k] = (powersOfTwo[1075 + k] as number) / 2;

/** e^x, to about one unit in the last place: 2^k times the exponential series of what is left, which is below ½ log 2. */
export function exp(x: number): number {
  if (!(x > -744.4)) return x <= -744.4 ? 0 : Number.NaN;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  const k = Math.round(x * PER_LOG2);
  const r = x - k * LOG2_HIGH - k * LOG2_LOW;
  const s = r * r;
  // 1/n! up to n = 13, even and odd powers side by side.
  const even = 0.5 + s * (1 / 24 + s * (1 / 720 + s * (1 / 40320 + s * (1 / 3628800 + s / 479001600))));
  const odd = 1 / 6 + s * (1 / 120 + s * (1 / 5040 + s * (1 / 362880 + s * (1 / 39916800 + s / 6227020800))));
  const e = 1 + (r + s * (even + r * odd));
  // 2^1024 is no number: the last doubling is done by hand.
  return k > 1023 ? e * 2 * (powersOfTwo[2097] as number) : e * (powersOfTwo[k + 1074] as number);
}

const word = new Float64Array(1);
const halves = new Uint32Array(word.buffer);
/** Whether the half with sign and exponent comes second. */
const HIGH = (() => {
  word[0] = 1;
  return halves[1] === 0x3ff00000 ? 1 : 0;
})();

/** log x, to about one unit in the last place: the exponent times log 2, and 2 artanh((m − 1)/(m + 1)) of the mantissa m. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  // Below the normal numbers the exponent does not tell.
  if (x < 2.2250738585072014e-308) return log(x * 18014398509481984) - 54 * Math.LN2;
  word[0] = x;
  const high = halves[HIGH] as number;
  let k = (high >>> 20) - 1023;
  halves[HIGH] = (high & 0xfffff) | 0x3ff00000;
  let m = word[0] as number;
  if (m > Math.SQRT2) {
    m /= 2;
    k += 1;
  }
  const f = m - 1;
  const t = f / (2 + f);
  const s = t * t;
  const series =
    s *
    (1 / 3 + s * (1 / 5 + s * (1 / 7 + s * (1 / 9 + s * (1 / 11 + s * (1 / 13 + s * (1 / 15 + s * (1 / 17 + s * (1 / 19 + s / 21)))))))));
  // 2t = f − t f: the large part is kept apart from its correction.
  return k * LOG2_HIGH + (f - (t * f - (2 * t * series + k * LOG2_LOW)));
}

/** log(1 + x), x > −1, to a few units in the last place: what rounding 1 + x loses is given back as a factor (HP-15C Advanced Functions 1982). */
function log1p(x: number): number {
  const sum = 1 + x;
  return sum === 1 || sum === Number.POSITIVE_INFINITY ? x : (log(sum) * x) / (sum - 1);
}

/** log(1 + eˣ), without overflow, and e^x where that is all there is of it. */
export const softplus = (x: number): number => Math.max(0, x) + log1p(exp(-Math.abs(x)));

/** 1/(1 + e^−x). */
export function logistic(x: number): number {
  const e = exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + e) : e / (1 + e);
}

/** x^y for x > 0. */
export const power = (x: number, y: number): number => exp(y * log(x));

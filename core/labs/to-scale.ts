// Numbers as a hand would set them, beside data of any scale.

/** `x` to so many digits that it is within a hundredth of `spread`, and to at least `digits`. */
export function toScale(x: number, spread: number, digits: number): number {
  const ratio = Math.abs(x) / spread;
  const needed = Number.isFinite(ratio) && ratio > 1 ? digits - 1 + Math.floor(Math.log10(ratio)) : 0;
  return Number(x.toPrecision(Math.min(17, Math.max(digits, needed))));
}

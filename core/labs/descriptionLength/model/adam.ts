// Steps along a gradient, each coordinate at its own pace (Kingma & Ba 2015). Additions, products and square roots alone: the same bits on every host.

export interface AdamState {
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** What is left of the zeros that both began with: β₁ᵗ and β₂ᵗ. */
  readonly left: readonly [number, number];
}

const [FADE, SQUARE_FADE, FLOOR] = [0.9, 0.999, 1e-8];

export const beginAdam = (size: number): AdamState => ({
  first: new Float64Array(size),
  second: new Float64Array(size),
  left: [1, 1],
});

/** θ − rate · m̂ / (√v̂ + 10⁻⁸), and what the next step needs. Nothing is written in place. */
export function adamStep(
  { first, second, left }: AdamState,
  theta: Float64Array,
  gradient: Float64Array,
  rate: number,
): { readonly theta: Float64Array; readonly adam: AdamState } {
  const m = first.map((each, i) => FADE * each + (1 - FADE) * (gradient[i] as number));
  const v = second.map((each, i) => SQUARE_FADE * each + (1 - SQUARE_FADE) * (gradient[i] as number) ** 2);
  const [a, b] = [left[0] * FADE, left[1] * SQUARE_FADE];
  return {
    theta: theta.map((each, i) => each - (rate * ((m[i] as number) / (1 - a))) / (Math.sqrt((v[i] as number) / (1 - b)) + FLOOR)),
    adam: { first: m, second: v, left: [a, b] },
  };
}

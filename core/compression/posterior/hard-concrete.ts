// Gates that are 0 or 1 with some probability and between them otherwise: hard concrete (Louizos, Welling & Kingma 2018).
import { log, logistic } from '../../math/elementary.ts';
import { integrate } from '../../math/quadrature.ts';

export interface HardConcrete {
  /** γ < 0, where the stretched interval begins. */
  readonly low: number;
  /** ζ > 1, where it ends. */
  readonly high: number;
  /** β. */
  readonly temperature: number;
}

/** γ = −0.1, ζ = 1.1, β = ⅔. */
export const publishedGate: HardConcrete = { low: -0.1, high: 1.1, temperature: 2 / 3 };

const clipped = (x: number): number => Math.min(1, Math.max(0, x));

/** z = min(1, max(0, s (ζ − γ) + γ)), s = σ((logit u + log α)/β), for u of (0, 1). */
export const gateOf = (logAlpha: number, u: number, { low, high, temperature }: HardConcrete = publishedGate): number =>
  clipped(logistic((log(u) - log(1 - u) + logAlpha) / temperature) * (high - low) + low);

/** log α − β logit((t − γ)/(ζ − γ)): its σ is P(z > t) for t from 0 to 1, z = 1 counted beyond it. */
const heightAbove = (t: number, logAlpha: number, { low, high, temperature }: HardConcrete): number =>
  logAlpha - temperature * log((t - low) / (high - t));

/** P(z ≠ 0) = σ(log α − β log(−γ/ζ)), what a gate costs times λ. */
export const probabilityOpen = (logAlpha: number, gate: HardConcrete = publishedGate): number => logistic(heightAbove(0, logAlpha, gate));

/** P(z = 0). */
export const probabilityZero = (logAlpha: number, gate: HardConcrete = publishedGate): number => logistic(-heightAbove(0, logAlpha, gate));

/** P(z = 1) = σ(log α − β log((1 − γ)/(ζ − 1))). */
export const probabilityOne = (logAlpha: number, gate: HardConcrete = publishedGate): number => logistic(heightAbove(1, logAlpha, gate));

/** d P(z ≠ 0)/d log α = P(z ≠ 0) P(z = 0). */
export const openSlope = (logAlpha: number, gate: HardConcrete = publishedGate): number =>
  probabilityOpen(logAlpha, gate) * probabilityZero(logAlpha, gate);

/** E z = ∫₀¹ P(z > t) dt, by quadrature to 1e−13: P(z > t) has no kink between 0 and 1, whereas z as a function of u has two. */
export const gateMean = (logAlpha: number, gate: HardConcrete = publishedGate): number =>
  integrate((t) => logistic(heightAbove(t, logAlpha, gate)), [0, 1]).value;

/** What a test multiplies by: min(1, max(0, σ(log α)(ζ − γ) + γ)). */
export const testGate = (logAlpha: number, { low, high }: HardConcrete = publishedGate): number =>
  clipped(logistic(logAlpha) * (high - low) + low);

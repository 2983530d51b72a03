// Components that have come together are one level of the codebook.
import { normalKl } from '../../prob/normal.ts';
import type { SharingPrior } from './prior.ts';

/** One normal of a mixture. */
export interface Component {
  readonly share: number;
  readonly mean: number;
  readonly variance: number;
}

/** π = π₁ + π₂, μ and σ² the π-weighted means: as published, without the term for the means’ distance, so narrower than the two together. */
export function mergeTwo(a: Component, b: Component): Component {
  const share = a.share + b.share;
  const between = (x: number, y: number) => (a.share * x + b.share * y) / share;
  return { share, mean: between(a.mean, b.mean), variance: between(a.variance, b.variance) };
}

/** The lesser of the two KL divergences. */
function divergenceOf(a: Component, b: Component): number {
  const [sdA, sdB] = [Math.sqrt(a.variance), Math.sqrt(b.variance)];
  return Math.min(normalKl(a.mean, sdA, b.mean, sdB), normalKl(b.mean, sdB, a.mean, sdA));
}

/**
 * Merges the two components that are nearest in KL, again and again, as long as that is below `most` nats. Component 0 takes in others
 * and stays at mean 0. The authors’ code merges all pairs below its bound at once instead.
 */
export function mergeComponents({ shares, means, sds }: SharingPrior, most: number): SharingPrior {
  const components: Component[] = Array.from(shares, (share, j) => ({
    share,
    mean: means[j] as number,
    variance: (sds[j] as number) ** 2,
  }));
  for (;;) {
    let nearest = { first: 0, second: 0, divergence: most };
    components.forEach((a, first) => {
      for (let second = first + 1; second < components.length; second += 1) {
        const divergence = divergenceOf(a, components[second] as Component);
        if (divergence < nearest.divergence) nearest = { first, second, divergence };
      }
    });
    const { first, second } = nearest;
    if (second === 0) break;
    const merged = mergeTwo(components[first] as Component, components[second] as Component);
    components[first] = first === 0 ? { ...merged, mean: 0 } : merged;
    components.splice(second, 1);
  }
  return {
    shares: Float64Array.from(components, ({ share }) => share),
    means: Float64Array.from(components, ({ mean }) => mean),
    sds: Float64Array.from(components, ({ variance }) => Math.sqrt(variance)),
  };
}

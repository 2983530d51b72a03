// What values become when a trained model is chosen to begin with: its own shapes.
import type { VaeValues } from './params.ts';

const shapes = { network: 'dense', hiddenUnits: 400, activation: 'relu', likelihood: 'bernoulli', family: 'meanField' } as const;

const latents: Readonly<Record<Exclude<VaeValues['weights'], 'fresh'>, number>> = { digits2d: 2, digits20d: 20 };

export const adopt = ({ weights }: VaeValues): Partial<VaeValues> =>
  weights === 'fresh' ? {} : { ...shapes, latentDimension: latents[weights] };

// What a coordinate of θ is called.
import { OWN } from '../../../data/dataset.ts';
import type { SamplersValues } from './params.ts';

export function axisName({ target, axisX, axisY }: SamplersValues, which: 0 | 1): string {
  switch (target) {
    case 'iris':
    case 'faithful':
      return (['intercept', 'slope'] as const)[which];
    case 'penguins':
    case 'concrete':
    case OWN:
      return `weight ${which === 0 ? axisX : axisY}`;
    case 'funnel':
      return (['x', 'v'] as const)[which];
    default:
      return (['θ₁', 'θ₂'] as const)[which];
  }
}

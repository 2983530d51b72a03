// What the measured moments are held against: of each estimator its mean against the true gradient, its variance against the exact one.
import { type EstimatorName, estimatorNames } from '../../../inference/estimators/estimators.ts';
import type { CertificateSpec } from '../../../lab/certificate.ts';
import { shortNames } from './params.ts';

type Certificates = Readonly<
  Record<
    `${EstimatorName}${'Mean' | 'Variance'}`,
    CertificateSpec & {
      readonly estimate: `${EstimatorName}${'Mean' | 'Variance'}`;
      readonly standardError: `${EstimatorName}${'MeanError' | 'VarianceError'}`;
      readonly exact: 'trueGradient' | `${EstimatorName}VarianceExact`;
      readonly draws?: `${EstimatorName}VarianceDraws`;
    }
  >
>;

export const certificates = Object.fromEntries(
  estimatorNames.flatMap((name) => [
    [
      `${name}Mean`,
      {
        estimate: `${name}Mean`,
        standardError: `${name}MeanError`,
        exact: 'trueGradient',
        test: `The mean of all its estimates against the true gradient: is ${shortNames[name]} unbiased?`,
      },
    ],
    [
      `${name}Variance`,
      {
        estimate: `${name}Variance`,
        standardError: `${name}VarianceError`,
        exact: `${name}VarianceExact`,
        draws: `${name}VarianceDraws`,
        test: 'The variance of all its estimates, for one draw, against formula, sum or quadrature.',
      },
    ],
  ]),
) as Certificates;

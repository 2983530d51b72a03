// All ways to train a classifier that compresses, in the order in which they are shown.
import type { Method } from '../method.ts';
import { binaryConnect } from './binary-connect.ts';
import { hardConcreteGates } from './hard-concrete.ts';
import { horseshoe } from './horseshoe.ts';
import { iterativePruning, oneShotPruning } from './magnitude-pruning.ts';
import { normalJeffreys } from './normal-jeffreys.ts';
import { plain } from './plain.ts';
import { probabilisticBinary } from './probabilistic-binary.ts';
import { quantizationAware } from './quantization-aware.ts';
import { relaxedQuantization } from './relaxed-quantization.ts';
import { softWeightSharing } from './soft-weight-sharing.ts';
import { sparseVariational } from './sparse-variational.ts';

/** A method whose own settings are not told apart. */
export type AnyMethod = Method<string>;

export const methods: readonly AnyMethod[] = [
  plain,
  oneShotPruning,
  iterativePruning,
  sparseVariational,
  hardConcreteGates,
  normalJeffreys,
  horseshoe,
  quantizationAware,
  relaxedQuantization,
  softWeightSharing,
  binaryConnect,
  probabilisticBinary,
];

// What chance is drawn for in the VAE lab.
import { streamsFor } from '../../../prob/streams.ts';

export const streamOf = streamsFor('vae', [
  'weights',
  'order',
  'heldOutLevels',
  'heldOutCodes',
  'importanceWeights',
  'bounds',
  'information',
  'trainingLevels',
  'trainingCodes',
  'step',
  'fantasies',
  'drawing',
  'borrowedBits',
  'codedBound',
  'annealing',
  'annealedBounds',
  'neighbours',
]);

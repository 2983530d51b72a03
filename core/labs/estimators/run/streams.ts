// What chance is drawn for in the Gradient estimators lab.
import { streamsFor } from '../../../prob/streams.ts';

export const purposes = ['measured', 'alongWidth', 'alongDimension', 'minibatches', 'arrows', 'race'] as const;

export const streamOf = streamsFor('estimators', purposes);

// What chance is drawn for in the Gradient estimators lab.
import { streamsFor } from '../../../prob/streams.ts';

export const streamOf = streamsFor('estimators', ['measured', 'alongWidth', 'alongDimension', 'minibatches', 'arrows', 'race']);

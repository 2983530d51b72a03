// What chance is drawn for in the Samplers lab.
import { streamsFor } from '../../../prob/streams.ts';

export const streamOf = streamsFor('samplers', ['rival']);

// What chance is drawn for in the Samplers lab.
import { streamsFor } from '../../../prob/streams.ts';

export const purposes = ['rival'] as const;

export const streamOf = streamsFor('samplers', purposes);

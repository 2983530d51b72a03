// What chance is drawn for in the Bound lab.
import { streamsFor } from '../../../prob/streams.ts';

export const purposes = ['estimate'] as const;

export const streamOf = streamsFor('bound', purposes);

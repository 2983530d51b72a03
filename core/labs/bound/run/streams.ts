// What chance is drawn for in the Bound lab.
import { streamsFor } from '../../../prob/streams.ts';

export const streamOf = streamsFor('bound', ['estimate']);

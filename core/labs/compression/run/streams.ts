// What chance is drawn for in the Compression lab, beside what trainings draw themselves.
import { streamsFor } from '../../../prob/streams.ts';

export const streamOf = streamsFor('compression', ['weights', 'signs']);

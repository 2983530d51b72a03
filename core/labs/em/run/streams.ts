// What chance is drawn for in the lab of expectation–maximization.
import { streamsFor } from '../../../prob/streams.ts';

export const streamOf = streamsFor('em', ['points', 'restarts', 'images']);

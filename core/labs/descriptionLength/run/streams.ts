// What chance is drawn for in the lab of description lengths.
import { streamsFor } from '../../../prob/streams.ts';

export const streamOf = streamsFor('descriptionLength', ['points', 'cases', 'weights', 'message', 'other', 'sampled']);

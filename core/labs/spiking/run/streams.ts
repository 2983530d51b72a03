// What chance is drawn for in the lab of spikes.
import { streamsFor } from '../../../prob/streams.ts';

export const streamOf = streamsFor('spiking', ['order', 'scales']);

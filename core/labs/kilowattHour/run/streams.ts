// What chance is drawn for in the lab of kilowatt-hours.
import { streamsFor } from '../../../prob/streams.ts';

export const streamOf = streamsFor('kilowattHour', ['weights', 'order', 'noise', 'judged']);

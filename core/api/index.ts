/**
 * Free energy without a page: the labs, and what they are built of.
 *
 * Numbers are float64 and nats unless a name says otherwise; what is wrong in what a caller gives is thrown as {@link InputError}.
 * @module free-energy-lab/core
 */

export { InputError } from '../base/input-error.ts';
export { createRandom, type Random } from '../prob/random.ts';
export * as estimators from './estimators.ts';
export * as inference from './inference.ts';
export * from './labs.ts';
export * as nets from './nets.ts';

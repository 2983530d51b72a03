// The registry: one line a lab, in the order of the menu.
import { InputError } from '../base/input-error.ts';
import type { Lab } from '../lab/lab.ts';

export interface Entry {
  readonly id: string;
  readonly title: string;
  readonly tagline: string;
  /** A lab's code, tfjs included, comes when it is asked for. */
  readonly load: () => Promise<Lab>;
}

export const labs: readonly Entry[] = [
  {
    id: 'bound',
    title: 'The bound',
    tagline: 'Bayes’ rule, and the price of an approximation',
    load: async () => (await import('./bound/lab.ts')).bound,
  },
  {
    id: 'em',
    title: 'Expectation–maximization',
    tagline: 'Two half-steps, one thing that falls',
    load: async () => (await import('./em/lab.ts')).em,
  },
  {
    id: 'descriptionLength',
    title: 'Description length',
    tagline: 'What a belief about a weight costs to send',
    load: async () => (await import('./descriptionLength/lab.ts')).descriptionLength,
  },
  {
    id: 'samplers',
    title: 'Samplers',
    tagline: 'Drawing from a posterior, and what it costs',
    load: async () => (await import('./samplers/lab.ts')).samplers,
  },
  {
    id: 'estimators',
    title: 'Gradient estimators',
    tagline: 'One gradient, many estimates: variance one can see',
    load: async () => (await import('./estimators/lab.ts')).estimators,
  },
  {
    id: 'vae',
    title: 'Autoencoders',
    tagline: 'Networks that learn to code images',
    load: async () => (await import('./vae/lab.ts')).vae,
  },
  {
    id: 'compression',
    title: 'Compression',
    tagline: 'What is a weight worth?',
    load: async () => (await import('./compression/lab.ts')).compression,
  },
  {
    id: 'spiking',
    title: 'Spikes',
    tagline: 'Nothing changes, nothing is spent',
    load: async () => (await import('./spiking/lab.ts')).spiking,
  },
  {
    id: 'kilowattHour',
    title: 'Intelligence per kilowatt-hour',
    tagline: 'What does an answer cost, and what does it tell?',
    load: async () => (await import('./kilowattHour/lab.ts')).kilowattHour,
  },
];

/** The lab of this name. Throws InputError. */
export async function loadLab(id: string): Promise<Lab> {
  const entry = labs.find((lab) => lab.id === id);
  if (!entry) throw new InputError('lab', `one of ${labs.map((lab) => lab.id).join(', ')}`, id);
  return entry.load();
}

import { type Random, randomFrom } from '../prob/random.ts';

/** The generator of what is drawn once and for all: the parts of a set of images, the points of a toy. */
export const fixedRandom = (): Random => randomFrom(Int32Array.of(-2, -1, 0, 1));

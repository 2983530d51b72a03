// The noise of a step as plain numbers.
import type { Random } from '../../prob/random.ts';
import type { Values } from '../../tensor/index.ts';
import { noiseOf } from '../evaluation.ts';
import type { NoiseShape } from './method.ts';

/** (k + ½) / 2²³: exact in float32, and neither 0 nor 1. */
const GRAINS = 2 ** 23;

function uniforms(random: Random, length: number): Float32Array {
  const wholes = new Int32Array(length);
  random.wholes(GRAINS, wholes);
  const out = new Float32Array(length);
  for (let i = 0; i < length; i += 1) out[i] = ((wholes[i] as number) + 0.5) / GRAINS;
  return out;
}

/** Numbers of all shapes, in their order, from one stream. */
export const drawNoise = (shapes: readonly NoiseShape[], random: Random): readonly Values[] =>
  shapes.map(({ kind, shape }) => {
    const length = shape.reduce((product, side) => product * side, 1);
    return { shape, values: kind === 'normal' ? noiseOf(random, length) : uniforms(random, length) };
  });

// Scales that go down as one looks: one step of descent before each frame.
import type { ImageSet } from '../../../data/images.ts';
import { shuffled } from '../../../prob/shuffle.ts';
import type { Layers } from '../../../spiking/layers.ts';
import { createScaleDescent, type ScaleDescent } from '../../../spiking/scale-optimization.ts';
import { probabilitiesOf } from '../../../spiking/scale-slopes.ts';
import { imageAt } from '../model/stream.ts';
import { streamOf } from './streams.ts';

/** Training images that are gone through, and those of a step. */
const IMAGES = 200;
const BATCH = 10;
const RATE = 0.05;
const BEGIN = [2, 2, 2];

export interface LiveScales {
  readonly scales: ScaleDescent['scales'];
  /** Step `at`, from 0, at a price λ of an addition; each epoch in an order of its own, which seed and step alone tell. */
  step(at: number, lambda: number): void;
}

export function createLiveScales(layers: Layers, training: ImageSet, seed: number): LiveScales {
  const frames = Array.from({ length: Math.min(IMAGES, training.count) }, (_, at) => imageAt(training, at).pixels);
  const targets = frames.map((frame) => probabilitiesOf(layers, frame));
  const { scales, step } = createScaleDescent(layers, BEGIN);
  const steps = Math.ceil(frames.length / BATCH);
  return {
    scales,
    step(at, lambda) {
      const order = Array.from(shuffled(frames.length, streamOf(seed, 'scales', Math.floor(at / steps))));
      const places = order.slice((at % steps) * BATCH, (at % steps) * BATCH + BATCH);
      step(
        places.map((place) => frames[place] as Float32Array),
        places.map((place) => targets[place] as Float64Array),
        lambda,
        RATE,
      );
    },
  };
}

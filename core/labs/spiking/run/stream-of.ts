// The stream that the values ask for.
import { InputError } from '../../../base/input-error.ts';
import type { ImageSet } from '../../../data/images.ts';
import { shuffled } from '../../../prob/shuffle.ts';
import { temporalPlaces } from '../../../spiking/temporal-order.ts';
import type { SpikingValues } from '../declaration/params.ts';
import { type Frame, imageAt, moved, ordered, placeAt } from '../model/stream.ts';
import { streamOf } from './streams.ts';

/** Gives frame t; what a hand does is in the values, all else is known from the beginning. */
export type Source = (t: number, values: SpikingValues) => Frame;

export function sourceOf(set: ImageSet, values: SpikingValues, seed: number): Source {
  const { source, image, buffer, moving } = values;
  const chosen = () => {
    if (image > set.count) throw new InputError('image', `1 to ${set.count}`, String(image));
    return imageAt(set, image - 1);
  };
  switch (source) {
    case 'still': {
      const still = chosen();
      return () => still;
    }
    case 'rests': {
      const { pixels, label } = chosen();
      return (t) => ({ pixels: moved(pixels, set.columns, ...placeAt(t, moving)), label });
    }
    case 'temporal':
      return ordered(set, temporalPlaces(set.pixels, set.rows * set.columns, buffer));
    case 'shuffled':
      return ordered(set, shuffled(set.count, streamOf(seed, 'order')).values());
    case 'hand': {
      const given = chosen();
      return (_, { drawn, right, up }) => ({
        pixels: moved(
          drawn === '' ? given.pixels : Float32Array.from(drawn, (digit) => Number.parseInt(digit, 16) / 15),
          set.columns,
          right,
          up,
        ),
        label: drawn === '' ? given.label : undefined,
      });
    }
  }
}

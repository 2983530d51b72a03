// The largest of each square of an image, in plain loops: with TensorFlow.js’ plain kernels a step of LeNet-5 takes five times as long.
import { mapped, type Tensor, type Tensor4D, tf } from '../../tensor/index.ts';

/** Calls back for each number of each square, [rows, height, width, channels]: its place, and that of its square; row by row. */
function bySquare([rows, height, width, channels]: readonly number[], side: number, each: (at: number, square: number) => void): void {
  const [n, h, w, c] = [rows as number, height as number, width as number, channels as number];
  const [tall, wide] = [Math.floor(h / side), Math.floor(w / side)];
  for (let i = 0; i < n; i += 1)
    for (let y = 0; y < tall * side; y += 1)
      for (let x = 0; x < wide * side; x += 1) {
        const from = ((i * h + y) * w + x) * c;
        const to = ((i * tall + Math.floor(y / side)) * wide + Math.floor(x / side)) * c;
        for (let k = 0; k < c; k += 1) each(from + k, to + k);
      }
}

/** The largest of each side × side of [rows, height, width, channels]; what does not fill a square is left out. Slopes go to the first of the largest. */
export function largestOfSquares(x: Tensor4D, side: number): Tensor4D {
  const [n, h, w, c] = x.shape;
  const shape = [n, Math.floor(h / side), Math.floor(w / side), c];
  const size = shape.reduce((product, each) => product * each, 1);
  const largest = (values: Float32Array) => {
    const out = new Float32Array(size).fill(Number.NEGATIVE_INFINITY);
    bySquare([n, h, w, c], side, (at, square) => {
      const value = values[at] as number;
      if (!(value <= (out[square] as number))) out[square] = value;
    });
    return out;
  };
  const slopes = (values: Float32Array, dy: Float32Array) => {
    const best = largest(values);
    const given = new Uint8Array(size);
    const out = new Float32Array(values.length);
    bySquare([n, h, w, c], side, (at, square) => {
      if (given[square] || values[at] !== best[square]) return;
      given[square] = 1;
      out[at] = dy[square] as number;
    });
    return out;
  };
  const pooled = tf.customGrad((...given) => {
    const [images, save] = given as unknown as [Tensor4D, (all: Tensor[]) => void];
    save([images]);
    return {
      value: mapped([images], shape, largest),
      gradFunc: (dy: Tensor, saved: Tensor[]) => mapped<Tensor>([saved[0] as Tensor, dy], [n, h, w, c], slopes),
    };
  });
  return pooled(x) as Tensor4D;
}

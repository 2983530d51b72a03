// Whether the kernels count what they should: of dense layers Σ inputs · units, and of a batch nothing else than its answers, weights read once.
import type { CodedNetwork } from '../../../compression/coded.ts';
import { sizeOf } from '../../../compression/weights.ts';
import { logitsOf } from '../../../nets/classify/judge.ts';
import { workOf } from '../../../tensor/index.ts';

const BATCH = 128;

/** How far counts are from that, 0 where they are not. Asked are images without a black pixel, since zeros are passed over. */
export function strayWork(network: CodedNetwork): number {
  const size = sizeOf(network.input);
  const images = Float32Array.from({ length: BATCH * size }, (_, i) => (1 + (i % 7)) / 8);
  const of = (count: number) => workOf(() => logitsOf(network, images.subarray(0, count * size)));
  const [one, many] = [of(1), of(BATCH)];
  const closed = network.layers.reduce((sum, { weights: { shape } }) => sum + sizeOf(shape), 0);
  return (
    Math.abs(one.multiplyAccumulatesFloat32 - closed) +
    Math.abs(many.multiplyAccumulatesFloat32 - BATCH * closed) +
    Math.abs(many.weightBytes - one.weightBytes) +
    Math.abs(many.activationBytes - BATCH * one.activationBytes)
  );
}

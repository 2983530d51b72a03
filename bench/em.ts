// What an iteration of EM costs on many data, against scikit-learn’s GaussianMixture in the same run: repetitions take turns.
import { batch } from '../core/inference/em/batch.ts';
import type { Mixture } from '../core/inference/em/mixture.ts';
import { normalComponents } from '../core/inference/em/normal.ts';
import { beginEm, initialSettings } from '../core/inference/em/variant.ts';
import { createRandom } from '../core/prob/random.ts';
import { openPeer } from './peer.ts';
import { median, type Row } from './statistics.ts';

const SIZE = 100_000;
const COMPONENTS = 8;
const ITERATIONS = 10;
const REPETITIONS = 5;

/** Eight blobs on a ring; the components begin at eight of the data, with the variance of a blob. */
function problem() {
  const random = createRandom(1);
  const data = new Float64Array(2 * SIZE);
  for (let i = 0; i < SIZE; i += 1) {
    const angle = (2 * Math.PI * (i % COMPONENTS)) / COMPONENTS;
    data[2 * i] = 4 * Math.cos(angle) + random.normal();
    data[2 * i + 1] = 4 * Math.sin(angle) + random.normal();
  }
  const theta = Float64Array.from({ length: 5 * COMPONENTS }, (_, at) => {
    const [k, i] = [Math.floor(at / 5), at % 5];
    return i < 2 ? (data[2 * k + i] as number) : i === 3 ? 0 : 1;
  });
  const start: Mixture = { weights: new Float64Array(COMPONENTS).fill(1 / COMPONENTS), theta };
  return { data, start };
}

export async function emRows(): Promise<Row[]> {
  const { data, start } = problem();
  const model = { components: normalComponents({ data, dimension: 2, covariance: 'full' }) };
  const own = () => {
    let state = beginEm(model, start);
    const begun = performance.now();
    for (let move = 0; move < 2 * ITERATIONS; move += 1) state = batch.next(model, state, initialSettings);
    return (performance.now() - begun) / ITERATIONS;
  };
  const peer = await openPeer('em.py');
  if (!peer) console.log('scikit-learn is not installed (Debian package: python3-sklearn): no peer for EM.');
  const [ours, theirs]: [number[], number[]] = [[], []];
  own();
  for (let i = 0; i < REPETITIONS; i += 1) {
    ours.push(own());
    if (peer)
      theirs.push(
        await peer.ask<number>({ data: [...data], means: [...start.theta].filter((_, at) => at % 5 < 2), iterations: ITERATIONS }),
      );
  }
  peer?.close();
  const measured = median(ours);
  const what = `an iteration of EM, ${SIZE.toLocaleString('en')} points × ${COMPONENTS} components × 2, full covariance`;
  return [{ what, measured, unit: 'ms', ...(peer && { against: { name: `scikit-learn ${peer.version}`, value: median(theirs) } }) }];
}

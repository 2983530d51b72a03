// `npx tsx scripts/train-variants.ts [digits | mnist] [name …]`: trains the networks that stand beside the dense one where answers are priced,
// each as the Compression lab does, and writes them under samples/models. About a quarter of an hour for all.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { dataFor } from '../cli/data.ts';
import { networkFileOf, readNetwork } from '../core/compression/file/network-file.ts';
import { readSafetensors } from '../core/io/safetensors.ts';
import { initialValues, parseValues } from '../core/lab/param.ts';
import { openRun } from '../core/lab/run.ts';
import { compression as lab } from '../core/labs/compression/lab.ts';
import { examplesOf } from '../core/nets/classify/examples.ts';
import { judge } from '../core/nets/classify/judge.ts';
import { probabilisticBinary } from '../core/nets/classify/methods/probabilistic-binary.ts';
import { trainedIn } from '../core/nets/classify/trained.ts';
import { streamsFor } from '../core/prob/streams.ts';
import { root } from './root.ts';

const SEED = 1;
/** Networks drawn from a belief about signs. */
const MEMBERS = 16;
/** Images that statistics of batches are taken of when a network is read out. */
const STATISTICS = 1000;

const bases = {
  digits: { network: 'small', dataset: 'digits' },
  mnist: { network: 'lenet300', dataset: 'mnist', batchSize: 128 },
} as const;

/** What files are called, after the dense network that they begin with. */
const stems = { digits: 'classifier-small', mnist: 'classifier-lenet-300-100' } as const;

/** What each is trained with; the rest is the lab’s. */
const recipes = {
  pruned: {
    method: 'iterativePruning',
    digits: { sparsity: 0.75, epochs: 20 },
    mnist: { sparsity: 0.92, epochs: 40, learningRate: 0.003, inputDropout: 0.2 },
  },
  signs: {
    method: 'binaryConnect',
    digits: { epochs: 40, learningRate: 0.01 },
    mnist: { epochs: 40, learningRate: 0.003 },
  },
  probable: {
    method: 'probabilisticBinary',
    digits: { epochs: 40, learningRate: 0.03, inverseTemperature: 0 },
    mnist: { epochs: 40, learningRate: 0.01, inverseTemperature: 0, inputDropout: 0.2 },
  },
} as const;

const streamOf = streamsFor('train-variants', ['signs']);

async function train(set: keyof typeof bases, name: keyof typeof recipes): Promise<void> {
  const { method, ...rest } = recipes[name];
  const values = parseValues(lab.params, initialValues(lab.params), { ...bases[set], ...rest[set], methods: method, shown: method });
  const data = await dataFor(lab, values, undefined);
  const run = await openRun(lab, values, SEED, data);
  let frame = await run.next(0, values);
  while (!frame.done) frame = await run.next(100, values);
  const [training, heldOut] = [data?.images?.training, data?.images?.heldOut];
  if (!training || !heldOut || !data?.model) throw new Error('no images');
  const judged = examplesOf(heldOut);
  const stem = join(root, 'samples/models', `${stems[set]}-${name}`);
  const say = (what: string, network: Parameters<typeof judge>[0]) => {
    const { error, crossEntropy } = judge(network, judged);
    process.stdout.write(`${set} ${what}: ${(100 * error).toFixed(2)} % wrong, ${crossEntropy.toFixed(4)} nats\n`);
  };
  const [file] = await run.export('compressed', values);
  if (!file) throw new Error('no file');
  say(name, readNetwork(file.bytes));
  await writeFile(`${stem}.feln`, file.bytes);
  if (name === 'probable') {
    const checkpoint = run.checkpoint();
    if (!checkpoint) throw new Error('no checkpoint');
    const prefix = `${method}/surveyed/`;
    const weights = Object.fromEntries(
      readSafetensors('checkpoint', checkpoint.bytes).tensors.flatMap(({ name: tensor, shape, values: numbers }) =>
        tensor.startsWith(prefix) ? [[tensor.slice(prefix.length), { shape: [...shape], values: numbers }]] : [],
      ),
    );
    const { classifier } = trainedIn('network', data.model);
    const examples = examplesOf(training);
    const inputs = examples.inputs.subarray(0, (Math.min(STATISTICS, examples.count) * examples.inputs.length) / examples.count);
    const members = Array.from({ length: MEMBERS }, (_, k) =>
      probabilisticBinary.readOut(classifier, weights, probabilisticBinary.defaults, {
        inputs,
        signs: 'drawn',
        random: streamOf(SEED, 'signs', k),
      }),
    );
    for (const [k, network] of members.entries()) say(`${name}, drawn ${k + 1}`, network);
    const named = members.map((network, k) => [`${String(k + 1).padStart(2, '0')}.feln`, networkFileOf(network).bytes] as const);
    await writeFile(`${stem}-drawn.zip`, zipSync(Object.fromEntries(named), { level: 0, mtime: new Date(2026, 0, 1) }));
  }
  run.close();
}

const [chosen, ...some] = process.argv.slice(2);
for (const set of Object.keys(bases) as (keyof typeof bases)[])
  if (!chosen || chosen === set)
    for (const name of Object.keys(recipes) as (keyof typeof recipes)[])
      if (some.length === 0 || some.includes(name)) await train(set, name);

// npm run bench: what the labs cost, as ratios against a frame, an aim or a peer measured in the same run.
import { cpus } from 'node:os';
import { coderRows } from './coder.ts';
import { compressedRows } from './compressed.ts';
import { emRows } from './em.ts';
import { estimatorRows } from './estimators.ts';
import { observeRows } from './observe.ts';
import { pageRows } from './page.ts';
import { samplerRows } from './samplers.ts';
import { samplersPageRows } from './samplers-page.ts';
import { spikingRows } from './spiking.ts';
import { printTable, type Row } from './statistics.ts';
import { tensorRows } from './tensor.ts';
import { vaeRows } from './vae.ts';

const parts: Readonly<Record<string, readonly [title: string, rows: () => Promise<readonly Row[]>]>> = {
  page: ['The page', pageRows],
  observe: ['One observation, in Node', observeRows],
  'samplers-page': ['The page, on the Samplers lab', samplersPageRows],
  samplers: ['The samplers, in Node', samplerRows],
  em: ['Expectation–maximization, in Node', emRows],
  coder: ['The coder, in Node', coderRows],
  compressed: ['Running a compressed network', compressedRows],
  spiking: ['Spikes against the dense network, in Node', spikingRows],
  estimators: ['Gradient estimators, in Node', estimatorRows],
  tensor: ['Training a network', tensorRows],
  vae: ['Training the Autoencoders lab', vaeRows],
};

// All of them, or those that are named.
const named = process.argv.slice(2);
const unknown = named.find((name) => !(name in parts));
if (unknown !== undefined) {
  console.error(`part: expected ${Object.keys(parts).join(', ')}; got ${unknown}`);
  process.exit(2);
}
console.log(`Node ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}`);
for (const [name, [title, rows]] of Object.entries(parts)) if (named.length === 0 || named.includes(name)) printTable(title, await rows());

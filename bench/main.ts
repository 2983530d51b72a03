// npm run bench: what the labs cost, as ratios against a frame, an aim or a peer measured in the same run.
import { cpus } from 'node:os';
import { estimatorRows } from './estimators.ts';
import { observeRows } from './observe.ts';
import { pageRows } from './page.ts';
import { samplerRows } from './samplers.ts';
import { samplersPageRows } from './samplers-page.ts';
import { printTable } from './statistics.ts';
import { tensorRows } from './tensor.ts';
import { vaeRows } from './vae.ts';

console.log(`Node ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}`);
printTable('The page, on the Bound lab', await pageRows());
printTable('One observation, in Node', await observeRows());
printTable('The page, on the Samplers lab', await samplersPageRows());
printTable('The samplers, in Node', await samplerRows());
printTable('Gradient estimators, in Node', await estimatorRows());
printTable('Training a network', await tensorRows());
printTable('Training the Autoencoders lab', await vaeRows());

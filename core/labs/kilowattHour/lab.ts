// The lab of joules: what an answer costs, what it tells, and what it took to learn it.
import { idxPair } from '../../data/dataset.ts';
import { defineLab } from '../../lab/lab.ts';
import { equations } from './declaration/equations.ts';
import { grids, scalars, tables } from './declaration/outputs.ts';
import { params } from './declaration/params.ts';
import { plots } from './declaration/plots.ts';
import { presets } from './declaration/presets.ts';
import { sentence } from './declaration/sentences.ts';
import { whoseAnswer } from './declaration/whose-answer.ts';
import { type NetworkRole, networkFiles, networkSources, type Task } from './model/network-files.ts';

const parts = [
  { scalar: 'computeEnergy', sign: 1 },
  { scalar: 'onChipEnergy', sign: 1 },
  { scalar: 'dramEnergy', sign: 1 },
  { scalar: 'idleEnergy', sign: 1, quiet: true },
] as const;

const networksOf = (task: Task) =>
  (Object.entries(networkFiles[task]) as [NetworkRole, string][]).map(([role, file]) => ({ file, source: networkSources[role] }));

export const kilowattHour = defineLab({
  version: 1,
  params,
  play: 'Train',
  speed: 60,
  training: {
    progress: { scalar: 'epoch', of: 'epochs', word: 'epoch' },
    rates: { joulesPerSecond: { of: 'trainingJoules', label: 'J/s, estimated' } },
    models: { param: 'network', files: {}, reader: async () => (await import('./files/read-network.ts')).readNetwork },
  },
  scalars,
  tables,
  grids,
  presets,
  equations,
  headline: { left: { scalar: 'microjoules' }, terms: parts },
  ledger: { total: 'microjoules', rows: [{ terms: parts }] },
  readouts: [
    { scalar: 'microjoulesMeasured', standardError: 'microjoulesMeasuredError' },
    { scalar: 'bitsPerJoule' },
    { scalar: 'correctPerKilowattHour' },
    { scalar: 'error' },
    { scalar: 'bits' },
    { scalar: 'multiplyAccumulates' },
    { scalar: 'batteryDays' },
    { scalar: 'gramsPerMillion' },
    { scalar: 'microjoulesPerBit' },
  ],
  plots,
  layout: {
    main: ['efficiency', 'correct', 'ladder'],
    side: ['parts', 'overBatch', 'stopping'],
    row: [['costs', 'course'], ['operations'], ['things', 'lasting']],
  },
  identities: [
    {
      name: 'bits = log₂ classes − cross-entropy',
      tex: 'I=\\log_2 C-\\mathrm{CE}/\\ln 2',
      of: ['bits', 'classes', 'crossEntropy'],
      residual: (s) => s.bits - (Math.log2(s.classes) - s.crossEntropy / Math.LN2),
      tolerance: 1e-10,
    },
    {
      name: 'bits a joule · joules = bits',
      tex: '\\tfrac{I}{E}\\cdot E=I',
      of: ['bitsPerJoule', 'joulesEstimated', 'bits'],
      residual: (s) => s.bitsPerJoule * s.joulesEstimated - s.bits,
      tolerance: 1e-10,
    },
    {
      name: 'right answers = answers · (1 − error)',
      tex: 'n_\\text{right}=(1-\\varepsilon)\\,n',
      of: ['correctPerKilowattHour', 'answersPerKilowattHour', 'error'],
      residual: (s) => s.correctPerKilowattHour / s.answersPerKilowattHour - (1 - s.error / 100),
      tolerance: 1e-10,
    },
    {
      name: 'what kernels count is what layers are, at any batch',
      tex: 'n_\\times=\\textstyle\\sum_\\ell\\text{inputs}_\\ell\\cdot\\text{units}_\\ell',
      of: ['strayWork'],
      residual: (s) => s.strayWork,
      tolerance: 1e-10,
    },
    {
      name: 'float32 + int8 = multiply–accumulates',
      tex: 'n_{32}+n_8=n_\\times',
      of: ['multiplyAccumulatesFloat32', 'multiplyAccumulatesInt8', 'multiplyAccumulates'],
      residual: (s) => s.multiplyAccumulatesFloat32 + s.multiplyAccumulatesInt8 - s.multiplyAccumulates,
      tolerance: 1e-10,
    },
  ],
  data: {
    param: 'dataset',
    sets: {
      mnist: {
        file: 'mnist-train-10000-images-idx3-ubyte.gz',
        source: 'LeCun, Cortes and Burges; 10,000 digits to learn from, 2,000 others held out',
        images: { training: 'mnist', heldOut: 'mnistTest', files: [...idxPair('mnist-train-10000'), ...idxPair('mnist-t10k-2000')] },
        networks: networksOf('mnist'),
      },
      digits: {
        file: 'digits.csv.gz',
        source: 'Alpaydin and Kaynak 1998; a fifth held out',
        images: { training: 'digits', files: ['digits.csv.gz'] },
        networks: networksOf('digits'),
      },
    },
  },
  exports: {
    device: {
      label: 'For a device: C, ONNX and TensorFlow Lite',
      when: { shown: ['float32', 'int8', 'pruned', 'signs', 'probable', 'lenet5', 'sigmaDelta', 'yours'] },
    },
  },
  measures: { param: 'measured', of: whoseAnswer },
  guide: async () => (await import('./declaration/guide.ts')).guide,
  tours: true,
  sentence,
  engine: async () => (await import('./engine.ts')).engine,
});

// Classifiers for a device: the C code, compiled and run on held-out digits, gives the codes of the lab, and so do the files beside it.
import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import type { Coded, CodedNetwork, GridCodes } from '../../../core/compression/coded.ts';
import { networkHeaderOf, pixelGrid } from '../../../core/compression/export/device/header.ts';
import { mainSource } from '../../../core/compression/export/device/main-source.ts';
import { memoryOf } from '../../../core/compression/export/device/memory.ts';
import { deviceFiles } from '../../../core/compression/export/device.ts';
import { onGrids } from '../../../core/compression/export/on-grids.ts';
import { ternarize } from '../../../core/compression/quantize/ternary.ts';
import { type ActivationGrid, quantize, roundHalfEven } from '../../../core/compression/run/activation-grid.ts';
import { calibrate } from '../../../core/compression/run/calibrate.ts';
import { createInt8Runner } from '../../../core/compression/run/int8-runner.ts';
import { createRunner } from '../../../core/compression/run/network-runner.ts';
import { sizeOf } from '../../../core/compression/weights.ts';
import { shippedImages } from '../../../core/data/shipped-images.ts';
import { codedFloats, readLayers } from '../../../core/nets/classify/read-out.ts';
import { trainedIn } from '../../../core/nets/classify/trained.ts';
import { createRandom } from '../../../core/prob/random.ts';
import { floatsOf, gridOf, networkOf, normalsOf, signsOf, sparseOf } from '../made-networks.ts';
import { hasCompiler, hasSizes, saidBy, sizesOf } from './c-program.ts';
import { tfliteRunner } from './tflite-runtime.ts';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

const COUNT = 200;
const { files, read } = shippedImages.mnistTest;
const digits = read(files.map((name) => readFileSync(`samples/data/${name}`)));
const pixels = Uint8Array.from(digits.pixels.subarray(0, 784 * COUNT));
const images = Array.from({ length: COUNT }, (_, i) => Float32Array.from(pixels.subarray(784 * i, 784 * (i + 1)), (p) => p / 255));
const others = Array.from({ length: 20 }, (_, i) =>
  Float32Array.from(digits.pixels.subarray(784 * (COUNT + i), 784 * (COUNT + i + 1)), (p) => p / 255),
);

/** The trained LeNet-300-100. */
function lenet300(): CodedNetwork {
  const { classifier, weights } = trainedIn('lenet300', readFileSync('samples/models/classifier-lenet-300-100.safetensors'));
  return readLayers(classifier, weights, ({ shape }, values) => codedFloats(shape, values));
}

/** One hidden layer, the weights coded in a way. */
const hidden40 = (code: (shape: readonly number[], values: Float32Array) => Coded): CodedNetwork =>
  networkOf(createRandom(2), [784], [['a', [784, 40]], ['b', [40, 10]]], code); // biome-ignore format: one line

type Files = ReturnType<typeof deviceFiles>;
const fileOf = (made: Files, ending: string) => made.find(({ name }) => name.endsWith(ending)) as Files[number];
const textOf = (made: Files, ending: string) => new TextDecoder().decode(fileOf(made, ending).bytes);
const gridsOf = (network: CodedNetwork) => calibrate(onGrids(network), others).with(0, pixelGrid);
const int8Codes = (network: CodedNetwork) => {
  const { run } = createInt8Runner(onGrids(network), gridsOf(network));
  return images.map((x) => [...run(x)]);
};
const labelOf = (codes: readonly number[]) => codes.indexOf(Math.max(...codes));

/** Codes of the logits by ONNX Runtime. */
async function onnxCodes(made: Files, { input }: CodedNetwork, { scale, zeroPoint }: ActivationGrid): Promise<number[][]> {
  const session = await ort.InferenceSession.create(fileOf(made, '.onnx').bytes);
  const { logits } = await session.run({
    x: new ort.Tensor(
      'float32',
      Float32Array.from(pixels, (p) => p / 255),
      [COUNT, ...input],
    ),
  });
  const codes = Array.from(logits?.data as Float32Array, (value) => Math.max(-128, Math.min(127, Math.round(value / scale) + zeroPoint)));
  return images.map((_, i) => codes.slice((i * codes.length) / COUNT, ((i + 1) * codes.length) / COUNT));
}

async function liteCodes(made: Files): Promise<number[][]> {
  const run = await tfliteRunner(fileOf(made, '.tflite').bytes);
  const codes = new Int8Array(784);
  return images.map((x) => {
    quantize(x, pixelGrid, codes);
    return [...run(codes)];
  });
}

/** How many codes differ, and by how much at most. */
function apart(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): [count: number, most: number] {
  const gaps = a.flatMap((codes, i) => codes.map((code, j) => Math.abs(code - (b[i]?.[j] as number))));
  return [gaps.filter((gap) => gap > 0).length, Math.max(...gaps)];
}

const ways: [string, string, () => CodedNetwork][] = [
  ['all codes, trained', 'all codes', lenet300],
  ['a tenth of them', 'gaps between them', () => hidden40((shape, values) => sparseOf(shape, values, 0.1, floatsOf))],
  ['-s, 0 and s', 'additions only', () => hidden40((shape, values) => ternarize(values, shape))],
  ['4 bits', 'two to a byte', () => hidden40((shape, values) => gridOf(shape, values, 4, true))],
  ['signs with scales', 'one bit each', () => hidden40((shape, values) => signsOf(shape, values, true))],
  [
    'filters and pools',
    'pool 2',
    () =>
      networkOf(createRandom(3), [28, 28, 1], [['a', [5, 5, 1, 4], 2], ['b', [3, 3, 4, 6], 2], ['c', [150, 10]]], (shape, values) => gridOf(shape, values, 8, true)), // biome-ignore format: one line
  ],
];

/** Signs of pixels, of signs, ternary weights of signs, and scores. */
function signNetwork(): CodedNetwork {
  const random = createRandom(4);
  const ones = (shape: readonly number[]) => ({ ...signsOf(shape, normalsOf(random, sizeOf(shape)), false), scales: Float32Array.of(1) });
  const unit = (bias: Float32Array, weights: Coded, i: number) => ({ name: `s${i}`, weights, bias, activation: 'sign' as const, pool: 1 });
  const [first, second] = [ones([784, 60]), ones([60, 40])];
  const third = { ...gridOf([40, 33], normalsOf(random, 40 * 33), 2, false), scales: Float32Array.of(1) };
  const last = networkOf(random, [33], [['last', [33, 10]]], (shape, values) => signsOf(shape, values, true));
  const hidden = [first, second, third].map((weights, i) => unit(normalsOf(random, weights.shape[1] as number, 3), weights, i));
  return { name: 'signs', input: [784], layers: [...hidden, ...last.layers] };
}

describe.runIf(hasCompiler)('C code of a classifier', () => {
  it.each(ways)('gives the codes of the lab on 200 digits, and ONNX and TensorFlow Lite do but for halves: %s', async (_, word, make) => {
    const network = make();
    const made = deviceFiles(network, others);
    expect(textOf(made, 'README.txt')).toContain(word);
    const wanted = int8Codes(network);
    const said = saidBy(made, pixels);
    expect(said.map(({ logits }) => logits)).toEqual(wanted);
    expect(said.map(({ label }) => label)).toEqual(wanted.map(labelOf));
    const theirs = [await onnxCodes(made, network, gridsOf(network).at(-1) as ActivationGrid)];
    if (network.input.length === 1) theirs.push(await liteCodes(made));
    for (const codes of theirs) {
      const [count, most] = apart(codes, wanted);
      expect(most).toBeLessThanOrEqual(1);
      expect(count).toBeLessThanOrEqual(0.01 * 10 * COUNT);
    }
  });

  it('gives the signs and the codes of the lab, of units that are signs', () => {
    const network = signNetwork();
    const made = deviceFiles(network, others);
    const readme = textOf(made, 'README.txt');
    for (const word of ['one bit each; additions only', 'one bit each; exclusive or and counts', 'gaps between codes of 1 and of -1'])
      expect(readme).toContain(word);
    expect(made.some(({ name }) => name.endsWith('.tflite'))).toBe(false);
    const { run } = createRunner(network);
    const grid = calibrate(network, others).at(-1) as ActivationGrid;
    const codes = new Int8Array(10);
    const wanted = images.map((x) => {
      quantize(run(x), grid, codes);
      return [...codes];
    });
    expect(saidBy(made, pixels).map(({ logits }) => logits)).toEqual(wanted);
    // Not all alike.
    expect(new Set(wanted.map(String)).size).toBeGreaterThan(COUNT / 2);
  });

  it.each([
    ['ternary', [[5], [255, -509], [254, 300, -783], [-1]]],
    ['sparse', [[5], [255, -509], [254, 300, 300, -783], [1, 700]]],
  ])('passes over long gaps, and rounds halves to the even code: %s', (way, units) => {
    const codes = new Int8Array(784 * 4);
    for (const [j, places] of units.entries())
      for (const place of places) codes[4 * Math.abs(place) + j] = (codes[4 * Math.abs(place) + j] as number) + Math.sign(place);
    const weights: GridCodes = { kind: 'grid', shape: [784, 4], bits: 8, codes, scales: Float32Array.of(1), zeroPoints: new Int8Array(1) };
    const bias = new Float32Array(4);
    const network = { name: 'halves', input: [784], layers: [{ name: 'a', weights, bias, activation: 'linear' as const, pool: 1 }] };
    // Twice the scale of what comes in: each odd sum is a half.
    const grids = [pixelGrid, { scale: 2 * pixelGrid.scale, zeroPoint: 0 }];
    const bytes = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
    const header = networkHeaderOf(network, grids);
    expect(header.notes[0]).toContain(way === 'ternary' ? 'additions only' : 'gaps between them');
    const random = createRandom(6);
    const noise = Uint8Array.from({ length: 784 * 50 }, () => Math.floor(256 * random.uniform()));
    const { run } = createInt8Runner(network, grids);
    const wanted = Array.from({ length: 50 }, (_, i) => [
      ...run(Float32Array.from(noise.subarray(784 * i, 784 * (i + 1)), (p) => p / 255)),
    ]);
    expect(wanted.map(([first]) => first)).toEqual(
      Array.from(wanted, (_, i) => roundHalfEven((noise[784 * i + 5] as number) / 2)).map((q) => Math.min(127, q)),
    );
    expect(saidBy([bytes('halves.h', header.text), bytes('main.c', mainSource('halves'))], noise).map(({ logits }) => logits)).toEqual(
      wanted,
    );
  });

  it('does not where one multiplier is another: its unit gives other codes, and no other', () => {
    const network = hidden40((shape, values) => gridOf(shape, values, 8, true));
    const header = (text: string) =>
      text.replace(/(_layer2_multipliers\[10\] = \{\n +\d+, \d+, )(\d+)/, (_, before, number) => `${before}${Math.round(0.9 * number)}`);
    const made = deviceFiles(network, others).map((file) =>
      file.name.endsWith('.h') ? { ...file, bytes: new TextEncoder().encode(header(new TextDecoder().decode(file.bytes))) } : file,
    );
    const wanted = int8Codes(network);
    const differ = saidBy(made, pixels).map(({ logits }, i) => logits.map((code, j) => code !== wanted[i]?.[j]));
    const counts = Array.from({ length: 10 }, (_, j) => differ.filter((row) => row[j]).length);
    expect(counts[2]).toBeGreaterThan(COUNT / 2);
    expect(counts.toSpliced(2, 1)).toEqual(new Array(9).fill(0));
  });

  it.runIf(hasSizes)('says what its constants and buffers take', () => {
    for (const [, , make] of [ways[1], ways[3], ways[5], ['', '', signNetwork] as const] as typeof ways) {
      const network = make();
      const made = deviceFiles(network, others);
      // Whole numbers, and nothing that is asked of an operating system.
      expect(textOf(made, '.h').match(/#include.*|float|double|alloc/g)).toEqual(['#include <stdint.h>']);
      const { flashBytes, ramBytes } = memoryOf(onGrids(network));
      expect(sizesOf(fileOf(made, '.h'))).toEqual({ constants: flashBytes, buffers: ramBytes });
      for (const text of [textOf(made, '.h'), textOf(made, 'README.txt')]) {
        expect(text).toContain(`${flashBytes} bytes of constants`);
        expect(text).toContain(`${ramBytes} bytes of static buffers`);
      }
    }
  });
});

describe('files for a device', () => {
  const random = createRandom(5);
  const small = networkOf(random, [4], [['a', [4, 3]]], floatsOf);

  it('have an image to begin with, and names in C of any name', () => {
    const made = deviceFiles({ ...small, name: '3 layers */ of "mine"' }, [Float32Array.of(0, 0.5, 1, 0.2)]);
    expect(made.map(({ name }) => name)).toEqual([
      'README.txt',
      'layers_of_mine.h',
      'main.c',
      'digit.raw',
      'layers_of_mine.onnx',
      'layers_of_mine.tflite',
    ]);
    expect([...fileOf(made, '.raw').bytes]).toEqual([0, 128, 255, 51]);
    expect(textOf(made, '.h').split('*/')[0]).toContain('3 layers __ of _mine_');
  });

  it('are refused for numbers that are no pixels, and without any', () => {
    expect(() => deviceFiles(small, [Float32Array.of(0, 0, 0, 1.5)])).toThrow('inputs: expected pixels from 0 to 1, got 1.5');
    expect(() => deviceFiles(small, [])).toThrow('calibration: expected one input at least, got none');
  });

  it('take the byte of a pixel for its code', () => {
    const codes = new Int8Array(256);
    quantize(
      Float32Array.from({ length: 256 }, (_, p) => p / 255),
      pixelGrid,
      codes,
    );
    expect([...codes]).toEqual(Array.from({ length: 256 }, (_, p) => p - 128));
  });
});

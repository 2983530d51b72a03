// The file of a network: back to the last bit, as small as its entropy and its table allow, and no other bytes are taken for one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../core/base/input-error.ts';
import type { CodedNetwork } from '../../../core/compression/coded.ts';
import { networkFileOf, readNetwork, writeNetwork } from '../../../core/compression/file/network-file.ts';
import { createRandom } from '../../../core/prob/random.ts';
import { anyNetwork, codebookOf, convolutional5, dense300, floatsOf, gridOf, networkOf, signsOf, sparseOf } from '../made-networks.ts';

const total = (ledger: Readonly<Record<string, number>>) => Object.values(ledger).reduce((a, b) => a + b, 0);

/** Reads, and lets only an InputError of one line through. */
function readOrRefuse(bytes: Uint8Array): CodedNetwork | undefined {
  try {
    return readNetwork(bytes);
  } catch (error) {
    if (!(error instanceof InputError) || error.message.includes('\n')) throw error;
    return undefined;
  }
}

describe('the file of a network', () => {
  it('gives back any network, and is the same bytes again', () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const { bytes, ledger, layers } = networkFileOf(network);
        const read = readNetwork(bytes);
        expect(read).toEqual(network);
        expect(writeNetwork(read)).toEqual(bytes);
        expect(total(ledger)).toBe(bytes.length);
        expect(layers.reduce((sum, each) => sum + each.biases, 0)).toBe(ledger.biases);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('keeps the bits of a NaN', () => {
    const words = Uint32Array.of(0x7fa00001, 0xffc12345, 0x80000000, 1);
    const network = networkOf(createRandom(1), [2], [['a', [2, 2]]], (shape) => floatsOf(shape, new Float32Array(words.buffer)));
    const { weights } = readNetwork(writeNetwork(network)).layers[0] as CodedNetwork['layers'][number];
    expect(weights.kind === 'float32' && new Uint32Array(weights.values.buffer)).toEqual(words);
  });

  it('of one layer is these bytes', () => {
    const network: CodedNetwork = {
      name: 'n',
      input: [2],
      layers: [
        {
          name: 'a',
          weights: {
            kind: 'grid',
            shape: [2, 2],
            bits: 4,
            codes: Int8Array.of(-8, 7, 0, 1),
            scales: Float32Array.of(1),
            zeroPoints: Int8Array.of(0),
          },
          bias: Float32Array.of(0, -2),
          activation: 'relu',
          pool: 1,
        },
      ],
    };
    const head = [0x46, 0x45, 0x4c, 0x4e, 1, 1, 0x6e, 1, 2, 1];
    const layer = [1, 0x61, 2, 2, 2, 1, 1, 1, 4, 0, 0, 0, 0x80, 0x3f, 0, 0xf0, 0x98, 0, 0, 0, 0, 0, 0, 0, 0xc0];
    expect([...writeNetwork(network)]).toEqual([...head, ...layer]);
    expect(networkFileOf(network).ledger).toEqual({ header: 20, indices: 0, codes: 3, codebook: 4, biases: 8 });
  });

  it('cut anywhere is refused', () => {
    const bytes = writeNetwork(
      networkOf(createRandom(2), [20], [['a', [20, 30]], ['b', [30, 5]]], (shape, values) =>
        sparseOf(shape, values, 0.2, (s, v) => gridOf(s, v, 4, false)),
      ),
    ); // biome-ignore format: short
    for (let length = 0; length < bytes.length; length += 1) expect(() => readNetwork(bytes.subarray(0, length))).toThrow(InputError);
    expect(() => readNetwork(Uint8Array.of(...bytes, 0))).toThrow(InputError);
  });

  it('with flipped bits is refused, or another network that can be written', () => {
    const random = createRandom(3);
    let taken = 0;
    for (const code of [
      (shape: readonly number[], values: Float32Array) => sparseOf(shape, values, 0.2, (s, v) => codebookOf(s, v, 16)),
      (shape: readonly number[], values: Float32Array) => gridOf(shape, values, 3, true),
      (shape: readonly number[], values: Float32Array) => signsOf(shape, values, true),
    ]) {
      const bytes = writeNetwork(networkOf(random, [40], [['a', [40, 30]], ['b', [30, 5]]], code)); // biome-ignore format: short
      for (let trial = 0; trial < 400; trial += 1) {
        const changed = bytes.slice();
        const at = random.below(trial % 2 === 0 ? 80 : bytes.length);
        changed[at] = (changed[at] as number) ^ (1 << random.below(8));
        const network = readOrRefuse(changed);
        if (!network) continue;
        taken += 1;
        // Not always the same bytes as those read: a message may have been made by a worse table.
        const again = writeNetwork(network);
        expect(Buffer.from(again).equals(writeNetwork(readNetwork(again)))).toBe(true);
      }
    }
    expect(taken).toBeGreaterThan(100);
  });

  it('is not read out of any bytes', () => {
    const start = [0x46, 0x45, 0x4c, 0x4e, 1];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (tail) => {
        readOrRefuse(tail);
        readOrRefuse(Uint8Array.of(...start, ...tail));
        readOrRefuse(Uint8Array.of(...start, 1, 0x6e, 1, 8, 1, 1, 0x61, 2, 8, 2, 0, 1, ...tail));
      }),
      { numRuns: 2000, seed: 4 },
    );
  });

  it('does not promise more weights than it may, by a message that takes no bytes', () => {
    // A sparse layer of 2¹² × 2¹³ without weights: refused before anything is made of its size.
    const bytes = [0x46, 0x45, 0x4c, 0x4e, 1, 1, 0x6e, 1, 0x80, 0x20, 1, 1, 0x61, 2, 0x80, 0x20, 0x80, 0x40, 0, 1, 4, 0];
    expect(() => readNetwork(Uint8Array.from(bytes))).toThrow('at most 16777216 weights');
  });
});

describe('the size of the file', () => {
  const random = createRandom(5);

  it('falls with the bits of a grid', () => {
    const weights = [8, 4, 2].map((bits) => networkFileOf(dense300(random, (shape, values) => gridOf(shape, values, bits, false))));
    const codes = weights.map(({ ledger }) => ledger.codes);
    expect(codes[0]).toBeLessThan(266_200);
    expect(codes[1]).toBeLessThan(133_100);
    expect(codes[2]).toBeLessThan(66_550);
  });

  it('is within 0.5 % of the entropy of the codes and 600 bytes', () => {
    const network = dense300(random, (shape, values) => gridOf(shape, values, 6, false));
    let entropy = 0;
    for (const { weights } of network.layers) {
      if (weights.kind !== 'grid') continue;
      const counts = new Map<number, number>();
      for (const code of weights.codes) counts.set(code, (counts.get(code) ?? 0) + 1);
      for (const count of counts.values()) entropy -= (count * Math.log2(count / weights.codes.length)) / 8;
    }
    const { codes } = networkFileOf(network).ledger;
    expect(codes).toBeGreaterThan(entropy);
    expect(codes).toBeLessThan(1.005 * entropy + 600);
  });

  it('of uniform codes is that of packed ones', () => {
    const network = networkOf(random, [784], [['a', [784, 30]]], (shape, values) => ({
      ...gridOf(shape, values, 5, false),
      codes: Int8Array.from(values, () => random.below(32) - 16),
    }));
    expect(networkFileOf(network).ledger.codes).toBe(1 + (784 * 30 * 5) / 8);
  });

  it('of 8 % of the weights in 16 levels is 1 / 40 of float32 or less', () => {
    const network = dense300(random, (shape, values) => sparseOf(shape, values, 0.08, (s, v) => codebookOf(s, v, 16)));
    const { bytes, ledger } = networkFileOf(network);
    expect((4 * 266_610) / bytes.length).toBeGreaterThan(40);
    // The places of a fair coin with P = 0.08 have 0.4022 bits each.
    expect(ledger.indices).toBeLessThan((1.02 * 266_200 * 0.4022) / 8 + 300);
  });

  it('takes a network with filters', () => {
    const network = convolutional5(random, (shape, values) => sparseOf(shape, values, 0.1, (s, v) => gridOf(s, v, 5, false)));
    expect(readNetwork(writeNetwork(network))).toEqual(network);
  });
});

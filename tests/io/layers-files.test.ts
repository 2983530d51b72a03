// The files of a layers model as they were opened: several files of numbers, and files that are others'.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NamedFile } from '../../core/base/files.ts';
import { InputError } from '../../core/base/input-error.ts';
import { numbersBeside, storedLayers, tensorsOf } from '../../core/io/layers-files.ts';

const file = (json: unknown): NamedFile => ({ name: 'm/model.json', bytes: new TextEncoder().encode(JSON.stringify(json)) });
const floats = (name: string, ...values: number[]): NamedFile => ({ name, bytes: new Uint8Array(Float32Array.from(values).buffer) });

const modelTopology = { class_name: 'Sequential', config: { name: 'net', layers: [] } };
const weights = [
  { name: 'a/kernel', shape: [1, 2], dtype: 'float32' },
  { name: 'a/bias', shape: [2], dtype: 'float32' },
];
const group = { paths: ['1.bin', '2.bin'], weights };
const shards = [floats('m/1.bin', 1, 2, 3), floats('m/2.bin', 4)];

const read = (json: unknown, files: readonly NamedFile[] = shards) => {
  const stored = storedLayers(file(json));
  return stored && tensorsOf(stored, numbersBeside(stored, files));
};

describe('the files of a layers model', () => {
  it('may hold the numbers in several, and the topology as Keras has it', () => {
    for (const topology of [modelTopology, { keras_version: '2.15', model_config: modelTopology }]) {
      const tensors = read({ modelTopology: topology, weightsManifest: [group] });
      expect([...(tensors?.values() ?? [])].map(({ values }) => [...values])).toEqual([
        [1, 2],
        [3, 4],
      ]);
    }
    const two = [
      { paths: ['1.bin'], weights: [{ ...weights[0], shape: [3] }] },
      { paths: ['2.bin'], weights: [{ ...weights[1], shape: [] }] },
    ];
    expect([...(read({ modelTopology, weightsManifest: two })?.values() ?? [])].map(({ values }) => [...values])).toEqual([[1, 2, 3], [4]]);
  });

  it.each([
    ['./1.bin', './2.bin'],
    ['../m/1.bin', 'shards/../2.bin'],
    ['.//1.bin', '2.bin/.'],
  ])('are found where their paths lead: %s', (...paths) => {
    const tensors = read({ modelTopology, weightsManifest: [{ paths, weights }] });
    expect([...(tensors?.get('a/bias')?.values ?? [])]).toEqual([3, 4]);
  });

  it('are none where the JSON is of another kind', () => {
    for (const json of [{ a: 1 }, [], null, { modelTopology }, { modelTopology: 5, weightsManifest: [] }])
      expect(storedLayers(file(json))).toBeUndefined();
  });

  const manifest = (changes: object, first: object = {}) => ({
    modelTopology,
    weightsManifest: [{ ...group, weights: [{ ...weights[0], ...first }, weights[1]], ...changes }],
  });
  it.each([
    ['quantized numbers', manifest({}, { quantization: { dtype: 'uint8' } }), /at weightsManifest.0.weights.0.quantization$/],
    ['whole numbers', manifest({}, { dtype: 'int32' }), /at weightsManifest.0.weights.0.dtype$/],
    ['a weight twice', manifest({}, { name: 'a/bias' }), 'm/model.json: expected each weight once, got a/bias again'],
    ['numbers of 4 GB', manifest({}, { shape: [32768, 32768] }), 'm/model.json: expected 1073741826 numbers beside it, got 4'],
    ['a file that is missing', manifest({ paths: ['3.bin'] }), 'm/model.json: expected 3.bin beside it, got none'],
    [
      'a file twice',
      manifest({ paths: ['1.bin', '1.bin'] }),
      'm/model.json: expected bytes of its own among the 12 of 1.bin, got 12 from 0 on',
    ],
    ['a file elsewhere', manifest({ paths: ['../1.bin'] }), 'm/model.json: expected ../1.bin beside it, got none'],
    ['a file outside', manifest({ paths: ['../../m/1.bin'] }), 'm/model.json: expected ../../m/1.bin beside it, got none'],
    [
      'a file twice by two paths',
      manifest({ paths: ['1.bin', './1.bin'] }),
      'm/model.json: expected bytes of its own among the 12 of ./1.bin, got 12 from 0 on',
    ],
    ['no numbers', manifest({ paths: [] }), 'm/model.json: expected float32 numbers beside it, got 0 bytes'],
  ])('are refused with %s, in one line', (_, json, message) => {
    expect(() => read(json)).toThrow(InputError);
    expect(() => read(json)).toThrow(message);
  });

  it('are refused where the text is no JSON', () => {
    expect(() => storedLayers({ name: 'f', bytes: Uint8Array.of(0x7b) })).toThrow('f: expected JSON, got text that does not parse');
  });

  it('end in one line for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (topology, list) => {
        try {
          read({ modelTopology: topology, weightsManifest: list });
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });
});

// A trained model that is opened: it brings its shapes, and the numbers it had when it was trained.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { safetensorsOf } from '../../core/io/safetensors.ts';
import { invoke, set } from './invoke.ts';

let folder: string;
let again: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'model-'));
  again = mkdtempSync(join(tmpdir(), 'model-'));
});
afterAll(() => {
  for (const each of [folder, again]) rmSync(each, { recursive: true, force: true });
});

const small = { dataset: 'digits', hiddenUnits: 16, latentDimension: 3, activation: 'tanh' };
const heldOut = (out: string) => {
  const { values, scalars } = JSON.parse(out);
  return { hidden: values.hiddenUnits, latents: values.latentDimension, activation: values.activation, ...scalars };
};

it('gives the bounds that it had, from its file and from the session that carries it', async () => {
  const trained = await invoke(['run', 'vae', ...set(small), '--steps', '10', '--out', folder, '--json']);
  // At step 10 the held-out images have just been looked at.
  const { heldOutElbo, heldOutComplexity } = heldOut(trained.out);
  const opened = await invoke([
    'run',
    'vae',
    ...set({ dataset: 'digits' }),
    '--model',
    join(folder, 'model.safetensors'),
    '--out',
    again,
    '--json',
  ]);
  expect(opened.err).toBe('');
  expect(heldOut(opened.out)).toMatchObject({ hidden: 16, latents: 3, activation: 'tanh', heldOutElbo, heldOutComplexity });
  expect(heldOut((await invoke(['run', join(again, 'vae.json'), '--json'])).out)).toMatchObject({ heldOutElbo });
});

it('is the same model from the files of each format that a run writes', async () => {
  const bound = async (...paths: readonly string[]) => {
    const models = paths.flatMap((path) => ['--model', join(folder, path)]);
    const { err, out } = await invoke(['run', 'vae', ...set({ dataset: 'digits' }), ...models, '--json']);
    expect(err).toBe('');
    return heldOut(out).heldOutElbo as number;
  };
  const expected = await bound('model.safetensors');
  expect(await bound('encoder.onnx', 'decoder.onnx')).toBe(expected);
  expect(await bound('encoder', 'decoder')).toBe(expected);
  expect(await bound('')).toBe(expected);
});

it('is refused in one line where it is none, or of other images', async () => {
  const stray = join(folder, 'stray.safetensors');
  writeFileSync(stray, safetensorsOf({ tensors: [], metadata: {} }));
  expect(await invoke(['run', 'vae', '--model', stray])).toMatchObject({
    code: 2,
    err: 'stray.safetensors: expected a model that this lab wrote, got one without an architecture among its metadata\n',
  });
  const other = await invoke(['run', 'vae', '--model', join(folder, 'model.safetensors')]);
  expect(other).toMatchObject({ code: 2, err: expect.stringMatching(/^weights: expected encoder\/hidden\/weights of 784 × 16/) });
  expect(await invoke(['run', 'bound', '--model', stray])).toMatchObject({
    code: 2,
    err: 'model: expected a lab that takes trained models, got bound\n',
  });
});

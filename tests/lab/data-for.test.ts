// What a run works on: whose it is, and what is said where it is not there.
import { describe, expect, it, test } from 'vitest';
import type { Dataset } from '../../core/data/dataset.ts';
import { createDataFor, readFor, shippedAt } from '../../core/lab/data-for.ts';
import { dataText } from '../../core/lab/data-text.ts';
import type { Lab } from '../../core/lab/lab.ts';
import type { Values } from '../../core/lab/param.ts';
import { loadLab } from '../../core/labs/index.ts';

const declared: Pick<Lab, 'data' | 'training'> = {
  data: { param: 'data', sets: { sheep: { file: 'sheep.csv', source: 'a meadow' } } },
  training: {
    progress: { scalar: 'at', of: 'count', word: 'epoch' },
    models: { param: 'model', files: { old: { file: 'old.safetensors', source: 'trained' } }, reader: async () => () => new Uint8Array() },
  },
};
const expected = { data: 'numbers', model: 'a model' };
const sheep: Dataset = { name: 'sheep', columns: { y: Float64Array.of(1, 2) } };
const model = new Uint8Array(3);
const find = (shipped: () => Dataset | Promise<Dataset> | undefined = () => sheep, lab = declared) =>
  createDataFor(lab, { shipped, expected });

describe('createDataFor', () => {
  it('gives what ships, the user’s numbers, or nothing, and says which are missing', () => {
    const own: Dataset = { name: 'mine', columns: { y: Float64Array.of(7) } };
    expect(find()({ data: 'sheep', model: 'none' }, own)).toBe(sheep);
    expect(find()({ data: 'own', model: 'none' }, own)).toBe(own);
    expect(find(() => undefined)({ data: 'none', model: 'none' }, own)).toBeUndefined();
    expect(find(() => sheep, {})({ data: 'own' }, own)).toBeUndefined();
    expect(() => find()({ data: 'own', model: 'none' }, undefined)).toThrow('data: expected numbers, got none');
    expect(() => find()({ data: 'own', model: 'none' }, { name: 'model', columns: {}, model })).toThrow('data: expected numbers, got none');
    expect(() => find()({ data: 'sheep', model: 'own' }, own)).toThrow('model: expected a model, got none');
  });

  it('begins with the user’s model what ships, as the same data each time', async () => {
    const own: Dataset = { name: 'model', columns: {}, model };
    const at = { data: 'sheep', model: 'own' };
    const here = find();
    expect(here(at, own)).toEqual({ ...sheep, model });
    expect(here(at, own)).toBe(here(at, own));
    expect(here(at, { ...own, model: new Uint8Array(3) })).not.toBe(here(at, own));
    const later = find(async () => sheep);
    expect(await later(at, own)).toBe(await later(at, own));
  });
});

it('a set beside the user’s own lends it its model, and nothing else', async () => {
  const own: Dataset = { name: 'mine', columns: { y: Float64Array.of(7) } };
  const beside = { data: { ...declared.data, beside: 'sheep' } } as typeof declared;
  const asked: unknown[] = [];
  const shipped = (values: Values) => {
    asked.push(values.data);
    return { ...sheep, model };
  };
  const here = createDataFor(beside, { shipped, expected });
  expect(here({ data: 'own' }, own)).toEqual({ ...own, model });
  expect(here({ data: 'own' }, own)).toBe(here({ data: 'own' }, own));
  expect(asked).toContain('sheep');
  expect(await find(async () => ({ ...sheep, model }), beside)({ data: 'own' }, own)).toEqual({ ...own, model });
  expect(find(() => undefined, beside)({ data: 'own' }, own)).toBe(own);
});

it('shippedAt names the set and the model of the values', () => {
  expect(shippedAt(declared, { data: 'sheep', model: 'old' })).toMatchObject({ option: 'sheep', model: { file: 'old.safetensors' } });
  expect(shippedAt(declared, { data: 'sheep', model: 'own' })).toMatchObject({ set: { file: 'sheep.csv' }, model: undefined });
  expect(shippedAt(declared, { data: 'own', model: 'old' })).toBeUndefined();
  expect(shippedAt({}, {})).toBeUndefined();
});

test.each(['em', 'descriptionLength', 'samplers'])('%s takes a part of a file of more rows than it works on', async (id) => {
  const lab = await loadLab(id);
  const most = lab.data?.most as number;
  const rows = Array.from({ length: 2 * most }, (_, i) => `${i},${2 * i + 1}`).join('\n');
  const data = await readFor(lab, [{ name: 'long.csv', bytes: new TextEncoder().encode(`a,b\n${rows}\n`) }]);
  expect(Object.values(data.columns).map((column) => [column.length, column[1], column.at(-1)])).toEqual([
    [most, 2, 2 * most - 2],
    [most, 5, 4 * most - 3],
  ]);
  expect(dataText(data)).toBe(`${most} rows of a, b; taken evenly from ${(2 * most).toLocaleString('en')}`);
});

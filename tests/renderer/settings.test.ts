// @vitest-environment happy-dom
// What the page keeps of its own looks: read back as it was, and begun anew where storage is spoiled.
import { afterEach, expect, test, vi } from 'vitest';

const begin = async (stored?: string) => {
  vi.resetModules();
  localStorage.clear();
  if (stored !== undefined) localStorage.setItem('settings', stored);
  return (await import('../../renderer/settings.ts')).settings;
};
const initial = { theme: 'system', typeSize: 1, unfolded: {}, toured: {} };

afterEach(() => localStorage.clear());

test('comes back as it was left', async () => {
  const first = await begin();
  expect(first.getState()).toEqual(initial);
  first.setState({ theme: 'dark', typeSize: 1.3, unfolded: { 'bound q': false } });
  const text = localStorage.getItem('settings') as string;
  expect((await begin(text)).getState()).toEqual({ theme: 'dark', typeSize: 1.3, unfolded: { 'bound q': false }, toured: {} });
});

test.each([
  ['no JSON', '{"theme":'],
  ['no object', '7'],
  ['another shape', '{"theme":"pink","typeSize":1.4,"unfolded":[1,2]}'],
  ['values of other types', '{"theme":3,"typeSize":"2","unfolded":{"a":"yes","b":null}}'],
])('begins anew where storage holds %s', async (_, text) => {
  expect((await begin(text)).getState()).toEqual(initial);
});

test('keeps what is right beside what is not', async () => {
  const store = await begin('{"theme":"light","unfolded":{"a":true,"b":1},"more":2}');
  expect(store.getState()).toEqual({ ...initial, theme: 'light', unfolded: { a: true } });
});

// @vitest-environment happy-dom
// What the page keeps of its own looks: read back as it was, and begun anew where storage is spoiled.
import { afterEach, expect, test, vi } from 'vitest';

const begin = async (stored?: string) => {
  vi.resetModules();
  localStorage.clear();
  if (stored !== undefined) localStorage.setItem('settings', stored);
  return (await import('../../renderer/settings.ts')).settings;
};
const initial = { theme: 'system', unfolded: {}, toured: {} };

afterEach(() => localStorage.clear());

test('comes back as it was left', async () => {
  const first = await begin();
  expect(first.getState()).toEqual(initial);
  first.setState({ theme: 'dark', unfolded: { 'bound q': false } });
  const text = localStorage.getItem('settings') as string;
  expect((await begin(text)).getState()).toEqual({ theme: 'dark', unfolded: { 'bound q': false }, toured: {} });
});

test.each([
  ['no JSON', '{"state":'],
  ['no object', '7'],
  ['another shape', '{"state":{"theme":"pink","unfolded":[1,2]},"version":0}'],
  ['values of other types', '{"state":{"theme":3,"unfolded":{"a":"yes","b":null}},"version":0}'],
])('begins anew where storage holds %s', async (_, text) => {
  const spoiled = vi.spyOn(console, 'error').mockImplementation(() => {});
  expect((await begin(text)).getState()).toEqual(initial);
  spoiled.mockRestore();
});

test('keeps what is right beside what is not', async () => {
  const store = await begin('{"state":{"theme":"light","unfolded":{"a":true,"b":1},"more":2},"version":0}');
  expect(store.getState()).toEqual({ theme: 'light', unfolded: { a: true }, toured: {} });
});

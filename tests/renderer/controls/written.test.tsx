// @vitest-environment happy-dom
// Controls of what is kept as a text: opened, told in words, taken away, and refused beside the control.
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { HostFile } from '../../../core/base/files.ts';
import { bridge } from '../../../renderer/bridge.ts';
import { Controls } from '../../../renderer/controls/Controls.tsx';
import { metered } from '../../lab/metered-lab.ts';
import { type Mounted, mount } from '../panel/mounted.tsx';

let page: Mounted;
// Controls that are fetched when they are first seen.
beforeAll(async () => {
  await Promise.all([import('../../../renderer/controls/TextControl.tsx'), import('../../../renderer/controls/MeasurementControl.tsx')]);
});
beforeEach(async () => {
  page = await mount(metered, <Controls />);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await page.unmount();
});

const value = (name: string) => page.run.getState().values[name];
const press = (name: string, word: string) =>
  page.after(() => {
    const found = [...page.root.querySelectorAll<HTMLElement>(`[data-param=${name}] button`)].find((one) => one.textContent === word);
    if (!found) throw new Error(`no button ${word}`);
    found.click();
  });
const words = (name: string) => [...page.root.querySelectorAll(`[data-param=${name}] button`)].map((one) => one.textContent);
const open = async (name: string, text: string) => {
  vi.spyOn(bridge, 'open').mockResolvedValue([{ name, bytes: new TextEncoder().encode(text) }]);
  await press('prices', 'Open…');
};

test('a text is opened, told in few words, undone, and removed', async () => {
  expect(page.text('[data-param=prices] [role=status]')).toBe('What a step costs.');
  await open('mine.csv', 'add, 0.9\nmultiply, 4\n');
  expect(bridge.open).toHaveBeenCalledWith('text');
  expect(value('prices')).toBe('add,0.9\nmultiply,4');
  expect(page.text('[data-param=prices] [role=status]')).toBe('prices of 2');
  await press('prices', 'Remove');
  expect(value('prices')).toBe('');
  await page.after(() => page.run.getState().undo());
  expect(value('prices')).toBe('add,0.9\nmultiply,4');
});

test('a bad text is told of in one line, and the old one stays', async () => {
  await open('mine.csv', 'add,1');
  await open('worse.csv', 'add');
  expect(page.text('[data-param=prices] [role=alert]')).toBe('prices: expected operation,pJ in each line, got add');
  await open('none.csv', '\u0000');
  expect(page.text('[data-param=prices] [role=alert]')).toBe('none.csv: expected a text, got a binary file');
  expect(value('prices')).toBe('add,1');
});

test('a template is saved under the name of lab and parameter', async () => {
  const saved: HostFile[] = [];
  vi.spyOn(bridge, 'save').mockImplementation(async (file) => {
    saved.push(file);
    return file.name;
  });
  await press('prices', 'Save a template');
  expect(saved.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([
    ['tiny-prices.csv', 'add, 0.9\nmultiply, 3.7\n'],
  ]);
});

describe('a measurement', () => {
  const counters = [{ zone: 'intel-rapl:0', name: 'package-0', microjoules: 1, range: 9 }];
  const measureButton = () => [...page.root.querySelectorAll('[data-param=measured] button')].at(0) as HTMLButtonElement;
  const again = async () => {
    await page.unmount();
    page = await mount(metered, <Controls />);
  };

  test('is not offered in a browser, and says why', () => {
    expect(measureButton().textContent).toBe('Measure on this machine');
    expect(measureButton().disabled).toBe(true);
    expect(page.text('[data-param=measured]')).toContain(
      'Not offered here: a page in a browser sees no joules; the desktop app and the command line do, on Linux.',
    );
  });

  test('is under way until it is cancelled, and then nothing has changed', async () => {
    vi.spyOn(bridge, 'energy').mockResolvedValue({ by: 'RAPL', counters });
    await again();
    expect(page.text('[data-param=measured]')).not.toContain('Not offered');
    await press('measured', 'Measure on this machine');
    expect(page.find('[role=progressbar]').getAttribute('aria-valuetext')).toBe('The machine idles, 6 s left');
    await press('measured', 'Cancel');
    for (let i = 0; i < 50 && measureButton().textContent === 'Cancel'; i += 1) await page.after(() => {});
    expect(measureButton().textContent).toBe('Measure on this machine');
    expect(value('measured')).toBe('');
    expect(page.root.querySelector('[role=alert]')).toBeNull();
  });

  test('that cannot be made ends in one line', async () => {
    const energy = vi.spyOn(bridge, 'energy').mockResolvedValue({ by: 'RAPL', counters });
    await again();
    energy.mockResolvedValue({ none: 'it is gone' });
    await press('measured', 'Measure on this machine');
    expect(page.text('[data-param=measured] [role=alert]')).toBe('measure: expected joules that this machine counts, got none: it is gone');
  });
});

test('what was measured is told in words, and removed', async () => {
  await page.after(() =>
    page.run.getState().set({ measured: '{"joules":1e-5,"standardError":2e-6,"answers":7,"seconds":2,"by":"battery","of":"a walk"}' }),
  );
  expect(page.text('[data-param=measured] [role=status]')).toBe('a walk: 10 ± 2 µJ an answer · battery · 7 answers in 2.0 s');
  await press('measured', 'Remove');
  expect(value('measured')).toBe('');
  expect(words('measured')).not.toContain('Remove');
});

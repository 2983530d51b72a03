// @vitest-environment happy-dom
// The panel: handles that set parameters, sums that add up, and runs that do not know of each other.
import { expect, test, vi } from 'vitest';
import type { Lab } from '../../../core/lab/lab.ts';
import { ledgerResidual, ledgerRows, residualText } from '../../../core/lab/ledger.ts';
import { distrust } from '../../../renderer/panel/distrust.ts';
import { Equations } from '../../../renderer/panel/Equations.tsx';
import { Panel } from '../../../renderer/panel/Panel.tsx';
import { withEngine } from '../../lab/with-engine.ts';
import { type Mounted, mount } from './mounted.tsx';
import { tiny } from './tiny-lab.ts';

const shown = (page: Mounted, selector: string) => Number(page.text(selector).replace('−', '-'));
const ledger = (page: Mounted, scalar: string) => shown(page, `[aria-label=Ledger] [data-scalar=${scalar}]`);

test('a handle moved by keys moves both its parameters, the sliders and the sums', async () => {
  const page = await mount(tiny, <Panel />);
  await page.key('[data-handle]', 'ArrowRight');
  await page.key('[data-handle]', 'ArrowUp', { shiftKey: true });
  const { mean, sd } = page.run.getState().values as { mean: number; sd: number };
  expect(mean).toBeCloseTo(1.08, 10);
  expect(sd).toBeCloseTo(0.5 * 10 ** 0.2, 10);
  expect((page.find('[data-param=mean] [inputmode]') as HTMLInputElement).value).toBe('1.08');
  expect(page.find('[data-handle]').getAttribute('aria-valuetext')).toBe(`mean 1.08, sd ${sd.toFixed(3)}`);
  expect(ledger(page, 'energy')).toBeCloseTo(mean ** 2 / 2, 3);
  await page.unmount();
});

test('axes keep still while a key is held on a handle, and move when it is let go', async () => {
  const page = await mount({ ...tiny, plots: { plane: { ...tiny.plots.plane, x: { label: 'mean' } } } as typeof tiny.plots }, <Panel />);
  const ends = () => page.find('[data-handle]').getAttribute('aria-valuemax');
  const press = (type: string) =>
    page.after(() => page.find('[data-handle]').dispatchEvent(new KeyboardEvent(type, { key: 'End', bubbles: true, cancelable: true })));
  const before = ends();
  await press('keydown');
  expect(page.run.getState().dragging).toBe(true);
  expect(ends()).toBe(before);
  await press('keyup');
  expect(page.run.getState().dragging).toBe(false);
  await page.unmount();
});

test('bars keep their scale under the hand, and grow past it only when a term does', async () => {
  const page = await mount(tiny, <Panel />);
  const bar = () => Number.parseFloat((page.find('[aria-label=Ledger] [data-term=energy] .Ledger-bar > span') as HTMLElement).style.width);
  const set = (mean: number) => page.after(() => page.run.getState().set({ mean }));
  // Energy 2, 4.5 and 8: a scale of 5, then of 10.
  await set(-2);
  await page.after(() => page.run.getState().setDragging(true));
  expect(bar()).toBeCloseTo(100 * (2 / 2), 5);
  await set(-1.9);
  expect(bar()).toBeCloseTo(100 * (1.9 ** 2 / 2 / 2), 1);
  await set(-0.4);
  expect(bar()).toBeCloseTo(100 * (0.08 / 2), 1);
  await set(-3);
  expect(bar()).toBeCloseTo(100 * (4.5 / 5), 1);
  await set(-2);
  expect(bar()).toBeCloseTo(100 * (2 / 5), 1);
  await page.after(() => page.run.getState().setDragging(false));
  expect(bar()).toBeCloseTo(100 * (2 / 2), 5);
  await page.unmount();
});

test('the printed sums add up at any temperature, and its factor is written out', async () => {
  const page = await mount(tiny, <Panel />);
  for (const temperature of [1, 0, 0.37, 250]) {
    await page.after(() => page.run.getState().set({ temperature, mean: -1.7, sd: 0.3 }));
    const rows = [...page.root.querySelectorAll('.Ledger-row')];
    const total = ledger(page, 'free');
    for (const row of rows) {
      const numbers = [...row.querySelectorAll('.Ledger-number')].map((entry) => Number(entry.textContent?.replace('−', '-')));
      const signs = [...row.querySelectorAll('.Ledger-operator')].map((operator) => (operator.textContent === '−' ? -1 : 1));
      const sum = numbers.reduce((all, number, index) => all + (index === 0 ? 1 : (signs[index - 1] as number)) * number, 0);
      expect(Math.abs(sum - total), `at ${temperature}`).toBeLessThan(0.02);
    }
    const [first, second] = rows.map((row) => row.querySelectorAll('.Ledger-entry').length);
    expect([first, second]).toEqual(temperature === 1 ? [2, 2] : [2, 3]);
    expect(rows[0]?.textContent?.includes('temperature ·')).toBe(temperature !== 1);
  }
  await page.unmount();
});

test('what in general cannot be computed is marked, what stands in another row is not', () => {
  const rows = ledgerRows(tiny, { energy: 1, entropy: 1, gap: 1, heat: 0.1, free: 1 }, { temperature: 2 });
  expect(rows[1]?.map(({ scalar, hidden }) => [scalar, hidden])).toEqual([
    ['gap', true],
    ['entropy', false],
    ['heat', true],
  ]);
});

test('the residual is that of the worst sum, printed as it is', () => {
  const scalars = { energy: 1, entropy: 0.5, heat: 0, gap: 1.25, free: 0.5 };
  expect(ledgerResidual(tiny, scalars, { temperature: 1 })).toBeCloseTo(0.25, 12);
  const warm = { energy: 1, entropy: 0.5, heat: -0.5, gap: 1, free: 0 };
  expect(ledgerResidual(tiny, warm, { temperature: 2 })).toBe(0);
  expect([0, 2.7e-16, 0.25].map(residualText)).toEqual(['0', '3e−16', '3e−1']);
});

test('bits are nats divided by the logarithm of two, in headline and ledger alike', async () => {
  const page = await mount(tiny, <Panel />);
  const nats = ledger(page, 'free');
  await page.after(() => page.find('[aria-label=Ledger] .UnitSelect-button').click());
  await page.after(() => (document.querySelectorAll('[role=option]')[1] as HTMLElement).click());
  expect(ledger(page, 'free')).toBeCloseTo(nats / Math.LN2, 2);
  expect(shown(page, '[aria-label=Identity] [data-scalar=free]')).toBe(ledger(page, 'free'));
  await page.unmount();
});

test('a term that has the focus is lit up in the whole panel, and goes out again', async () => {
  const page = await mount(tiny, <Panel />);
  const term = page.find('[aria-label=Identity] [data-term=energy]');
  await page.after(() => term.focus());
  expect(page.find('.Panel-panel').getAttribute('data-highlight')).toBe('energy');
  await page.after(() => term.blur());
  expect(page.find('.Panel-panel').hasAttribute('data-highlight')).toBe(false);
  await page.unmount();
});

test('two panels with two runs of one lab do not disturb each other', async () => {
  const [left, right] = [await mount(tiny, <Panel />), await mount(tiny, <Panel />)];
  await left.after(() => left.run.getState().set({ mean: 3, temperature: 2 }));
  expect(ledger(left, 'energy')).toBe(4.5);
  expect(ledger(right, 'energy')).toBe(0.5);
  await right.key('[data-handle]', 'ArrowLeft');
  await left.after(() => left.find('[aria-label=Identity] [data-term=energy]').focus());
  expect(right.find('.Panel-panel').hasAttribute('data-highlight')).toBe(false);
  expect(left.run.getState().values.mean).toBe(3);
  expect(right.run.getState().values.mean).toBeCloseTo(0.92, 10);
  expect(right.run.getState().values.temperature).toBe(1);
  await left.unmount();
  await right.key('[data-handle]', 'ArrowLeft');
  expect(right.run.getState().values.mean).toBeCloseTo(0.84, 10);
  await right.unmount();
});

/** The tiny lab, its gap unknown while the mean is above 2. */
const secretive = withEngine(
  {
    ...tiny,
    scalars: { ...tiny.scalars, gap: { ...tiny.scalars.gap, optional: true } } as Lab['scalars'],
    identities: [...tiny.identities, { name: 'gap', tex: 'g=E', of: ['gap', 'energy'], residual: () => 0, tolerance: 1e-9 }],
    certificates: { gap: { estimate: 'gap', standardError: 'heat', exact: 'energy', test: 'The gap is the energy.' } },
    readouts: [{ scalar: 'energy', trusted: { atLeast: 2 } }, { scalar: 'gap', trusted: { atMost: 1 } }, { scalar: 'free' }],
  },
  ({ observe }) => ({
    async observe(state, values) {
      const result = await observe(state, values);
      const { gap, ...scalars } = result.scalars;
      return Number(values.mean) > 2 ? { ...result, scalars } : result;
    },
  }),
);

test('a ledger leaves out a row with an unknown term, and its residual that of the others', async () => {
  const page = await mount(secretive, <Panel />);
  expect(page.root.querySelectorAll('.Ledger-row').length).toBe(2);
  await page.after(() => page.run.getState().set({ mean: 3 }));
  expect(page.root.querySelectorAll('.Ledger-row').length).toBe(1);
  expect(page.text('[data-testid=ledger-residual]')).toBe('0');
  expect(ledgerResidual(tiny, { energy: 1 }, { temperature: 1 })).toBe(Number.NaN);
  await page.unmount();
});

test('a headline shows a dash for what is unknown, and says so', async () => {
  const page = await mount({ ...secretive, headline: { left: { scalar: 'gap' }, terms: [{ scalar: 'energy', sign: 1 }] } }, <Panel />);
  expect(page.text('[aria-label=Identity] [data-scalar=gap]')).toBe('0.500');
  await page.after(() => page.run.getState().set({ mean: 3 }));
  expect(page.text('[aria-label=Identity] [data-scalar=gap]')).toBe('—');
  const tip = async () => {
    await page.after(() => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab' })));
    await page.after(() => page.find('[aria-label=Identity] [data-term=gap]').focus());
    await vi.waitFor(() => expect(document.querySelector('[role=tooltip]')).not.toBeNull());
    return document.querySelector('[role=tooltip]')?.textContent;
  };
  expect(await tip()).toBe('Not to be known.unknown here');
  await page.unmount();
});

test('identities and certificates with an unknown term say nothing', async () => {
  const page = await mount(secretive, <Equations />);
  const said = () => [...page.root.querySelectorAll('.Equations-residual')].map((line) => line.textContent);
  // The sums of headline and ledger, and the one that is declared.
  expect(said()).toEqual(['holds, residual 0', 'holds, residual 0', 'holds, residual 0']);
  expect(page.root.querySelectorAll('.Certificate-certificate').length).toBe(1);
  await page.after(() => page.run.getState().set({ mean: 3 }));
  expect(said()).toEqual(['holds, residual 0', 'a term is unknown here', 'a term is unknown here']);
  expect(page.root.querySelectorAll('.Certificate-certificate').length).toBe(0);
  await page.unmount();
});

test('readouts are in full colour once they can be trusted, and say what they wait for until then', async () => {
  const page = await mount(secretive, <Panel />);
  const readouts = () => [...page.root.querySelectorAll<HTMLElement>('[aria-label=Readouts] > *')];
  const texts = () => readouts().map((readout) => readout.textContent);
  const trusted = () => readouts().map(({ dataset }) => dataset.trusted);
  expect(texts()).toEqual(['energy0.500, not yet: needs at least 2', 'gap0.500', expect.stringMatching(/^free energy/)]);
  expect(trusted()).toEqual(['false', 'true', 'true']);
  await page.after(() => page.run.getState().set({ mean: 2 }));
  expect(texts()).toEqual(['energy2.000', 'gap2.000, not yet: needs at most 1', expect.stringMatching(/^free energy/)]);
  await page.after(() => page.run.getState().set({ mean: 3 }));
  expect(texts().map((text) => text?.slice(0, 3))).toEqual(['ene', 'fre']);
  await page.unmount();
  const without = await mount(tiny, <Panel />);
  expect(without.root.querySelector('[aria-label=Readouts]')).toBeNull();
  await without.unmount();
});

test('a measured readout has its standard error and the exact number beside it while they are known; how numbers are known is said once', async () => {
  const { energy, entropy, heat, gap, free } = secretive.scalars as Record<string, Lab['scalars'][string]>;
  const measuring: Lab = {
    ...secretive,
    scalars: {
      energy: { ...energy, known: 'measured' },
      entropy: { ...entropy, known: 'measured' },
      heat: { ...heat, known: 'estimated' },
      gap: { ...gap, known: 'exact' },
      free: { ...free, known: 'exact' },
    } as Lab['scalars'],
    readouts: [{ scalar: 'free' }, { scalar: 'energy', standardError: 'heat', exact: 'gap' }, { scalar: 'entropy' }],
  };
  const page = await mount(measuring, <Panel />);
  const texts = () => [...page.root.querySelectorAll<HTMLElement>('[aria-label=Readouts] > *')].map((readout) => readout.textContent);
  // F = ½ − log ½ at a mean of 1 and an sd of ½.
  expect(texts()).toEqual(['exactfree energy1.193', 'measuredenergy0.500± 0.000exact 0.500', 'entropy−0.693']);
  await page.after(() => page.run.getState().set({ mean: 3 }));
  expect(texts()[1]).toBe('measuredenergy4.500± 0.000');
  await page.unmount();
});

test('a number is trusted within its bounds alone, and none is not', () => {
  const within = (value?: number) => distrust({ atLeast: -0.5, atMost: 1 }, value) === undefined;
  expect([-0.6, -0.5, 1, 1.1, Number.NaN, undefined].map(within)).toEqual([false, true, true, false, false, false]);
  expect(distrust({ atLeast: -0.5, atMost: 1 }, 2)).toBe('not yet: needs at least −0.5 and at most 1');
});

test('a map fills while its plot is on the page, and its caption says how far', async () => {
  const plot = { ...tiny.plots.plane, caption: 'free energy', marks: [{ mark: 'raster', grid: 'map free', map: 'viridis' }] };
  const rows = () => [1, 2].map((sd) => ({ label: `sd ${sd}`, values: { sd }, steps: 0 }));
  const lab = { ...tiny, plots: { plane: plot }, map: { over: 'mean', count: 5, domain: () => [-1, 1], rows } } as unknown as Lab;
  let letOn = () => {};
  const held = new Promise<void>((resolve) => {
    letOn = resolve;
  });
  let observed = 0;
  const slow = withEngine(lab, ({ observe }) => ({
    async observe(state, values) {
      observed += 1;
      if (observed > 4) await held;
      return observe(state, values);
    },
  }));
  const page = await mount(slow, <Panel />);
  expect(page.text('.Place-caption')).toBe('filling, 0 %');
  await page.after(letOn);
  await page.after(() => {});
  expect(page.text('.Place-caption')).toBe('free energy');
  expect(page.run.getState().map.grids['map free']?.values.every(Number.isFinite)).toBe(true);
  await page.unmount();
});

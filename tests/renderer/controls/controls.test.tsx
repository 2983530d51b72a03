// @vitest-environment happy-dom
// Controls made of a declaration: what is typed is taken or refused, keys step, what does not apply is not there.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Controls } from '../../../renderer/controls/Controls.tsx';
import { settings } from '../../../renderer/settings.ts';
import { type Mounted, mount } from '../panel/mounted.tsx';
import { tiny } from '../panel/tiny-lab.ts';

let page: Mounted;
beforeEach(async () => {
  page = await mount(tiny, <Controls />);
});
afterEach(() => page.unmount());

const value = (name: string) => page.run.getState().values[name];
const field = (name: string) => `[data-param=${name}] input[inputmode]`;
const slider = (name: string) => `[data-param=${name}] input[type=range]`;

describe('a number field', () => {
  test('takes any valid number, also beyond the slider', async () => {
    await page.type(field('mean'), '−42.5');
    expect(value('mean')).toBe(-42.5);
  });

  test('says in one line why it refuses, keeps the old value, and forgets it at the next valid one', async () => {
    await page.type(field('mean'), 'four');
    expect(value('mean')).toBe(1);
    expect(page.text('[data-param=mean] [role=alert]')).toBe('mean: expected −100 to 100, got four');
    expect((page.find(field('mean')) as HTMLInputElement).value).toBe('1');
    await page.type(field('mean'), '2');
    expect(value('mean')).toBe(2);
    expect(page.root.querySelector('[role=alert]')).toBeNull();
  });

  test('refuses what is out of range, and half a person', async () => {
    await page.type(field('mean'), '1e9');
    expect(value('mean')).toBe(1);
    await page.after(() => page.run.getState().set({ kind: 'noisy' }));
    await page.type(field('draws'), '2.5');
    expect(value('draws')).toBe(10);
    expect(page.text('[data-param=draws] [role=alert]')).toContain('whole number');
  });

  test('steps with the arrow keys', async () => {
    await page.key(field('mean'), 'ArrowUp');
    expect(value('mean')).toBeGreaterThan(1);
  });

  test('shows every digit while it has the focus', async () => {
    await page.after(() => page.run.getState().set({ mean: 0.123456 }));
    expect((page.find(field('mean')) as HTMLInputElement).value).toBe('0.12');
    await page.after(() => page.find(field('mean')).focus());
    expect((page.find(field('mean')) as HTMLInputElement).value).toBe('0.123456');
  });
});

describe('a slider', () => {
  test('steps in equal factors on a logarithmic scale', async () => {
    await page.key(slider('sd'), 'ArrowRight');
    const once = value('sd') as number;
    await page.key(slider('sd'), 'ArrowRight');
    expect(once / 0.5).toBeGreaterThan(1.03);
    expect((value('sd') as number) / once).toBeCloseTo(once / 0.5, 1);
  });

  test('goes further with shift, less far with alt, and to its ends', async () => {
    await page.key(slider('mean'), 'ArrowRight', { shiftKey: true });
    expect(value('mean')).toBeCloseTo(2, 10);
    await page.key(slider('mean'), 'ArrowRight', { altKey: true });
    expect(value('mean')).toBeCloseTo(2.01, 10);
    await page.key(slider('mean'), 'Home');
    expect(value('mean')).toBe(-4);
  });

  test('says the number, not the place along it', () => {
    expect(page.find(slider('sd')).getAttribute('aria-valuetext')).toBe('0.500');
  });

  test('a key held down is one edit to undo', async () => {
    for (let i = 0; i < 3; i += 1) {
      await page.after(() => {
        const target = page.find(slider('mean'));
        target.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', repeat: i > 0, bubbles: true, cancelable: true }));
      });
    }
    await page.after(() => page.find(slider('mean')).dispatchEvent(new KeyboardEvent('keyup', { key: 'ArrowRight', bubbles: true })));
    expect(value('mean')).toBeGreaterThan(1.2);
    await page.after(() => page.run.getState().undo());
    expect(value('mean')).toBe(1);
  });
});

test('the way back to the default is there once something was changed', async () => {
  expect(page.root.querySelector('[data-param=mean] .ControlHead-reset')).toBeNull();
  await page.type(field('mean'), '3');
  await page.after(() => page.find('[data-param=mean] .ControlHead-reset').click());
  expect(value('mean')).toBe(1);
});

test('only what applies is there', async () => {
  expect(page.root.querySelector('[data-param=draws]')).toBeNull();
  await page.after(() => page.run.getState().set({ kind: 'noisy' }));
  expect(page.root.querySelector('[data-param=draws]')).not.toBeNull();
});

test('a group says once what a change does; where its controls differ, each says it', () => {
  const badges = (selector: string) => [...page.root.querySelectorAll(selector)].map((badge) => badge.textContent);
  expect(badges('[aria-label=q] h3 .EffectBadge-badge')).toEqual(['restarts']);
  expect(badges('[aria-label=q] [data-param] .EffectBadge-badge')).toEqual([]);
  expect(badges('[aria-label=Descent] [data-param] .EffectBadge-badge')).toEqual(['live', 'redraws']);
});

describe('groups', () => {
  const names = () => [...page.root.querySelectorAll('section')].map((group) => group.getAttribute('aria-label'));
  const shown = () => [...page.root.querySelectorAll('[data-param]')].map((control) => control.getAttribute('data-param'));
  const fold = (name: string) => page.after(() => page.find(`[aria-label="${name}"] [slot=trigger]`).click());
  const remount = async (lab = tiny) => {
    await page.unmount();
    page = await mount(lab, <Controls />);
  };
  const many = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`extra${i}`, { ...tiny.params.mean, label: `extra ${i}`, group: 'Extras' }]),
    );
  const about = (values: object, more: object = {}, others = 0) =>
    ({
      ...tiny,
      params: { ...tiny.params, ...many(others) },
      presets: { start: { ...tiny.presets.start, values, ...more } },
    }) as typeof tiny;

  afterEach(() => page.after(() => settings.setState({ unfolded: {} })));

  test('fold, and are as they were left when they are seen again', async () => {
    await fold('q');
    expect(shown()).not.toContain('mean');
    expect(page.find('[aria-label=q] [slot=trigger]').getAttribute('aria-expanded')).toBe('false');
    await remount();
    expect(shown()).not.toContain('mean');
    await fold('q');
    expect(shown()).toContain('mean');
  });

  test('what a preset is about stands before all others, and once only', async () => {
    await remount(about({ temperature: 2, mean: 1.5 }, { about: ['temperature', 'draws', 'sd'] }));
    expect(names().slice(0, 3)).toEqual(['In this preset', 'Kind', 'q']);
    expect(shown().slice(0, 2)).toEqual(['temperature', 'sd']);
    expect(shown().filter((name) => name === 'temperature')).toHaveLength(1);
    await remount(about({ mean: 1.5 }));
    expect(shown()[0]).toBe('mean');
  });

  test('of many the others begin folded, those of the preset do not', async () => {
    await remount(about({ mean: 1.5 }, {}, 12));
    expect(shown()).toEqual(['mean', 'kind']);
    expect(page.text('[aria-label=Extras] h3')).toBe('Extras12');
  });

  test('are unfolded by what is looked for, by name, help or symbol', async () => {
    await remount(about({ mean: 1.5 }, {}, 12));
    await page.type('input[aria-label="Find a control"]', 'EXTRA 7');
    expect(shown()).toEqual(['extra7']);
    await page.type('input[aria-label="Find a control"]', 'where q');
    expect(shown()).toContain('mean');
    await page.type('input[aria-label="Find a control"]', 'xyzzy');
    expect(page.root.textContent).toContain('No control is called so.');
    await page.type('input[aria-label="Find a control"]', '');
    expect(shown()).toEqual(['mean', 'kind']);
  });
});

test('a switch is switched by its name, as by itself', async () => {
  await page.after(() => (page.find('[data-param=shown] [aria-hidden]') as HTMLElement).click());
  expect(value('shown')).toBe(true);
  await page.after(() => (page.find('[data-param=shown] [aria-hidden]') as HTMLElement).click());
  expect(value('shown')).toBe(false);
});

test('Home on a logarithm whose values begin at 0 is 0', async () => {
  await page.key(slider('temperature'), 'Home');
  expect(value('temperature')).toBe(0);
  await page.key(slider('sd'), 'Home');
  expect(value('sd')).toBe(0.05);
});

test('says with each field what a change does', () => {
  const told = (name: string) => page.find(`#${CSS.escape(page.find(field(name)).getAttribute('aria-describedby') as string)}`).textContent;
  expect(told('mean')).toBe('Where q is. A change begins the run again.');
  expect(told('temperature')?.trim()).toBe('A change takes effect at the next step.');
});

test('a switch switches', async () => {
  await page.after(() => page.find('[data-param=shown] input').click());
  expect(value('shown')).toBe(true);
});

describe('a subset', () => {
  const chips = () => [...page.root.querySelectorAll<HTMLElement>('[data-param=parts] button[aria-pressed]')];
  const pressed = () => chips().map((chip) => chip.getAttribute('aria-pressed'));

  test('is a chip for each option, pressed while it is in; its value is in the order of the options', async () => {
    expect(page.find('[data-param=parts] [role=toolbar]').getAttribute('aria-label')).toBe('parts');
    expect(pressed()).toEqual(['true', 'false', 'false']);
    await page.after(() => chips()[2]?.click());
    await page.after(() => chips()[1]?.click());
    expect(value('parts')).toBe('left,middle,right');
    for (const chip of [0, 1, 2]) await page.after(() => chips()[chip]?.click());
    expect(value('parts')).toBe('');
    expect(pressed()).toEqual(['false', 'false', 'false']);
  });

  test('goes from chip to chip with the arrow keys', async () => {
    await page.key('[data-param=parts] button[aria-pressed]', 'ArrowRight');
    expect(document.activeElement).toBe(chips()[1]);
  });

  test('says in one line why it refuses, keeps the old value, and goes back to its default', async () => {
    await page.after(() => page.run.getState().set({ parts: 'left,top' }));
    expect(value('parts')).toBe('left');
    expect(page.text('[data-param=parts] [role=alert]')).toBe('parts: expected any of left, middle, right, joined by commas, got left,top');
    await page.after(() => page.run.getState().set({ parts: 'right' }));
    await page.after(() => page.find('[data-param=parts] .ControlHead-reset').click());
    expect(value('parts')).toBe('left');
  });
});

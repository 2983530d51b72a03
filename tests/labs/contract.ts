// What every registered lab is held to: over its presets and over random values.
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataFor as dataRead } from '../../cli/data.ts';
import { InputError } from '../../core/base/input-error.ts';
import type { Dataset } from '../../core/data/dataset.ts';
import { type CertificateSpec, certificatesOf, certify } from '../../core/lab/certificate.ts';
import { optionAt } from '../../core/lab/data-for.ts';
import { checkIdentities } from '../../core/lab/identity.ts';
import { type AnyPlot, exportsAt, type Lab, type Preset } from '../../core/lab/lab.ts';
import { lent } from '../../core/lab/means.ts';
import { applies, initialValues, type Param, type Params, parseValues, type Value, type Values } from '../../core/lab/param.ts';
import { buffersOf, type Result } from '../../core/lab/result.ts';
import { type Frame, openRun, type Run } from '../../core/lab/run.ts';
import { labs } from '../../core/labs/index.ts';
import { compose, isBlank } from '../../renderer/plot/composition.ts';
import { isMapped } from '../../renderer/plot/is-mapped.ts';
import { isSwept } from '../../renderer/plot/is-swept.ts';
import { textOf } from '../../renderer/plot/marks/mark.ts';
import { light } from '../../renderer/plot/theme.ts';
import { samples } from '../../scripts/sample.ts';
import { collisions } from '../plot/collisions.ts';
import { draw } from '../plot/small-plots.ts';
import { deviations } from '../samples/deviations.ts';
import { declarationFaults, isProse, presetValues } from './declaration-faults.ts';
import { guideFaults } from './guide-faults.ts';

/** What a user might drop on the window. */
const OWN: Dataset = { name: 'own.csv', columns: { x: Float64Array.of(0.5, -0.3, 1.2, 0.7), y: Float64Array.of(1, 0, 1, 1) } };

/** Read once for each set and model. */
const read = new Map<string, Promise<Dataset | undefined>>();
const dataFor = (lab: Lab, values: Values, own: Dataset | undefined): Promise<Dataset | undefined> => {
  const key = JSON.stringify([lab.data, lab.data && optionAt(lab.data, values), values[lab.training?.models?.param ?? ''], own?.name]);
  const found = read.get(key) ?? dataRead(lab, values, own);
  read.set(key, found);
  return found;
};

const open = async (lab: Lab, values: Values, seed: number) => openRun(lab, values, seed, await dataFor(lab, values, OWN));
const frameAt = async (lab: Lab, values: Values, steps: number, seed = 1) => (await open(lab, values, seed)).next(steps, values);

function expectWhole(lab: Lab, { diverged, result }: Frame) {
  const there = Object.keys(lab.scalars).filter((name) => !lab.scalars[name]?.optional || name in result.scalars);
  expect(Object.keys(result.scalars).toSorted()).toEqual(there.toSorted());
  const strays = there.filter((name) => !Number.isFinite(result.scalars[name]));
  if (strays.length > 0) expect(strays).toContain(diverged?.scalar);
  expect(Object.keys(result.tables).toSorted()).toEqual(Object.keys(lab.tables).toSorted());
  for (const [name, table] of Object.entries(result.tables)) {
    expect(Object.keys(table).toSorted(), name).toEqual(Object.keys(lab.tables[name] ?? {}).toSorted());
    const columns = Object.values(table);
    expect(
      columns.every((column) => column instanceof Float64Array && column.length === columns[0]?.length),
      `columns of ${name}`,
    ).toBe(true);
  }
  expect(Object.keys(result.grids).toSorted()).toEqual(Object.keys(lab.grids).toSorted());
  for (const [name, { columns, rows, xDomain, yDomain, values }] of Object.entries(result.grids)) {
    expect(values instanceof Float32Array && values.length === columns * rows, `values of ${name}`).toBe(true);
    expect(xDomain[0] < xDomain[1] && yDomain[0] < yDomain[1], `domains of ${name}`).toBe(true);
  }
}

function expectSentences(lab: Lab, { diverged, result }: Frame, values: Values) {
  // Then the page says where it diverged instead.
  if (diverged) return;
  const sentences = Object.values(lab.plots)
    .filter((plot) => applies(plot.when, values))
    .map((plot) => plot.sentence(result, values));
  const walks = lab.training?.walk && values[lab.training.walk.param] !== lab.params[lab.training.walk.param]?.initial;
  const told = walks ? Object.values(lab.training?.walk?.stages ?? {}).map((stage) => stage.sentence(result, values)) : [];
  for (const sentence of [lab.sentence(result, values), ...sentences, ...told]) expect(isProse(sentence), sentence).toBe(true);
}

const isEmpty = (plot: AnyPlot, result: Result, values: Values) => isBlank(compose({ plot, result, values, theme: light }));

/** Where a picture has nothing to show it says what fills it; the page computes sweeps and maps once they are looked at. */
function expectWords(lab: Lab, { result }: Frame, values: Values) {
  for (const [id, plot] of Object.entries(lab.plots)) {
    if (!applies(plot.when, values) || isSwept(plot) || isMapped(plot) || !isEmpty(plot, result, values)) continue;
    expect(isProse(textOf(plot.empty?.words, values)), `${id} is empty and says nothing`).toBe(true);
  }
}

/** At the size of a card on the page. */
function expectRoom(lab: Lab, { result }: Frame, values: Values) {
  const found = Object.entries(lab.plots)
    .filter(([, plot]) => applies(plot.when, values))
    .flatMap(([id, plot]) => collisions(draw(plot, result, { values, width: 580, height: 320 })).map((pair) => `${id}: ${pair}`));
  expect(found, 'labels that lie on each other').toEqual([]);
}

function expectIdentities(lab: Lab, { diverged, result }: Frame, values: Values) {
  if (diverged) return;
  expect(checkIdentities(lab.identities, result, values).filter(({ holds }) => !holds)).toEqual([]);
  for (const { name, of, residual } of lab.identities) {
    const read = new Set<string | symbol>();
    const get = (scalars: Result['scalars'], scalar: string | symbol) => {
      read.add(scalar);
      return scalars[scalar as string];
    };
    residual(new Proxy(result.scalars, { get }), values);
    expect(
      [...read].filter((scalar) => !(of as readonly (string | symbol)[]).includes(scalar)),
      `${name} reads what it is not about`,
    ).toEqual([]);
  }
}

const measuredOf = (of: string) => JSON.stringify({ joules: 1e-5, standardError: 1e-6, answers: 100_000, seconds: 3, by: 'RAPL', of });

/** What a hand may set: the slider's span, every option. */
function arbitrary(param: Param, { params, measures }: Lab): fc.Arbitrary<Value> {
  if (param.kind === 'toggle') return fc.boolean();
  if (param.kind === 'choice') return fc.constantFrom(...Object.keys(param.options));
  if (param.kind === 'drawing') return fc.constant('');
  // Of the first rows, which all data have, and of rows that they may not have.
  if (param.kind === 'edits') return fc.constantFrom('', '1:0.5 1', '-2', '+0.25 0.5', '2:0.1 0.2;-1;+1 1;+2 1', '3:7', '-90000');
  if (param.kind === 'text') return fc.constantFrom('', param.template?.() ?? '');
  // Of work that is the lab's at other values, and of what it does at first.
  if (param.kind === 'measurement')
    return fc.constantFrom('', measuredOf('other work'), measuredOf(measures?.of(initialValues(params)) ?? ''));
  if (param.kind === 'subset') return fc.subarray(Object.keys(param.options)).map((names) => names.join());
  const [low, high] = param.slider ?? [param.min, param.max];
  if (param.kind === 'integer') return fc.integer({ min: Math.ceil(low), max: Math.floor(high) });
  const log = param.scale === 'log';
  const clamp = (x: number) => Math.min(Math.max(x, low), high);
  return fc
    .double({ min: 0, max: 1, noNaN: true })
    .map((at) => clamp(log ? Math.exp(Math.log(low) + at * Math.log(high / low)) : low + at * (high - low)));
}

const frozen = new Map((await samples()).map(({ name, text }) => [name, text]));
const loaded = await Promise.all(labs.map(async ({ id, load }) => ({ id, lab: await load() })));

/** Those that train have a file of their own, and so a process: each group is as slow as the other. */
export const holdToContract = (which: (lab: Lab) => boolean): void =>
  describe.each(loaded.filter(({ lab }) => which(lab)))('the lab $id', ({ id, lab }) => {
    const presets = Object.entries(lab.presets).map(([name, { steps = 0 }]) => ({ name, steps, values: presetValues(lab, name) }));
    // What the runs of a preset have worked out serves the next one: that it changes no bit has a test of its own.
    const lentTo = new Map(presets.map(({ name }) => [name, lent(lab, { kept: new Map() })]));
    const lentAt = (preset: string) => lentTo.get(preset) ?? lab;
    /** As each preset opens; its run goes on in the first test alone. */
    const opening = new Map<string, Promise<{ readonly run: Run; readonly frame: Frame }>>();
    const openingOf = ({ name, steps, values }: (typeof presets)[number]) => {
      const made = async () => {
        const run = await open(lentAt(name), values, 1);
        const frame = await run.next(steps, values);
        // As a host does: from now on the arrays are the run’s no more.
        return { run, frame: { ...frame, result: structuredClone(frame.result, { transfer: buffersOf(frame.result) }) } };
      };
      const found = opening.get(name) ?? made();
      opening.set(name, found);
      return found;
    };
    const breaks = (preset: string): readonly string[] => (lab.presets[preset] as Preset<Params>).breaks ?? [];

    it('declares nothing that is not there', () => {
      expect(declarationFaults(lab)).toEqual([]);
    });

    it('explains every plot and derives every term', async () => {
      const guide = await lab.guide?.();
      expect(guide && guideFaults(lab, guide)).toEqual([]);
    });

    it('has notes, whose links to presets lead somewhere', () => {
      const notes = readFileSync(new URL(`../../core/labs/${id}/notes.md`, import.meta.url), 'utf8');
      const linked = [...notes.matchAll(/\]\(preset:([^)]+)\)/g)].map(([, preset]) => preset as string);
      expect(linked.length).toBeGreaterThan(0);
      expect(linked.filter((preset) => !Object.hasOwn(lab.presets, preset))).toEqual([]);
    });

    it('has the data sets that it offers, with the columns it takes, and adopts them as valid values', async () => {
      for (const [option, { file, columns }] of Object.entries(lab.data?.sets ?? {})) {
        if (file) expect(existsSync(new URL(`../../samples/data/${file}`, import.meta.url)), file).toBe(true);
        const values = { ...initialValues(lab.params), [lab.data?.param as string]: option };
        const data = await dataFor(lab, values, undefined);
        const taken = Object.entries(data?.columns ?? {});
        expect(taken.map(([name]) => name)).toEqual(columns ?? taken.map(([name]) => name));
        expect(
          taken.every(([, column]) => column.length > 0),
          file,
        ).toBe(true);
        if (data && lab.adopt) expect(() => parseValues(lab.params, values, lab.adopt?.(values, data) ?? {})).not.toThrow();
      }
    });

    // One run serves all of this: presets take their time.
    it.each(presets)(
      'keeps the contract at the preset $name, with the numbers of its sample, the same bits in one stretch or in several, looked at or not, in arrays of its own',
      async (preset) => {
        const { name, steps, values } = preset;
        const { run, frame } = await openingOf(preset);
        expectWhole(lab, frame);
        expectSentences(lab, frame, values);
        expectIdentities(lab, frame, values);
        expectWords(lab, frame, values);
        expectRoom(lab, frame, values);
        expect(frame.diverged).toBeUndefined();
        const sample = frozen.get(`${id}-${name}.json`);
        expect(sample, `${id}-${name}.json: npm run samples`).toBeDefined();
        expect(deviations(frame, sample as string)).toEqual([]);
        if (lab.measures) expect(await run.exert(values), 'answers').toSatisfy((count) => Number.isSafeInteger(count) && count >= 1);
        expect((await run.next(0, values)).result).toEqual(frame.result);
        // What trains goes on from its checkpoint, the rest from its beginning: either way in one stretch.
        const from = steps > 0 ? run.checkpoint() : undefined;
        await run.next(4, values);
        const straight = await openRun(lentAt(name), values, 1, await dataFor(lab, values, OWN), from);
        expect(await run.next(6, values)).toEqual(await straight.next(steps + 10 - (from?.step ?? 0), values));
      },
    );

    it('keeps the contract at random values, or refuses them in one line', async () => {
      const values = fc.record(Object.fromEntries(Object.entries(lab.params).map(([name, param]) => [name, arbitrary(param, lab)])));
      await fc.assert(
        fc.asyncProperty(values, fc.integer({ min: 0, max: 3 }), fc.nat(1000), async (raw, steps, seed) => {
          let values = parseValues(lab.params, {}, raw);
          let frame: Frame;
          try {
            // As on the page: a data set that is chosen brings the values that belong to it.
            const data = await dataFor(lab, values, OWN);
            if (data && lab.adopt) values = parseValues(lab.params, values, lab.adopt(values, data));
            frame = await frameAt(lab, values, steps, seed);
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
            expect((error as Error).message).toMatch(/^[^\n]+: expected [^\n]+, got [^\n]+$/);
            return fc.pre(false);
          }
          expectWhole(lab, frame);
          expectSentences(lab, frame, values);
          expectIdentities(lab, frame, values);
        }),
        // So many that were not refused, on every machine; networks take their time to be judged.
        lab.training ? { seed: 1, numRuns: 2 } : { seed: 20180711, numRuns: 20 },
      );
    });

    const lending = lent(lab, { kept: new Map() });
    const closedFrame = async (one: Lab, values: Values) => {
      try {
        const run = await open(one, values, 1);
        const frame = await run.next(2, values);
        run.close();
        return frame;
      } catch (error) {
        return error;
      }
    };
    // Of nothing before it a run is worked out once at the same values: where each parameter is moved from is often the same place.
    const fresh = new Map<string, ReturnType<typeof closedFrame>>();
    const freshOf = (values: Values) => {
      const key = JSON.stringify(values);
      const found = fresh.get(key) ?? closedFrame(lab, values);
      fresh.set(key, found);
      return found;
    };
    /** Where the parameter before was moved from. */
    let last: Values | undefined;
    const moved = Object.entries(lab.params).filter(([, { effect }]) => effect === 'restart');
    it.each(moved.slice(0, lab.training ? 1 : undefined).map(([name, param], i) => ({ name, param, i })))(
      'computes the same bits with what the runs before have worked out, when $name was moved between',
      async ({ name, param, i }) => {
        // There and elsewhere, at a preset where it says something; the next one moved goes back with this one.
        const { values } = presets.find((preset) => applies(param.when, preset.values)) ?? (presets[0] as (typeof presets)[number]);
        const there = values === last ? [] : [{}];
        for (const laid of [...there, ...fc.sample(arbitrary(param, lab), { seed: i, numRuns: 1 }).map((value) => ({ [name]: value }))]) {
          const at: Values = { ...values, ...laid };
          expect(await closedFrame(lending, at)).toEqual(await freshOf(at));
        }
        last = values;
      },
    );

    it('keeps a handle where it is when it is dragged to where it is', async () => {
      for (const each of presets) {
        const { name: preset, values, steps } = each;
        const { result } = steps === 0 ? (await openingOf(each)).frame : await frameAt(lentAt(preset), values, 0);
        for (const plot of Object.values(lab.plots)) {
          for (const mark of plot.marks) {
            if (mark.mark !== 'handle' || !applies(plot.when, values) || !applies(mark.when, values)) continue;
            const table = result.tables[mark.table] ?? {};
            for (const [row, x] of (table[mark.x] ?? []).entries()) {
              const set = mark.drag({ x, y: table[mark.y]?.[row] ?? Number.NaN, row }, values);
              expect(Object.keys(set).filter((name) => !mark.params.includes(name))).toEqual([]);
              const parsed = parseValues(lab.params, {}, set);
              const same = ([name, value]: [string, Value]) =>
                typeof value === 'number' ? Math.abs(value - (values[name] as number)) < 5e-7 : value === values[name];
              if (Object.entries(parsed).every(same)) continue;
              // What stood for “as the data have it” is now the number itself, to the four digits that a hand can mean.
              const again = (await frameAt(lentAt(preset), { ...values, ...parsed }, 0)).result.tables[mark.table] ?? {};
              for (const axis of [mark.x, mark.y]) {
                const [before, after] = [table[axis]?.[row] ?? Number.NaN, again[axis]?.[row] ?? Number.NaN];
                expect(Math.abs(after - before), `${mark.table}.${axis} of ${Object.keys(parsed).join()}`).toBeLessThanOrEqual(
                  1e-3 * Math.max(1, Math.abs(before)),
                );
              }
            }
          }
        }
      }
    });

    const offers = Object.entries(lab.plots).filter(([, { empty }]) => empty?.offer);
    if (offers.length > 0)
      it('fills a picture that has nothing to show where it offers to', async () => {
        const waiting = new Set(offers.map(([id]) => id));
        for (const each of presets) {
          if (waiting.size === 0) break;
          const { name: preset, values, steps } = each;
          const { result } = (await openingOf(each)).frame;
          const empty = offers.filter(([id, plot]) => waiting.has(id) && applies(plot.when, values) && isEmpty(plot, result, values));
          if (empty.length === 0) continue;
          const run = await open(lentAt(preset), values, 1);
          await run.next(steps, values);
          for (const [id, plot] of empty) {
            const { offer } = plot.empty ?? {};
            if (!offer) continue;
            waiting.delete(id);
            expect(isProse(textOf(offer.label, values)), `${id} at ${preset}`).toBe(true);
            const set = parseValues(lab.params, values, offer.set(values));
            const more = Object.keys(set).filter((name) => set[name] !== values[name] && lab.params[name]?.effect !== 'redraw');
            expect(more, `${id} at ${preset} does more than redraw`).toEqual([]);
            expect(isEmpty(plot, (await run.next(0, set)).result, set), `${id} at ${preset} stays empty`).toBe(false);
          }
          run.close();
        }
        expect([...waiting], 'empty at no preset').toEqual([]);
      });

    // A lab without certificates has nothing to hold.
    if (lab.certificates)
      it('holds its certificates at several seeds, but those that a preset breaks, and would not hold them for a shifted estimate', async () => {
        const applied = new Set<string>();
        for (const each of presets) {
          const { name: preset, steps, values } = each;
          let isNew = true;
          for (const seed of [1, 2, 3]) {
            const { result } = await (seed === 1
              ? openingOf(each).then(({ frame }) => frame)
              : frameAt(lentAt(preset), values, steps, seed));
            const found = certificatesOf(lab.certificates, result);
            // What has none to hold has none at another seed; of what held at three seeds of a preset one tells at the next.
            if (seed === 1) isNew = breaks(preset).length > 0 || found.some(({ name }) => !applied.has(name));
            else if (!isNew) break;
            for (const { name, estimate, standardError, exact, holds } of found) {
              applied.add(name);
              const broken = breaks(preset).includes(name);
              expect({ name, preset, seed, estimate, standardError, exact, holds }).toMatchObject({ holds: !broken });
              if (broken) continue;
              const spec = lab.certificates?.[name] as CertificateSpec;
              const shift = 10 * standardError + 1e-6 * Math.max(1, Math.abs(exact));
              const shifted: Result = { ...result, scalars: { ...result.scalars, [spec.estimate]: estimate + shift } };
              expect(certify(name, spec, shifted).holds, `${name} shifted at ${preset}`).toBe(false);
            }
            const idle = breaks(preset).filter((name) => !found.some((each) => each.name === name));
            expect(idle, `broken at ${preset}, where they do not apply`).toEqual([]);
          }
        }
        expect(Object.keys(lab.certificates ?? {}).filter((name) => !applied.has(name))).toEqual([]);
      });

    it('hands out every export that it declares', async () => {
      for (const id of Object.keys(lab.exports ?? {})) {
        const offering = presets.find(({ values }) => Object.hasOwn(exportsAt(lab, values), id));
        expect(offering, `a preset that offers ${id}`).toBeDefined();
        const { values, steps } = offering as (typeof presets)[number];
        const run = await open(lab, values, 1);
        await run.next(Math.min(steps, 20), values);
        const files = await run.export(id, values);
        expect(files.length, id).toBeGreaterThan(0);
        for (const { name, bytes } of files)
          expect([/^(\w+\/)?[\w.-]+$/.test(name), bytes.length > 0], `${id}: ${name}`).toEqual([true, true]);
        run.close();
      }
    });
  });

// One colour, one meaning: what every lab's declaration says of hues, and what its pictures make of it.
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import type { Hue } from '../../core/lab/hue.ts';
import type { AnyPlot, Lab } from '../../core/lab/lab.ts';
import { applies, type Values } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { labs } from '../../core/labs/index.ts';
import type { SceneNode } from '../../renderer/plot/scene.ts';
import { sceneOf } from '../../renderer/plot/scene-of.ts';
import { dark, inkColor, light, markColor } from '../../renderer/plot/theme.ts';
import { presetValues } from './declaration-faults.ts';

type Mark = AnyPlot['marks'][number];

const listed = (names: readonly string[] | ((values: Values) => readonly string[]) | undefined, values: Values) =>
  typeof names === 'function' ? names(values) : (names ?? []);
const said = (text: string | ((values: Values) => string) | undefined, values: Values) =>
  typeof text === 'function' ? text(values) : text;

/** What the lab calls its methods, by the hue that it declares for each, once. */
const methodsOf = (lab: Lab): ReadonlyMap<Hue, string> =>
  new Map(
    Object.values(lab.params).flatMap((param) =>
      param.kind === 'subset' && param.hues ? Object.entries(param.hues).map(([option, hue]) => [hue, option] as const) : [],
    ),
  );

/** Every hue of a mark at these values, with what it means there: its name, its row's name, or else the column and the number. */
function meanings(plot: AnyPlot, mark: Mark, values: Values): { readonly hue: Hue; readonly meaning: string | undefined }[] {
  if ('hues' in mark && mark.hues) {
    const names = 'names' in mark ? listed(mark.names, values) : [];
    const axis = mark.mark === 'bar' && !mark.slot ? (mark.orient === 'horizontal' ? plot.y : plot.x) : undefined;
    const rows = axis && listed(axis.categories, values);
    const by = 'by' in mark ? mark.by : undefined;
    return mark.hues.map((hue, k) => ({ hue, meaning: names[k] ?? (by === undefined ? rows?.[k] : `${by} ${k}`) }));
  }
  if (!('hue' in mark) || mark.hue === undefined) return [];
  const hue = typeof mark.hue === 'function' ? mark.hue(values) : mark.hue;
  return [{ hue, meaning: 'label' in mark ? said(mark.label as string, values) : undefined }];
}

describe.each(labs.map(({ id, load }) => ({ id, load })))('the hues of $id', ({ load }) => {
  const everyMark = async () => {
    const lab = await load();
    const places = Object.keys(lab.presets).flatMap((preset) => {
      const values = presetValues(lab, preset);
      return Object.entries(lab.plots).flatMap(([id, plot]) =>
        plot.marks.map((mark) => ({ where: `${id} at ${preset}`, plot, mark, values })),
      );
    });
    return { lab, places };
  };

  it('never give a category the colour of a term, nor two categories one colour', async () => {
    const { places } = await everyMark();
    const faults = places.flatMap(({ where, mark }) => {
      if (!('by' in mark) || mark.by === undefined || !('hues' in mark) || !mark.hues || mark.hues.length === 1) return [];
      const { hues } = mark;
      const numbered = hues.filter((hue) => typeof hue === 'number');
      // What belongs to terms (the layers of q’s network) is no category: then all of it does.
      if (numbered.length === 0) return [];
      return [
        ...(numbered.length === hues.length ? [] : [`${where}: some of ${mark.by} wear terms`]),
        ...(new Set(hues).size === hues.length ? [] : [`${where}: two of ${mark.by} are alike`]),
      ];
    });
    expect([...new Set(faults)]).toEqual([]);
  });

  it('are the same for a column of kinds in every picture: no class in its colours here and in greys there', async () => {
    const { places } = await everyMark();
    const worn = new Map<string, Set<string>>();
    for (const { mark } of places) {
      if (!('by' in mark) || mark.by === undefined) continue;
      // One neutral for all (the numbers written in boxes) tells no kinds apart.
      if ('hues' in mark && mark.hues?.length === 1) continue;
      const hues = 'hues' in mark && mark.hues ? mark.hues.join() : `shades of ${'hue' in mark ? mark.hue : ''}`;
      worn.set(mark.by, (worn.get(mark.by) ?? new Set()).add(hues));
    }
    expect([...worn].filter(([, hues]) => hues.size > 1).map(([by, hues]) => ({ by, hues: [...hues] }))).toEqual([]);
  });

  it('mean one thing each: a category’s colour is that of one method, one class, one part, in all pictures', async () => {
    const { lab, places } = await everyMark();
    const methods = methodsOf(lab);
    const labelled = (hue: Hue) => {
      const option = methods.get(hue);
      const shown = places.flatMap(({ plot, mark, values }) => meanings(plot, mark, values).filter((one) => one.hue === hue));
      return { option, names: new Set(shown.flatMap(({ meaning }) => (meaning === undefined ? [] : [meaning.toLowerCase()]))) };
    };
    const numbers = new Set(places.flatMap(({ plot, mark, values }) => meanings(plot, mark, values).map(({ hue }) => hue)));
    for (const hue of [...numbers].filter((one) => typeof one === 'number')) {
      const { option, names } = labelled(hue);
      const subset = Object.values(lab.params).find((param) => param.kind === 'subset' && param.hues);
      const name = option !== undefined && subset?.kind === 'subset' ? (subset.options[option] as string).toLowerCase() : undefined;
      // A method’s own doings are written in its colour, too.
      const doings = ['draws', 'last steps', 'glide', 'of variance', 'of mean', 'b', 'read as ternary', 'sixteen drawn', 'this machine'];
      const others = [...names].filter((one) => one !== name && !doings.includes(one) && !/^(method|estimator|label) \d+$/.test(one));
      expect({ hue, method: name, others: name === undefined ? others.slice(1) : others }).toEqual({ hue, method: name, others: [] });
    }
  });

  it('of a method come from its one declaration', async () => {
    const { lab, places } = await everyMark();
    const params = Object.values(lab.params).filter((param) => param.kind === 'subset' && param.hues !== undefined);
    for (const param of params) {
      if (param.kind !== 'subset' || !param.hues) continue;
      const hues = Object.values(param.hues);
      expect(Object.keys(param.hues)).toEqual(Object.keys(param.options));
      expect(new Set(hues).size).toBe(hues.length);
      for (const hue of hues) expect([typeof hue, (hue as number) < light.category.length]).toEqual(['number', true]);
      const kinds = places.filter(({ mark }) => 'by' in mark && (mark.by === 'method' || mark.by === 'estimator'));
      expect(kinds.length).toBeGreaterThan(0);
      for (const { where, mark } of kinds) expect({ where, hues: 'hues' in mark && mark.hues }).toEqual({ where, hues });
    }
  });
});

const nodesOf = (nodes: readonly SceneNode[]): SceneNode[] =>
  nodes.flatMap((node) => (node.kind === 'group' ? nodesOf(node.children) : [node]));

const colorsOf = (node: SceneNode): string[] => {
  if (node.kind === 'dots') return [node.fill];
  if (node.kind === 'line') return [node.stroke.color];
  return node.kind === 'path' ? [node.fill, node.stroke?.color].filter((color) => color !== undefined) : [];
};

describe.each(['samplers', 'estimators'])('the pictures of %s', (id) => {
  it('show a method in its colour wherever it is drawn or named, at every preset and in both themes', async () => {
    const lab = (await labs.find((one) => one.id === id)?.load()) as Lab;
    const methods = Object.values(lab.params).find((param) => param.kind === 'subset' && param.hues);
    if (methods?.kind !== 'subset' || !methods.hues) throw new Error('no methods');
    const shortName = new Map<string, Hue>();
    for (const plot of Object.values(lab.plots)) {
      for (const mark of plot.marks) {
        if (!('by' in mark) || !('names' in mark) || !('hues' in mark) || !mark.hues) continue;
        listed(mark.names as readonly string[], {}).forEach((name, k) => void shortName.set(name, mark.hues?.[k] as Hue));
      }
    }
    let named = 0;
    for (const preset of Object.keys(lab.presets)) {
      const values = presetValues(lab, preset);
      const run = await openRun(lab, values, 1, await dataFor(lab, values, undefined));
      const { result } = await run.next(120, values);
      run.close();
      for (const [plotId, plot] of Object.entries(lab.plots)) {
        if (!applies(plot.when, values) || plotId === 'sweep' || plotId.startsWith('map')) continue;
        for (const theme of [light, dark]) {
          const { children, labels } = sceneOf({ plot, result, values, theme, width: 480, height: 320 });
          const where = `${plotId} at ${preset}, ${theme.name}`;
          for (const { text, fill } of labels) {
            const hue = shortName.get(text);
            if (hue === undefined) continue;
            named += 1;
            expect({ where, text, fill }).toEqual({ where, text, fill: inkColor(theme, hue) });
          }
          // And nothing is drawn in a category’s colour but what is shown: methods, and a minibatch’s noise.
          const categories = new Set(
            nodesOf(children)
              .flatMap(colorsOf)
              .filter((color) => theme.category.includes(color)),
          );
          const shown = new Set(Object.values(methods.hues).map((hue) => markColor(theme, hue)));
          if (id === 'samplers') shown.add(markColor(theme, 11));
          expect(
            [...categories].filter((color) => !shown.has(color)),
            where,
          ).toEqual([]);
        }
      }
    }
    expect(named).toBeGreaterThan(100);
  });
});

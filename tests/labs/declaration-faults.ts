// What a declaration says that is not so: names that are not there, TeX that does not render, sentences that say nothing.

import katex from 'katex';
import { type Lab, type MapSpec, plotsIn } from '../../core/lab/lab.ts';
import { initialValues, type Param, type Params, parseValue, parseValues, type Values, type When } from '../../core/lab/param.ts';
import { captionOf } from '../../renderer/plot/description-of.ts';

/** All values a preset sets, over the initial ones. */
export const presetValues = (lab: Lab, preset: string): Values =>
  parseValues(lab.params, initialValues(lab.params), lab.presets[preset]?.values ?? {});

/** A text that a person can read: not empty, and no number or name gone missing in it. */
export const isProse = (text: unknown): boolean =>
  typeof text === 'string' && text.trim() !== '' && !/\b(NaN|undefined|null|Infinity)\b|\[object/.test(text);

/** One line a fault; none where the declaration keeps its word. */
export function declarationFaults(lab: Lab): string[] {
  const faults: string[] = [];
  const expect = (holds: boolean, fault: string) => void (holds || faults.push(fault));
  const scalar = (name: string | undefined, where: string) =>
    expect(name === undefined || Object.hasOwn(lab.scalars, name), `${where}: no scalar ${name}`);
  const prose = (text: unknown, where: string) => expect(isProse(text), `${where}: says ${JSON.stringify(text)}`);
  const tex = (source: string | undefined, where: string) => {
    if (source === undefined) return;
    try {
      katex.renderToString(source, { output: 'mathml', throwOnError: true, strict: false });
    } catch (error) {
      faults.push(`${where}: ${(error as Error).message}`);
    }
  };
  const condition = (when: When | undefined, where: string) => {
    for (const [name, allowed] of [when ?? []].flat().flatMap((all) => Object.entries(all))) {
      for (const value of allowed) {
        try {
          parseValues(lab.params, {}, { [name]: value });
          const param = lab.params[name];
          const one = param?.kind !== 'subset' || Object.hasOwn(param.options, String(value));
          expect(one, `${where}: when ${name} holds ${value}, which is no single option`);
        } catch (error) {
          faults.push(`${where}: when ${(error as Error).message}`);
        }
      }
    }
  };
  const presets = Object.keys(lab.presets).map((preset) => ({ preset, values: presetValues(lab, preset) }));
  const everywhere = (text: unknown, where: string) => {
    if (text === undefined) return;
    if (typeof text !== 'function') prose(text, where);
    else for (const { preset, values } of presets) prose((text as (values: Values) => unknown)(values), `${where} at ${preset}`);
  };

  const everyName = (names: readonly string[] | ((values: Values) => readonly string[]) | undefined, where: string) => {
    const of = typeof names === 'function' ? presets.flatMap(({ values }) => names(values)) : (names ?? []);
    for (const name of new Set(of)) prose(name, where);
  };

  for (const [name, param] of Object.entries<Param>(lab.params)) {
    prose(param.label, name);
    prose(param.group, `${name} group`);
    tex(param.tex, name);
    condition(param.when, name);
    const initial = parseValues(lab.params, {}, { [name]: param.initial })[name];
    expect(initial === param.initial, `${name}: ${param.initial} is written ${initial}`);
    if (param.kind === 'measurement') {
      expect(lab.measures?.param === name, `${name}: nothing is measured for it`);
      // It is laid in at the run's last step, and must change none before.
      expect(param.effect === 'redraw', `${name}: a change of it is ${param.effect}`);
    }
    if (param.kind === 'text' && param.template) {
      const taken = parseValue(param, name, param.template());
      expect(taken !== '' && parseValue(param, name, taken) === taken, `${name}: its template has no one form`);
      prose(param.summary(taken as string), `${name} summary`);
    }
    if (param.kind === 'subset')
      for (const option of Object.keys(param.options)) expect(!option.includes(','), `${name}: a comma in the option ${option}`);
    if (!('min' in param)) continue;
    const [low, high] = param.slider ?? [param.min, param.max];
    expect(param.min <= low && low < high && high <= param.max, `${name}: slider ${low} to ${high} of ${param.min} to ${param.max}`);
    expect(param.scale === 'linear' || low > 0, `${name}: log scale from ${low}`);
    const [table = '', column = ''] = param.follows ?? [];
    expect(!param.follows || lab.tables[table]?.[column] !== undefined, `${name}: follows no column ${table}.${column}`);
  }

  expect(
    lab.measures === undefined || lab.params[lab.measures.param]?.kind === 'measurement',
    `measures: no measurement ${lab.measures?.param}`,
  );

  for (const [name, { label, help, tex: source }] of Object.entries(lab.scalars)) {
    prose(label, name);
    prose(help, name);
    tex(source, name);
  }
  for (const [table, columns] of Object.entries(lab.tables)) {
    for (const [name, column] of Object.entries(columns)) {
      prose(column.label, `${table}.${name}`);
      tex(column.tex, `${table}.${name}`);
    }
  }
  for (const [name, grid] of Object.entries(lab.grids)) prose(grid.label, name);

  expect(presets.length > 0, 'no preset');
  for (const { preset, values } of presets) {
    prose(lab.presets[preset]?.title, `preset ${preset}`);
    prose(lab.presets[preset]?.sentence, `preset ${preset}`);
    const back = parseValues(lab.params, {}, JSON.parse(JSON.stringify(values)));
    expect(JSON.stringify(back) === JSON.stringify(values), `preset ${preset}: values do not survive JSON`);
    for (const name of lab.presets[preset]?.breaks ?? [])
      expect(Object.hasOwn(lab.certificates ?? {}, name), `preset ${preset}: breaks no certificate ${name}`);
    const { speed } = lab.presets[preset] ?? {};
    expect(speed === undefined || speed > 0, `preset ${preset}: speed ${speed}`);
  }

  for (const { title, sentence, source, tex: written } of lab.equations) {
    for (const text of [title, sentence, source]) prose(text, `equation ${title}`);
    tex(written, `equation ${title}`);
  }
  const headlines = [lab.headline, ...(lab.headlines ?? [])];
  const terms = [...headlines.flatMap((headline) => headline.terms), ...lab.ledger.rows.flatMap((row) => row.terms)];
  for (const term of terms) {
    scalar(term.scalar, 'term');
    expect(term.factor === undefined || Object.hasOwn(lab.params, term.factor), `term: no parameter ${term.factor}`);
  }
  for (const { left } of headlines) scalar(left.scalar, 'headline');
  scalar(lab.ledger.total, 'ledger');

  for (const { name, tex: source, of, tolerance } of lab.identities) {
    tex(source, `identity ${name}`);
    for (const each of of) scalar(each, `identity ${name}`);
    expect(tolerance > 0 && tolerance <= 1e-6, `identity ${name}: tolerance ${tolerance}`);
  }
  for (const [name, { estimate, standardError, exact, test }] of Object.entries(lab.certificates ?? {})) {
    for (const each of [estimate, standardError, exact]) scalar(each, `certificate ${name}`);
    prose(test, `certificate ${name}`);
  }

  for (const { scalar: name, trusted, standardError, exact } of lab.readouts ?? []) {
    for (const each of [name, standardError, exact]) scalar(each, 'readout');
    const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = trusted ?? {};
    expect(atLeast <= atMost, `readout ${name}: at least ${atLeast}, at most ${atMost}`);
  }

  const swept = { x: { label: 'parameter' }, ...lab.scalars };
  const columnsOf = (table: string) => (table === 'sweep' ? swept : lab.tables[table]);
  for (const [id, plot] of Object.entries(lab.plots)) {
    prose(plot.title, `plot ${id}`);
    condition(plot.when, `plot ${id}`);
    if (typeof plot.x.steps === 'object') scalar(plot.x.steps.after, `plot ${id}`);
    // A figure leaves the page: what it says must be so on paper.
    for (const { values } of presets) {
      const caption = captionOf(plot, undefined, values) ?? '';
      if (/\b(drag|press|click|choose)/i.test(caption)) faults.push(`plot ${id}: a caption that asks for a hand: ${caption}`);
    }
    expect(!/^steps?$/.test(String(plot.x.label)) || plot.x.steps !== undefined, `plot ${id}: marks no change on its steps`);
    for (const text of [plot.caption, plot.x.label, plot.y.label, plot.empty?.words, plot.empty?.offer?.label])
      everywhere(text, `plot ${id}`);
    expect(plot.pad === undefined || lab.params[plot.pad]?.kind === 'drawing', `plot ${id}: no drawing ${plot.pad} to draw on`);
    for (const [at, mark] of plot.marks.entries()) {
      const where = `plot ${id}, mark ${at}`;
      condition(mark.when, where);
      if ('grid' in mark) {
        const mapped = lab.map !== undefined && mark.grid.startsWith('map ') && Object.hasOwn(lab.scalars, mark.grid.slice(4));
        expect(mapped || Object.hasOwn(lab.grids, mark.grid), `${where}: no grid ${mark.grid}`);
      }
      if ('table' in mark) {
        const columns = columnsOf(mark.table);
        expect(columns !== undefined, `${where}: no table ${mark.table}`);
        const { x, y, toX, toY, at, from, to, value, by } = mark as unknown as Record<string, string | undefined>;
        const mixed = mark.mark === 'dot' ? (mark.mix ?? []) : [];
        for (const name of [x, y, toX, toY, at, from, to, value, by, ...mixed])
          if (name !== undefined && columns) expect(Object.hasOwn(columns, name), `${where}: no column ${mark.table}.${name}`);
      }
      const { stage } = mark;
      const staged = plot.stage === undefined ? undefined : lab.params[plot.stage];
      for (const one of stage === undefined ? [] : [stage].flat())
        expect(staged?.kind === 'choice' && Object.hasOwn(staged.options, one), `${where}: no stage ${one}`);
      if ('text' in mark) everywhere(mark.text, where);
      if ('term' in mark) scalar(mark.term, where);
      if (mark.mark === 'bar') for (const term of mark.terms ?? []) scalar(term, where);
      if (mark.mark === 'handle') for (const name of mark.params) expect(Object.hasOwn(lab.params, name), `${where}: no parameter ${name}`);
      if (mark.mark === 'dot' && mark.mix)
        expect(mark.mix.length === mark.hues?.length, `${where}: mixes ${mark.mix.length} columns of ${mark.hues?.length} hues`);
      if (mark.mark === 'dot' && mark.edits) {
        const { param, chosen, name } = mark.edits;
        expect(lab.params[param]?.kind === 'edits', `${where}: no edits ${param}`);
        expect(lab.params[chosen]?.kind === 'integer', `${where}: no whole number ${chosen} that chooses`);
        prose(name(1), where);
      }
      if ('label' in mark) everywhere(mark.label, where);
      if ('names' in mark) everyName(mark.names, where);
    }
    everyName(plot.facets?.names, `plot ${id}, facets`);
    const { by } = plot.facets ?? {};
    const facetted = plot.marks.some((mark) => 'table' in mark && by !== undefined && Object.hasOwn(columnsOf(mark.table) ?? {}, by));
    expect(by === undefined || facetted, `plot ${id}: no mark with the column ${by} of its facets`);
  }
  const placed = plotsIn(lab.layout);
  expect(placed.toSorted().join() === Object.keys(lab.plots).toSorted().join(), `layout: places ${placed.toSorted().join(', ')}`);

  if (lab.data) {
    const param = lab.params[lab.data.param];
    const options = param?.kind === 'choice' ? Object.keys(param.options) : [];
    const implied = (lab.data.implied ?? []).map(({ set }) => set);
    for (const name of Object.keys(lab.data.sets))
      expect(options.includes(name) || implied.includes(name), `data: ${lab.data.param} has no option ${name}`);
    for (const name of implied) expect(Object.hasOwn(lab.data.sets, name), `data: no set ${name}`);
  }
  if (lab.training) {
    scalar(lab.training.progress.scalar, 'progress');
    const { of } = lab.training.progress;
    expect('min' in (lab.params[of] ?? {}), `progress: of ${of}, which is no number`);
  }
  for (const [name, { of, label }] of Object.entries(lab.training?.rates ?? {})) {
    scalar(of, `rate ${name}`);
    prose(label, `rate ${name}`);
    expect(!Object.hasOwn(lab.scalars, name), `rate ${name}: is a scalar’s name`);
  }
  if (lab.training?.walk) {
    const { param, plot, stages } = lab.training.walk;
    const declared = lab.params[param];
    const options = declared?.kind === 'choice' ? Object.keys(declared.options) : [];
    expect(declared?.effect === 'redraw', `walk: ${param} does more than redraw`);
    expect(Object.hasOwn(lab.plots, plot) && lab.plots[plot]?.stage === param, `walk: plot ${plot} does not show the stages of ${param}`);
    for (const [name, stage] of Object.entries(stages)) {
      expect(options.includes(name) && name !== declared?.initial, `walk: ${param} has no option ${name} that begins a walk`);
      prose(stage.title, `stage ${name}`);
      for (const term of stage.terms) scalar(term, `stage ${name}`);
    }
  }
  expect(!lab.sweep || Object.hasOwn(lab.params, lab.sweep.over), `sweep: no parameter ${lab.sweep?.over}`);
  if (lab.map) faults.push(...mapFaults(lab, lab.map, presets));
  return faults;
}

/** What the lab's map says that is not so, at its presets. */
function mapFaults(lab: Lab, map: MapSpec<Params>, presets: readonly { readonly preset: string; readonly values: Values }[]): string[] {
  const over = lab.params[map.over];
  if (!over || !('scale' in over)) return [`map: over ${map.over}, which is no number`];
  return presets.flatMap(({ preset, values }) => {
    const [low, high] = map.domain(values);
    const rows = map.rows(values);
    const spans = low < high && (over.scale === 'linear' || low > 0);
    const faults = [
      ...(spans ? [] : [`map at ${preset}: from ${low} to ${high}`]),
      ...(map.count >= 2 && rows.length >= 2 ? [] : [`map at ${preset}: ${map.count} by ${rows.length} points`]),
      ...rows.filter(({ label }) => !isProse(label)).map(({ label }) => `map at ${preset}: says ${JSON.stringify(label)}`),
    ];
    const points = [{ [map.over]: low }, { [map.over]: high }, ...rows.map((row) => row.values)];
    for (const laid of points) {
      try {
        parseValues(lab.params, values, laid);
      } catch (error) {
        faults.push(`map at ${preset}: ${(error as Error).message}`);
      }
    }
    return faults;
  });
}

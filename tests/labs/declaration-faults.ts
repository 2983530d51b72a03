// What a declaration says that is not so: names that are not there, TeX that does not render, sentences that say nothing.
import katex from 'katex';
import type { Lab } from '../../core/lab/lab.ts';
import { initialValues, type Param, parseValues, type Values, type When } from '../../core/lab/param.ts';

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

  for (const [name, param] of Object.entries<Param>(lab.params)) {
    prose(param.label, name);
    prose(param.group, `${name} group`);
    tex(param.tex, name);
    condition(param.when, name);
    parseValues(lab.params, {}, { [name]: param.initial });
    if (!('min' in param)) continue;
    const [low, high] = param.slider ?? [param.min, param.max];
    expect(param.min <= low && low < high && high <= param.max, `${name}: slider ${low} to ${high} of ${param.min} to ${param.max}`);
    expect(param.scale === 'linear' || low > 0, `${name}: log scale from ${low}`);
    const [table = '', column = ''] = param.follows ?? [];
    expect(!param.follows || lab.tables[table]?.[column] !== undefined, `${name}: follows no column ${table}.${column}`);
  }

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
  }

  for (const { title, sentence, source, tex: written } of lab.equations) {
    for (const text of [title, sentence, source]) prose(text, `equation ${title}`);
    tex(written, `equation ${title}`);
  }
  const terms = [...lab.headline.terms, ...lab.ledger.rows.flatMap((row) => row.terms)];
  for (const term of terms) {
    scalar(term.scalar, 'term');
    expect(term.factor === undefined || Object.hasOwn(lab.params, term.factor), `term: no parameter ${term.factor}`);
  }
  scalar(lab.headline.left.scalar, 'headline');
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

  const swept = { x: { label: 'parameter' }, ...lab.scalars };
  const columnsOf = (table: string) => (table === 'sweep' ? swept : lab.tables[table]);
  for (const [id, plot] of Object.entries(lab.plots)) {
    prose(plot.title, `plot ${id}`);
    condition(plot.when, `plot ${id}`);
    for (const text of [plot.caption, plot.x.label, plot.y.label]) everywhere(text, `plot ${id}`);
    for (const [at, mark] of plot.marks.entries()) {
      const where = `plot ${id}, mark ${at}`;
      condition(mark.when, where);
      if ('grid' in mark) expect(Object.hasOwn(lab.grids, mark.grid), `${where}: no grid ${mark.grid}`);
      if ('table' in mark) {
        const columns = columnsOf(mark.table);
        expect(columns !== undefined, `${where}: no table ${mark.table}`);
        const { x, y, at, from, to, value } = mark as unknown as Record<string, string | undefined>;
        for (const name of [x, y, at, from, to, value])
          if (name !== undefined && columns) expect(Object.hasOwn(columns, name), `${where}: no column ${mark.table}.${name}`);
      }
      if ('term' in mark) scalar(mark.term, where);
      if (mark.mark === 'bar') for (const term of mark.terms ?? []) scalar(term, where);
      if (mark.mark === 'handle') for (const name of mark.params) expect(Object.hasOwn(lab.params, name), `${where}: no parameter ${name}`);
      if ('label' in mark) everywhere(mark.label, where);
    }
  }
  const placed = [...lab.layout.main, ...lab.layout.side, ...lab.layout.row.flat()];
  expect(placed.toSorted().join() === Object.keys(lab.plots).toSorted().join(), `layout: places ${placed.toSorted().join(', ')}`);

  if (lab.data) {
    const param = lab.params[lab.data.param];
    const options = param?.kind === 'choice' ? Object.keys(param.options) : [];
    for (const name of Object.keys(lab.data.sets)) expect(options.includes(name), `data: ${lab.data.param} has no option ${name}`);
  }
  expect(!lab.sweep || Object.hasOwn(lab.params, lab.sweep.over), `sweep: no parameter ${lab.sweep?.over}`);
  return faults;
}

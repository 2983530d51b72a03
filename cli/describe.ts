// `describe`: all that a lab declares, read off its declaration.
import { exactJson } from '../core/base/exact-json.ts';
import type { Column, Lab } from '../core/lab/lab.ts';
import { expectation, type Param } from '../core/lab/param.ts';
import { labs, loadLab } from '../core/labs/index.ts';
import type { Host } from './host.ts';
import { aligned } from './text-table.ts';

function paramOf({ kind, initial, label, unit, tex, help, group, effect, when, ...rest }: Param) {
  const range = 'min' in rest ? { min: rest.min, max: rest.max, scale: rest.scale } : {};
  const options = 'options' in rest ? { options: rest.options } : {};
  return { kind, label, ...range, ...options, default: initial, unit, tex, help, group, effect, when };
}

const columnOf = ({ label, tex, unit }: Column) => ({ label, tex, unit });

const mapped = <A, B>(record: Readonly<Record<string, A>> | undefined, of: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record ?? {}).map(([name, value]) => [name, of(value)]));

function description(id: string, lab: Lab) {
  const { title, tagline } = labs.find((entry) => entry.id === id) ?? {};
  return {
    id,
    title,
    tagline,
    version: lab.version,
    params: mapped(lab.params, paramOf),
    scalars: mapped(lab.scalars, (scalar) => ({ ...columnOf(scalar), help: scalar.help, known: scalar.known, optional: scalar.optional })),
    tables: mapped(lab.tables, (columns) => mapped(columns, columnOf)),
    grids: mapped(lab.grids, columnOf),
    plots: mapped(lab.plots, (plot) => plot.title),
    presets: lab.presets,
    identities: lab.identities.map(({ name, tex, tolerance }) => ({ name, tex, tolerance })),
    certificates: lab.certificates ?? {},
    exports: mapped(lab.exports, ({ label }) => label),
    data: { param: lab.data?.param, sets: lab.data?.sets ?? {} },
  };
}

const conditions = (param: Param) =>
  [param.when ?? []]
    .flat()
    .map((all) =>
      Object.entries(all)
        .map(([name, allowed]) => `${name}=${allowed.join('|')}`)
        .join(', '),
    )
    .join(' or ');

function page(lab: Lab, { id, title, tagline }: ReturnType<typeof description>): string {
  const section = (name: string, rows: readonly (readonly string[])[]) => (rows.length > 0 ? `\n${name}\n${aligned(rows, '  ')}` : '');
  const params = Object.entries(lab.params).map(([name, param]) => {
    const when = conditions(param);
    return [
      name,
      expectation(param),
      param.initial === '' ? 'none' : String(param.initial),
      param.unit ?? '',
      param.effect,
      param.label,
      when && `(where ${when})`,
    ];
  });
  const scalars = Object.entries(lab.scalars).map(([name, { unit, help, known, optional }]) => {
    const more = [known, optional && 'may be unknown'].filter(Boolean).join(', ');
    return [name, unit ?? '', more === '' ? help : `${help} (${more})`];
  });
  const tables = Object.entries(lab.tables).map(([name, columns]) => [name, Object.keys(columns).join(', ')]);
  const grids = Object.entries(lab.grids).map(([name, { label }]) => [name, label]);
  const presets = Object.entries(lab.presets).map(([name, { title, sentence }]) => [name, title, sentence]);
  const identities = lab.identities.map(({ name, tex, tolerance }) => [name, `to ${tolerance}`, tex]);
  const certificates = Object.entries(lab.certificates ?? {}).map(([name, { test }]) => [name, test]);
  const exports = Object.entries(lab.exports ?? {}).map(([name, { label }]) => [name, label]);
  const data = Object.entries(lab.data?.sets ?? {}).map(([name, { file, source }]) => [`${lab.data?.param}=${name}`, file ?? '', source]);
  return [
    `${id} · ${title}: ${tagline}\n`,
    section('Parameters (name, range, default, unit, a change …)', params),
    section('Scalars', scalars),
    section('Tables', tables),
    section('Grids', grids),
    section('Presets', presets),
    section('Identities', identities),
    section('Certificates', certificates),
    section('Exports', exports),
    section('Data sets', data),
  ].join('');
}

export async function describe(id: string, options: { json?: true }, host: Host): Promise<void> {
  const lab = await loadLab(id);
  const described = description(id, lab);
  await host.out(options.json ? `${exactJson(described, 2)}\n` : page(lab, described));
}

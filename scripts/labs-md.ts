// Writes LABS.md from the declarations of the labs; with --check it only says whether the file is current.
import { readFile, writeFile } from 'node:fs/promises';
import type { Lab } from '../core/lab/lab.ts';
import { expectation } from '../core/lab/param.ts';
import { labs } from '../core/labs/index.ts';

const file = new URL('../LABS.md', import.meta.url);

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |\n`;
  return `\n${line(head)}${line(head.map(() => '---'))}${rows.map(line).join('')}`;
}

const rows = <A>(record: Readonly<Record<string, A>> | undefined, of: (name: string, value: A) => string[]): string[][] =>
  Object.entries(record ?? {}).map(([name, value]) => of(`\`${name}\``, value));

function chapter(id: string, title: string, tagline: string, lab: Lab): string {
  return [
    `\n## ${title}\n\n${tagline}. Its name is \`${id}\`; what is modelled and what to try stands in [its notes](core/labs/${id}/notes.md).\n`,
    '\n### Presets\n',
    table(
      ['preset', 'title', 'what to look for'],
      rows(lab.presets, (name, { title, sentence }) => [name, title, sentence]),
    ),
    '\n### Parameters\n',
    table(
      ['parameter', 'what', 'takes', 'default', 'unit', 'a change'],
      rows(lab.params, (name, param) => {
        const what = param.help ? `${param.label}: ${param.help}` : param.label;
        return [
          name,
          what,
          expectation(param),
          param.initial === '' ? 'none' : `${param.initial}`,
          param.unit ?? '',
          { restart: 'restarts', live: 'acts at the next step', redraw: 'redraws' }[param.effect],
        ];
      }),
    ),
    '\n### Results\n',
    table(
      ['scalar', 'what', 'unit'],
      rows(lab.scalars, (name, { label, help, unit, optional }) => [
        name,
        `${label}: ${help}${optional ? ' May be unknown.' : ''}`,
        unit ?? '',
      ]),
    ),
    table(
      ['table', 'columns'],
      rows(lab.tables, (name, columns) => [
        name,
        Object.keys(columns)
          .map((column) => `\`${column}\``)
          .join(', '),
      ]),
    ),
    table(
      ['grid', 'what'],
      rows(lab.grids, (name, { label }) => [name, label]),
    ),
    ...(lab.training?.walk
      ? [
          '\n### Walk\n',
          `\nA step taken apart in the plot \`${lab.training.walk.plot}\`, stage by stage, each an option of \`${lab.training.walk.param}\`: ${Object.values(
            lab.training.walk.stages,
          )
            .map(({ title }) => title.toLowerCase())
            .join(', ')}.\n`,
        ]
      : []),
    '\n### Statements\n',
    table(
      ['identity', 'tolerance'],
      lab.identities.map(({ name, tolerance }) => [name, `${tolerance}, relative to the largest term and at least absolute`]),
    ),
    table(
      ['certificate', 'test'],
      rows(lab.certificates, (name, { test }) => [name, test]),
    ),
    table(
      ['data', 'file', 'source'],
      rows(lab.data?.sets, (name, { file, source }) => [name, file ? `[${file}](samples/data/${file})` : '', source]),
    ),
    table(
      ['model', 'file', 'trained on'],
      rows(lab.training?.models?.files, (name, { file, source }) => [name, `[${file}](samples/models/${file})`, source]),
    ),
    table(
      ['export', 'what'],
      rows(lab.exports, (name, { label }) => [name, label]),
    ),
  ].join('');
}

const chapters = await Promise.all(labs.map(async ({ id, title, tagline, load }) => chapter(id, title, tagline, await load())));
const text = `# Labs\n\nRead off the declarations by \`npm run docs\`; do not edit.\n${chapters.join('')}`;

if (!process.argv.includes('--check')) await writeFile(file, text);
else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
  console.error('LABS.md is not what the labs declare: npm run docs');
  process.exitCode = 1;
}

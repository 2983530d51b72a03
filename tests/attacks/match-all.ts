// Runs every pattern that is written down in a reader on long texts of what it may look at twice: letters of its own, spoiled at the end.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What reads files, links and values of the user’s. */
const READERS = [
  'core/base',
  'core/codec',
  'core/compression/file',
  'core/data',
  'core/energy',
  'core/io',
  'core/lab',
  'core/nets',
  'renderer/export/session-in-svg.ts',
  'renderer/link.ts',
];
/** Formulas of our own, made into pages when these are built. */
const OTHERS = ['core/io/mathml.ts'];

/** Letters of the text that a pattern begins and that its end spoils; and of the others. */
const [MOST, MANY] = [1_000_000, 100_000];

function* literals(node: ts.Node): Generator<string> {
  if (ts.isRegularExpressionLiteral(node)) yield node.text;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* literals(child);
}

const files = READERS.flatMap((path) =>
  path.endsWith('.ts') ? [path] : readdirSync(join(root, path), { recursive: true, encoding: 'utf8' }).map((file) => join(path, file)),
).filter((path) => path.endsWith('.ts') && !OTHERS.includes(path));

const kinds = ['1', 'a', 'A', ' ', '\t', '\n', '.', ',', '-', '_', '=', '"', '/', '%', '(', '[', '"",', ',111', '1.', 'a ', 'a.', '/a'];

/** Letters of the pattern itself, which classes and repetitions are made of. */
const lettersOf = (source: string) => [...new Set(source.replaceAll(/\\[a-zA-Z]|[\\^$*+?(){}|[\]]/g, ''))];
/** What the pattern begins with, if that is plain. */
const beginOf = (source: string) => (/^\^?((?:[\w#=<"/ ]|\\[./])*)(?![*+?{])/.exec(source)?.[1] ?? '').replaceAll('\\', '');

let count = 0;
for (const file of files) {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest);
  for (const text of literals(source)) {
    const [body, flags] = [text.slice(1, text.lastIndexOf('/')), text.slice(text.lastIndexOf('/') + 1)];
    count += 1;
    // Whoever is killed here has named what was too much.
    process.stdout.write(`${file} ${text}\n`);
    for (const piece of new Set([...kinds, ...lettersOf(body)])) {
      const run = (length: number) => piece.repeat(length / piece.length);
      for (const begin of new Set(['', 'a', beginOf(body)]))
        for (const end of ['', '\u0000', 'a']) `${begin}${run(MANY)}${end}`.replace(new RegExp(body, flags), '');
      `${beginOf(body)}${run(MOST)}\u0000`.replace(new RegExp(body, flags), '');
    }
  }
}
process.stdout.write(`${count} patterns\n`);

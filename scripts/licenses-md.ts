// Writes THIRD-PARTY-LICENSES.md: whatever the sources import, what that needs in turn, and under which words it comes.
// With --check it only says whether the file is current.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

const file = join(root, 'THIRD-PARTY-LICENSES.md');
const shipped = ['core', 'renderer', 'electron', 'cli'];
/** Taken by other ways than an import: fonts as files, the runtime, what draws the equations when the app is built. */
const besides = ['@fontsource-variable/inter', '@fontsource/noto-sans-math', 'electron', 'katex'];
/** Its own dependencies only fetch it. */
const alone = new Set(['electron']);

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const packageName = (specifier: string) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] as string;

/** The packages that the sources of a folder import. */
function imported(folder: string): string[] {
  const sources = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((path) => /\.(tsx?|css)$/.test(path));
  return sources.flatMap((path) => {
    const text = readFileSync(join(root, folder, path), 'utf8');
    const specifiers = [...text.matchAll(/^(?:@?import|export)\b(?:[^;(]*?\bfrom)?\s*['"]([^'"]+)['"]|\bimport\('([^']+)'\)/gm)].map(
      ([, a, b]) => a ?? b,
    );
    return specifiers
      .filter((each): each is string => /^[@a-z]/.test(each ?? '') && !/^(node|virtual):/.test(each as string))
      .map(packageName);
  });
}

/** Where `name` lies for a package in `from`: beside it or further up. */
function located(name: string, from: string): string | undefined {
  for (let at = from; at.startsWith(root); at = join(at, '..')) {
    const found = join(at, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return found;
  }
  return undefined;
}

const found = new Map<string, { readonly package: Package; readonly words: string }>();

function collect(name: string, from: string): void {
  const folder = located(name, from);
  if (!folder) return;
  const manifest: Package = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const key = `${manifest.name} ${manifest.version}`;
  if (found.has(key)) return;
  const files = readdirSync(folder)
    .filter((entry) => /^(licen[cs]e|copying|notice)/i.test(entry))
    .toSorted();
  const words = files.map((entry) => readFileSync(join(folder, entry), 'utf8').replaceAll('\r\n', '\n').trim()).join('\n\n');
  found.set(key, { package: manifest, words });
  if (!alone.has(name)) for (const dependency of Object.keys(manifest.dependencies ?? {})) collect(dependency, folder);
}

for (const name of new Set([...shipped.flatMap(imported), ...besides])) collect(name, root);

/** By name, then by version. */
const named = ({ package: { name, version } }: { readonly package: Package }) => `${name} ${version}`;
const all = [...found.values()].toSorted((a, b) => named(a).localeCompare(named(b), 'en', { numeric: true }));
const byWords = new Map<string, Package[]>();
for (const { words, package: each } of all) byWords.set(words, [...(byWords.get(words) ?? []), each]);

const rows = all.map(({ package: { name, version, license } }) => `| ${name} | ${version} | ${license} |`);
const chapters = [...byWords].map(([words, packages]) => {
  const names = packages.map(({ name }) => name).join(', ');
  const licenses = [...new Set(packages.map(({ license }) => license))].join(', ');
  return `## ${names}\n\n${words === '' ? `${licenses}; the package carries no text of its own.` : `\`\`\`\`text\n${words}\n\`\`\`\``}`;
});
const text = `# Licences of what ships

Written by \`npm run licenses\`; do not edit. The data sets and their sources are listed in [samples/data](samples/data/README.md). Electron brings
Chromium, Node and others, whose licences lie beside the packed app as \`LICENSES.chromium.html\`.

| package | version | licence |
| --- | --- | --- |
${rows.join('\n')}

${chapters.join('\n\n')}
`;

if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error('THIRD-PARTY-LICENSES.md is not what ships: npm run licenses');
  process.exitCode = 1;
}

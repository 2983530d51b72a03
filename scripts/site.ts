// `npm run site`: the lab and its documentation as static files in site/, for any host and any folder of it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { toLinkedHtml } from '../build/markdown.ts';
import { labs } from '../core/labs/index.ts';
import { headers } from '../electron/policy.ts';
import { ensureBuilt } from './built.ts';
import { root } from './root.ts';

const site = join(root, 'site');
const from = join(root, 'scripts/site');

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(site, path)), { recursive: true });
  writeFileSync(join(site, path), text);
};

/** What a header says elsewhere; who may frame a page only a header can. */
const policy = `${(headers['Content-Security-Policy'] as string).replace(/; frame-ancestors [^;]*/, '')}; manifest-src 'self'`;

/** The pages of the documentation, by where they stand in the sources. */
const pages: Readonly<Record<string, string>> = {
  'README.md': 'docs/index.html',
  'LABS.md': 'docs/labs.html',
  'CHANGELOG.md': 'docs/changes.html',
  ...Object.fromEntries(
    readdirSync(join(root, 'docs'))
      .filter((file) => file.endsWith('.md'))
      .map((file) => [`docs/${file}`, `docs/${file.replace(/md$/, 'html')}`]),
  ),
  ...Object.fromEntries(labs.map(({ id }) => [`core/labs/${id}/notes.md`, `docs/labs/${id}.html`])),
};

const menu = [
  ['../', 'Open the lab'],
  ['index.html', 'Start'],
  ['labs/index.html', 'Labs'],
  ['labs.html', 'Parameters'],
  ['files.html', 'Files'],
  ['what-is-kept.html', 'Privacy'],
  ['troubleshooting.html', 'Troubleshooting'],
  ['../api/index.html', 'Library'],
  ['changes.html', 'Changes'],
] as const;

/** Links within the documentation lead there, presets open the lab; what else lies in the sources is named. */
function linkOf(source: string, target: string): (href: string, label: string) => string {
  const up = (path: string) => posix.relative(posix.dirname(target), path) || './';
  const lab = /^core\/labs\/(\w+)\//.exec(source)?.[1];
  return (href, label) => {
    if (href.startsWith('preset:'))
      return `<a href="${up('index.html').replace(/index\.html$/, '')}#lab=${lab}&amp;preset=${href.slice(7)}">${label}</a>`;
    if (/^(https?:|mailto:|#)/.test(href)) return `<a href="${href}" rel="noreferrer">${label}</a>`;
    const [path = '', anchor] = href.split('#');
    const found = pages[posix.join(posix.dirname(source), path)];
    return found ? `<a href="${up(found)}${anchor === undefined ? '' : `#${anchor}`}">${label}</a>` : label;
  };
}

function writePage(source: string, target: string, text = readFileSync(join(root, source), 'utf8')): void {
  const title = /^# (.+)$/m.exec(text)?.[1] ?? 'Free Energy Lab';
  const up = '../'.repeat(target.split('/').length - 2);
  const pictures = new Set<string>();
  const body = toLinkedHtml(text, linkOf(source, target)).replaceAll(/(src|srcset)="([^"]+)"/g, (whole, name: string, path: string) => {
    if (/^(data|https?):/.test(path)) return whole;
    const file = posix.join(posix.dirname(source), path);
    pictures.add(file);
    return `${name}="${up}pictures/${posix.basename(file)}"`;
  });
  for (const file of pictures) cpSync(join(root, file), join(site, 'docs/pictures', posix.basename(file)));
  const bar = menu.map(([href, label]) => `<a href="${up}${href}">${label}</a>`).join('\n      ');
  write(
    target,
    `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <link rel="stylesheet" href="${up}docs.css" />
    <title>${title === 'Free Energy Lab' ? title : `${title} – Free Energy Lab`}</title>
  </head>
  <body>
    <header>
      ${bar}
    </header>
    <main>
${body}    </main>
  </body>
</html>
`,
  );
}

/** Notes of a lab with its picture, and what is to be seen on it, as the README has them. */
function pictured(id: string, source: string): string {
  const notes = readFileSync(join(root, source), 'utf8');
  const blocks = readFileSync(join(root, 'README.md'), 'utf8').match(/<picture>[\s\S]*?<\/picture>/g) ?? [];
  const picture = blocks.find((block) => block.includes(`docs/pictures/${id}-light.png`));
  if (!picture) throw new Error(`README.md has no picture of ${id}`);
  return notes.replace(/^# .+\n/, (title) => `${title}\n${picture.replaceAll('docs/pictures/', '../../../docs/pictures/')}\n`);
}

const manifest = {
  name: 'Free Energy Lab',
  short_name: 'Free Energy',
  description: 'See and handle free energy: exact, explorable labs.',
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: '#f4f4f1',
  theme_color: '#f4f4f1',
  icons: [
    { src: './icon.png', sizes: '1024x1024', type: 'image/png', purpose: 'any' },
    { src: './icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
  ],
};

function writeApp(): void {
  cpSync(join(root, 'out/renderer'), site, { recursive: true });
  cpSync(join(root, 'electron/icons/icon.png'), join(site, 'icon.png'));
  cpSync(join(root, 'renderer/icon.svg'), join(site, 'icon.svg'));
  cpSync(join(from, 'register.js'), join(site, 'register.js'));
  write('manifest.webmanifest', `${JSON.stringify(manifest, null, 2)}\n`);
  const page = readFileSync(join(site, 'index.html'), 'utf8');
  const more = `<meta http-equiv="Content-Security-Policy" content="${policy}" />
    <link rel="manifest" href="./manifest.webmanifest" />
    <script type="module" src="./register.js"></script>
    <title>`;
  if (!page.includes('<title>')) throw new Error('index.html has no title');
  write('index.html', page.replace('<title>', more));
}

/** The lab’s own files, the page by its folder: what a host makes of `index.html` is its affair. */
function writeWorker(): void {
  const all = readdirSync(site, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(site, file)).isFile())
    .map((file) => file.replaceAll(sep, '/'))
    .filter((file) => !/^(docs|api)\//.test(file))
    .toSorted();
  const digest = createHash('sha256');
  for (const file of all) digest.update(file).update(readFileSync(join(site, file)));
  const files = all.map((file) => (file === 'index.html' ? './' : `./${file}`));
  const worker = readFileSync(join(from, 'service-worker.js'), 'utf8')
    .replace(/\/\*cache\*\/ '[^']*'/, () => `'free-energy-lab-${digest.digest('hex').slice(0, 16)}'`)
    .replace('/*files*/ []', () => JSON.stringify(files));
  write('service-worker.js', worker);
}

function writeLibrary(): void {
  const options = ['--out', 'site/api', '--name', 'free-energy-lab/core', '--readme', 'none', '--skipErrorChecking', '--excludeExternals'];
  const typedoc = join(root, 'node_modules/typedoc/bin/typedoc');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [typedoc, '--entryPoints', 'core/api/index.ts', '--tsconfig', 'core/tsconfig.json', '--logLevel', 'Error', ...options],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`typedoc: ${stdout}${stderr}`);
}

ensureBuilt();
rmSync(site, { recursive: true, force: true });
writeApp();
writeWorker();
for (const [source, target] of Object.entries(pages)) {
  const [, lab] = /^core\/labs\/(\w+)\/notes\.md$/.exec(source) ?? [];
  writePage(source, target, lab === undefined ? undefined : pictured(lab, source));
}
cpSync(join(from, 'docs.css'), join(site, 'docs/docs.css'));
const chapters = labs.map(({ id, title, tagline }) => `## [${title}](../../core/labs/${id}/notes.md)\n\n${tagline}.`);
writePage('docs/labs/index.md', 'docs/labs/index.html', `# Labs\n\n${chapters.join('\n\n')}\n`);
writeLibrary();
process.stderr.write('The site is in site/: copy it to any folder of any host.\n');

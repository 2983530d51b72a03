// Styles have a scope: a class belongs to the component whose module declares it, and no style reaches across.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { scopedName } from '../../build/scoped-name.ts';

const root = join(import.meta.dirname, '../../renderer');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const isModule = (file: string) => file.endsWith('.module.css');

/** The classes that are everywhere the same. */
const GLOBAL = ['soft', 'unseen'];

interface Rule {
  /** Those it is nested in come first; a rule that holds for `@media` alone has none. */
  readonly selectors: readonly string[];
  readonly layer: string | undefined;
  /** It has declarations of its own, not only rules within. */
  says: boolean;
}

/** The rules of a sheet, without their declarations. */
function rulesOf(css: string): readonly Rule[] {
  const text = css.replace(/\/\*[\s\S]*?\*\/|"[^"]*"/g, '');
  const rules: Rule[] = [];
  const open: { head: string; rule: Rule }[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] as string;
    if (!'{};'.includes(sign)) continue;
    const head = text.slice(from, at).trim();
    from = at + 1;
    const within = open.at(-1);
    if (sign === '{') {
      const heads = [...open.map((each) => each.head), head];
      const layer = heads.find((each) => each.startsWith('@layer'))?.slice('@layer '.length);
      const rule = { selectors: heads.filter((each) => !each.startsWith('@')), layer, says: false };
      if (!head.startsWith('@')) rules.push(rule);
      open.push({ head, rule });
    } else {
      if (head !== '' && within) within.rule.says = true;
      if (sign === '}') open.pop();
    }
  }
  return rules;
}

const classesIn = (selectors: readonly string[]) =>
  [...selectors.join(' ').matchAll(/\.([a-z][\w-]*)/gi)].map(([, name]) => name as string);

/** Each class of a module: true where it is declared in the layer of what many wear, and nowhere else. */
function declaredIn(module: string): ReadonlyMap<string, boolean> {
  const declared = new Map<string, boolean>();
  for (const { selectors, layer } of rulesOf(read(module))) {
    for (const name of classesIn(selectors)) declared.set(name, (declared.get(name) ?? true) && layer === 'looks');
  }
  return declared;
}

interface Use {
  readonly module: string;
  readonly name: string;
}

interface Source {
  readonly file: string;
  /** Files that are loaded with it, not later. */
  readonly imports: readonly string[];
  readonly uses: readonly Use[];
  /** What is done with a module besides naming its classes. */
  readonly odd: readonly string[];
  /** Classes worn together by one element. */
  readonly together: readonly (readonly Use[])[];
  /** Words in a `className`. */
  readonly words: readonly string[];
  /** Classes that the code looks for. */
  readonly sought: readonly string[];
}

const sources = files.filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts')).map(sourceOf);

function sourceOf(file: string): Source {
  const tree = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
  const imports: string[] = [];
  const modules = new Map<string, string>();
  const found = { uses: [] as Use[], odd: [] as string[], together: [] as Use[][], words: [] as string[], sought: [] as string[] };

  const usesIn = (node: ts.Node): Use[] => {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      const module = modules.get(node.expression.text);
      if (module !== undefined) return [{ module, name: node.name.text }];
    }
    const inside: Use[] = [];
    ts.forEachChild(node, (child) => void inside.push(...usesIn(child)));
    return inside;
  };
  const wordsIn = (node: ts.Node): string[] => {
    const { EqualsEqualsEqualsToken, InKeyword } = ts.SyntaxKind;
    if (ts.isBinaryExpression(node) && [EqualsEqualsEqualsToken, InKeyword].includes(node.operatorToken.kind as never)) return [];
    const own =
      ts.isStringLiteralLike(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isTemplateHead(node) ? node.text.split(/\s+/) : [];
    const inside: string[] = [];
    ts.forEachChild(node, (child) => void inside.push(...wordsIn(child)));
    return [...own, ...inside].filter(Boolean);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const to = node.moduleSpecifier.text;
      const path = normalize(join(dirname(file), to));
      if (to.startsWith('.') && !node.importClause?.isTypeOnly) imports.push(path);
      if (isModule(to)) {
        const name = node.importClause?.name?.text;
        if (name === undefined) found.odd.push(`${file} imports ${to} without a name`);
        else modules.set(name, path);
      }
      return;
    }
    if (ts.isIdentifier(node) && modules.has(node.text)) {
      const { parent } = node;
      const named = ts.isPropertyAccessExpression(parent) && parent.expression === node;
      const other =
        (ts.isPropertyAccessExpression(parent) && parent.name === node) || ts.isJsxAttribute(parent) || ts.isBindingElement(parent);
      if (!named && !other) found.odd.push(`${file}: ${parent.getText()}`);
    }
    if (ts.isJsxAttribute(node) && node.name.getText() === 'className' && node.initializer) {
      found.words.push(...wordsIn(node.initializer));
    }
    if (ts.isTemplateExpression(node)) found.together.push(usesIn(node));
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const asks = /^(closest|matches|querySelector|querySelectorAll|getElementsByClassName)$/.test(node.expression.name.text);
      const [selector] = node.arguments;
      if (asks && selector && ts.isStringLiteralLike(selector)) found.sought.push(...classesIn([selector.text]));
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { file, imports, ...found, uses: usesIn(tree) };
}

const modules = files.filter(isModule);

test('there are modules, and no other sheets than the ground, the face of the formulas and what is printed', () => {
  expect(modules.length).toBeGreaterThan(20);
  expect(files.filter((file) => file.endsWith('.css') && !isModule(file))).toEqual(['base.css', 'export/sheet.css', 'math.css']);
  // The sheet is a page of its own on the command line, where there are no modules: its classes begin with its name, and no module is called so.
  for (const name of rulesOf(read('export/sheet.css')).flatMap(({ selectors }) => classesIn(selectors)))
    expect(name).toMatch(/^sheet(-|$)/);
  expect(modules.map((module) => basename(module)).filter((name) => /^sheet/.test(name))).toEqual([]);
  for (const file of ['base.css', 'math.css'])
    for (const name of rulesOf(read(file)).flatMap(({ selectors }) => classesIn(selectors))) expect(GLOBAL, file).toContain(name);
});

test('no two modules have one name, for the page calls their classes by it', () => {
  const names = modules.map((module) => basename(module));
  expect(names).toEqual([...new Set(names)]);
  expect(scopedName('row', '/somewhere/panel/Ledger.module.css?used')).toBe('Ledger-row');
});

test('a class that is used is one of the module it is taken from', () => {
  const uses = sources.flatMap(({ file, uses }) => uses.map((use) => ({ file, ...use })));
  expect(uses.length).toBeGreaterThan(100);
  const declared = new Map(modules.map((module) => [module, declaredIn(module)]));
  const unknown = uses.filter(({ module, name }) => !declared.get(module)?.has(name));
  expect(unknown.map(({ file, module, name }) => `${file}: .${name} of ${module}`)).toEqual([]);
});

test('a class that is declared is used', () => {
  const used = new Set(sources.flatMap(({ uses }) => uses.map(({ module, name }) => `${module} .${name}`)));
  const declared = modules.flatMap((module) => [...declaredIn(module).keys()].map((name) => `${module} .${name}`));
  expect(declared.filter((each) => !used.has(each))).toEqual([]);
});

test('a module is used by the names of its classes alone', () => {
  expect(sources.flatMap(({ odd }) => odd)).toEqual([]);
});

test.each(modules)('%s holds for classes of its own', (module) => {
  const text = read(module);
  expect(text).not.toMatch(/:global|composes/);
  for (const { selectors, says } of rulesOf(text)) {
    if (!says) continue;
    const [own = '', ...around] = [...selectors].reverse();
    // Commas within brackets do not part selectors.
    for (const one of own.split(/,(?![^(]*\))/)) expect(classesIn([one, ...around]), selectors.join(' ')).not.toEqual([]);
  }
});

test('what an element wears of two modules is in the order that the layers say, not in that of loading', () => {
  const unsure = sources.flatMap(({ file, together }) =>
    together
      .map((uses) => uses.filter(({ module, name }) => !declaredIn(module).get(name)))
      .filter((uses) => new Set(uses.map(({ module }) => module)).size > 1)
      .map((uses) => `${file}: ${uses.map(({ module, name }) => `${module} .${name}`).join(' and ')}`),
  );
  expect(unsure).toEqual([]);
  expect(
    read('base.css')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .trim(),
  ).toMatch(/^@layer base, looks;/);
});

describe('without a module', () => {
  test('a class is one of the few that are everywhere', () => {
    for (const { file, words } of sources) for (const word of words) expect(GLOBAL, file).toContain(word);
  });

  test('nothing is looked for by its class', () => {
    for (const { file, sought } of sources) expect(sought, file).toEqual([]);
  });
});

test('first sight loads the styles of what it shows, and not those of the shell', () => {
  const byFile = new Map(sources.map((source) => [source.file, source]));
  const seen = new Set<string>();
  const load = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const next of byFile.get(file)?.imports ?? []) load(next);
  };
  load('main.tsx');
  expect(
    [...seen]
      .filter((file) => file.endsWith('.css'))
      .map((file) => basename(file))
      .sort(),
  ).toEqual([
    'Card.module.css',
    'Centre.module.css',
    'Figure.module.css',
    'FirstSight.module.css',
    'Frame.module.css',
    'HandleDot.module.css',
    'Panel.module.css',
    'base.css',
  ]);
});

// The dependency rule: `npm run lint` walks every import; this test sees that the fences stand where ARCHITECTURE.md says.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root, sources } from './sources.ts';

interface Fence {
  readonly from: { readonly path?: string };
  readonly to: { readonly path?: string | readonly string[]; readonly dependencyTypes?: readonly string[] };
}

const { forbidden }: { forbidden: readonly Fence[] } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs'));

/** True if a fence stands between the two files; a module of Node is written `node:…`. */
const refused = (from: string, to: string): boolean =>
  forbidden.some((fence) => {
    const within = fence.from.path && new RegExp(fence.from.path).exec(from);
    if (!within) return false;
    if (to.startsWith('node:')) return fence.to.dependencyTypes?.includes('core');
    return [fence.to.path ?? []].flat().some((path) => new RegExp(path.replaceAll('$1', within[1] ?? '')).test(to));
  });

describe('refused', () => {
  test.each([
    ['core/labs/bound/lab.ts', 'renderer/store.ts'],
    ['core/lab/run.ts', 'electron/policy.ts'],
    ['core/io/onnx.ts', 'cli/files.ts'],
    ['core/lab/run.ts', 'node_modules/react/index.js'],
    ['core/lab/run.ts', 'node_modules/electron/index.js'],
    ['core/lab/run.ts', 'node_modules/d3-selection/src/index.js'],
    ['core/base/exact-json.ts', 'node:fs'],
    ['renderer/App.tsx', 'node:fs'],
    ['renderer/bridge.ts', 'electron/channel.ts'],
    ['renderer/bridge.ts', 'node_modules/electron/index.js'],
    ['renderer/App.tsx', 'cli/run.ts'],
    ['renderer/plot/scene.ts', 'node_modules/react/index.js'],
    ['renderer/export/svg.ts', 'renderer/panel/Panel.tsx'],
    ['renderer/plot/scene.ts', 'renderer/store.ts'],
    ['core/base/files.ts', 'core/math/mean.ts'],
    ['core/math/mean.ts', 'core/labs/samplers/model/mixture.ts'],
    ['core/io/onnx.ts', 'core/lab/param.ts'],
    ['core/spiking/layers.ts', 'core/tensor/index.ts'],
    ['core/data/images.ts', 'core/lab/session.ts'],
    ['core/lab/run.ts', 'core/contract/compute.ts'],
    ['core/nets/vae.ts', 'core/labs/vae/engine.ts'],
    ['core/lab/run.ts', 'core/elsewhere/file.ts'],
    ['core/labs/vae/model/mingling.ts', 'core/labs/vae/declaration/params.ts'],
    ['core/labs/bound/model/coin.ts', 'core/lab/result.ts'],
    ['core/labs/bound/declaration/plots.ts', 'core/labs/bound/run/state.ts'],
    ['core/labs/bound/declaration/plots.ts', 'core/labs/bound/engine.ts'],
    ['core/labs/vae/run/state.ts', 'core/labs/vae/look/pictures.ts'],
    ['core/labs/vae/look/pictures.ts', 'core/labs/vae/files/exports.ts'],
    ['core/labs/vae/run/state.ts', 'core/labs/bound/run/state.ts'],
    ['electron/bridge.ts', 'core/lab/lab.ts'],
    ['electron/window.ts', 'renderer/plot/theme.ts'],
    ['cli/run.ts', 'renderer/store.ts'],
    ['cli/run.ts', 'electron/policy.ts'],
    ['cli/run.ts', 'node_modules/react/index.js'],
  ])('%s → %s', (from, to) => expect(refused(from, to)).toBe(true));
});

describe('allowed', () => {
  test.each([
    ['core/labs/bound/lab.ts', 'core/prob/normal.ts'],
    ['core/lab/csv.ts', 'node_modules/d3-dsv/src/index.js'],
    ['core/labs/vae/files/exports.ts', 'core/labs/vae/look/pictures.ts'],
    ['core/labs/vae/run/state.ts', 'core/labs/vae/run/evaluation.ts'],
    ['core/labs/vae/engine.ts', 'core/labs/vae/run/state.ts'],
    ['core/labs/bound/declaration/guide.ts', 'core/labs/derivations.ts'],
    ['renderer/store.ts', 'core/lab/run.ts'],
    ['renderer/panel/Panel.tsx', 'renderer/plot/scene.ts'],
    ['renderer/export/svg.ts', 'renderer/plot/scene.ts'],
    ['renderer/plot/ticks.ts', 'node_modules/d3-scale/src/index.js'],
    ['core/contract/compute.ts', 'core/lab/run.ts'],
    ['core/nets/vae.ts', 'core/tensor/adam.ts'],
    ['electron/bridge.ts', 'core/contract/bridge.ts'],
    ['electron/documents.ts', 'core/base/files.ts'],
    ['electron/documents.ts', 'node:fs'],
    ['cli/run.ts', 'core/lab/run.ts'],
    ['cli/figures.ts', 'renderer/export/svg.ts'],
    ['cli/files.ts', 'node:fs'],
  ])('%s → %s', (from, to) => expect(refused(from, to)).toBe(false));
});

test('core draws no chance, reads no clock and sets no timer of its own', () => {
  const files = sources('core');
  expect(files.length).toBeGreaterThan(20);
  for (const { file, code } of files) {
    expect(code, file).not.toMatch(/Math\.random|new Date|Date\.now|performance\.now|setTimeout|setInterval|requestAnimationFrame/);
  }
});

test('the compiler knows no document in core and in scenes, and no Node in the page', () => {
  const settings = (folder: string) => JSON.parse(readFileSync(join(root, folder, 'tsconfig.json'), 'utf8')).compilerOptions ?? {};
  const { lib, types } = JSON.parse(readFileSync(join(root, 'tsconfig.base.json'), 'utf8')).compilerOptions;
  expect([lib, types]).toEqual([['ES2023'], []]);
  for (const folder of ['core', 'renderer/plot']) expect(settings(folder)).not.toHaveProperty('lib');
  for (const folder of ['core', 'renderer', 'renderer/plot']) expect(settings(folder).types ?? []).not.toContain('node');
});

test('what the user brings has one name, said in one place', () => {
  const saying = sources('core', 'renderer', 'cli').filter(({ code }) => /'own'|\bown: '/.test(code));
  expect(saying.map(({ file }) => file)).toEqual([
    'core/data/dataset.ts',
    'core/labs/compression/lab.ts',
    'core/labs/spiking/lab.ts',
    'core/labs/vae/lab.ts',
  ]);
});

// Unit tests: in Node; a file that needs a document says `@vitest-environment happy-dom` in its first line.
import { defineConfig } from 'vitest/config';
import { pagePlugins } from './build/plugins.ts';
import { scopedName } from './build/scoped-name.ts';

export default defineConfig({
  plugins: pagePlugins(import.meta.dirname),
  css: { modules: { generateScopedName: scopedName } },
  test: {
    // Elements are found by the names that the page gives them.
    css: { include: /\.module\.css$/, modules: { classNameStrategy: 'scoped' } },
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**'],
    testTimeout: 120_000,
    // One process a core: by default one core stays idle, which of two is half.
    maxWorkers: '100%',
  },
});

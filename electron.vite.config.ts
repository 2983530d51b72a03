// Builds the three parts of the desktop app; out/renderer alone is the page for any static host.
import { defineConfig } from 'electron-vite';
import { pagePlugins } from './build/plugins.ts';

// Floors, not the release's own versions: the tests may run on an older Electron than the one that ships.
const node = 'node20.18';
const chrome = 'chrome130';

export default defineConfig({
  main: {
    build: { target: node, rolldownOptions: { input: 'electron/main/index.ts' } },
  },
  preload: {
    build: {
      target: node,
      rolldownOptions: {
        input: 'electron/preload/index.ts',
        // A sandboxed window loads CommonJS alone; `.cjs` says so in a package of ES modules.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    plugins: pagePlugins(),
    worker: { format: 'es', plugins: pagePlugins },
    build: {
      target: chrome,
      minify: true,
      modulePreload: { polyfill: false },
      // No data: URLs, so that the policy need not allow any in scripts and styles.
      assetsInlineLimit: 0,
      rolldownOptions: { input: 'renderer/index.html' },
    },
  },
});

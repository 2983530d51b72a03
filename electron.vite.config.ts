// Builds the three parts of the desktop app; out/renderer alone is the page for any static host.
import { defineConfig } from 'electron-vite';
import { revision } from './build/revision.ts';
import page from './vite.config.ts';

const node = 'node20.18';

export default defineConfig({
  main: {
    define: revision(import.meta.dirname),
    // All in the bundle: a packed app has no node_modules.
    build: { target: node, externalizeDeps: false, rolldownOptions: { input: 'electron/main/index.ts' } },
  },
  preload: {
    build: {
      target: node,
      externalizeDeps: false,
      rolldownOptions: {
        input: 'electron/preload/index.ts',
        // A sandboxed window loads CommonJS alone; `.cjs` says so in a package of ES modules.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: { ...page, build: { ...page.build, rolldownOptions: { ...page.build?.rolldownOptions, input: 'renderer/index.html' } } },
});

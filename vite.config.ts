// The page alone: `npm run dev` serves it with hot reload to any browser; the desktop build takes its settings from here.
import { defineConfig } from 'vite';
import { pagePlugins } from './build/plugins.ts';
import { revision } from './build/revision.ts';
import { scopedName } from './build/scoped-name.ts';

/** What these make of a scheme's name or colours is all they do: the schemes that nobody asks for need not be sent. */
const pure = ['colors', 'ramp', 'ramp$1', 'cubehelix', 'cubehelix$1', 'interpolateCubehelixLong', 'rgb', 'rgbSpline', 'hsl', 'hcl'];

export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: pagePlugins(import.meta.dirname),
  define: revision(import.meta.dirname),
  css: { modules: { generateScopedName: scopedName } },
  worker: {
    format: 'es',
    plugins: () => pagePlugins(import.meta.dirname),
    rolldownOptions: { output: { comments: { legal: false, jsdoc: false } } },
  },
  server: {
    host: '127.0.0.1',
    headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
  },
  build: {
    // The floor, not the release's own version: the tests may run on an older Electron than the one that ships.
    target: 'chrome130',
    minify: true,
    modulePreload: { polyfill: false },
    rolldownOptions: { treeshake: { manualPureFunctions: pure } },
    // No data: URLs, so that the policy need not allow any in scripts and styles.
    assetsInlineLimit: 0,
  },
});

// Unit tests: in Node; a file that needs a document says `@vitest-environment happy-dom` in its first line.
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { pagePlugins } from './build/plugins.ts';
import { scopedName } from './build/scoped-name.ts';

/** The few files that take long begin first: at the end one of them would leave the other cores idle. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) =>
      /\/(every|every-training|ends|npm|kills|vae-sentences|samplers-sentences)\.test/.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

const light = [
  'tests/{base,codec,compression,data,electron,energy,export,inference,io,lab,math,plot,prob}/**/*.test.ts',
  'tests/labs/{bound,descriptionLength,em,estimators,samplers}*.test.ts',
  'tests/{architecture,build}/*.test.ts',
];

export default defineConfig({
  plugins: pagePlugins(import.meta.dirname),
  define: { COMMIT: '""' },
  css: { modules: { generateScopedName: scopedName } },
  test: {
    // Elements are found by the names that the page gives them.
    css: { include: /\.module\.css$/, modules: { classNameStrategy: 'scoped' } },
    setupFiles: ['tests/setup.ts'],
    // A net, no verdict: a test that waits for itself ends, one on a busy machine goes on.
    testTimeout: 600_000,
    sequence: { sequencer: LongFirst },
    // One process a core: by default one core stays idle, which of two is half.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'whole', include: ['tests/**/*.test.{ts,tsx}'], exclude: ['tests/e2e/**', ...light] } },
      // What touches no document, process or network loads once what many files share: half of the time of small ones.
      { extends: true, test: { name: 'light', include: light, isolate: false } },
    ],
  },
});

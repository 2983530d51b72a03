// The module `virtual:equations`: the MathML of every TeX string in the labs, made when the app is built.
import { resolve } from 'node:path';
import { type Plugin, runnerImport } from 'vite';
import { mathml } from '../core/io/mathml.ts';

const name = 'virtual:equations';
const resolved = `\0${name}`;

/** `import { mathml } from 'virtual:equations'` gives a record from TeX to MathML. */
export function equations(root: string): Plugin {
  const source = resolve(root, 'build/lab-tex.ts');
  return {
    name: 'equations',
    resolveId: { filter: { id: /^virtual:equations$/ }, handler: () => resolved },
    load: {
      filter: { id: /^\0virtual:equations$/ },
      async handler() {
        const { module, dependencies } = await runnerImport<{ tex: readonly string[] }>(source, { configFile: false, logLevel: 'error' });
        for (const file of [source, ...dependencies]) this.addWatchFile(resolve(file));
        const record = Object.fromEntries(module.tex.map((tex) => [tex, mathml(tex, 'flowing')]));
        return `export const mathml = ${JSON.stringify(record)};`;
      },
    },
  };
}

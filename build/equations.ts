// The module `virtual:equations`: the MathML of every TeX string in the labs, made when the app is built.
import { resolve } from 'node:path';
import { type Plugin, runnerImport } from 'vite';
import { mathml } from './mathml.ts';

const name = 'virtual:equations';
const resolved = `\0${name}`;
const source = resolve(import.meta.dirname, 'lab-tex.ts');

/** `import { mathml } from 'virtual:equations'` gives a record from TeX to MathML. */
export function equations(): Plugin {
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

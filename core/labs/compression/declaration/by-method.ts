// Every method in its own colour, wherever it is drawn.
import { methodHues, methodNames, methodTitles } from '../model/method-names.ts';

export const byMethod = { by: 'method', hues: methodNames.map((name) => methodHues[name]) } as const;

/** And called by its name, where nothing else does. */
export const named = { ...byMethod, names: methodNames.map((name) => methodTitles[name]) } as const;

// Where a picture comes from, in the words of the interface: lab, values at that frame, seed, step, version.

import { editsInWords } from '../../core/lab/edits-in-words.ts';
import type { Lab } from '../../core/lab/lab.ts';
import { measurementInWords } from '../../core/lab/measurement-in-words.ts';
import { shortNumber } from '../../core/lab/number-text.ts';
import { applies, members, type Param, type Value, type Values } from '../../core/lab/param.ts';

function valueInWords(param: Param, value: Value): string {
  switch (param.kind) {
    case 'choice':
      return param.options[value as string] ?? String(value);
    case 'subset':
      return members(value as string)
        .map((name) => param.options[name] ?? name)
        .join(', ');
    case 'toggle':
      return value ? 'on' : 'off';
    case 'drawing':
      return value === '' ? 'blank' : 'drawn';
    case 'edits':
      return editsInWords(value as string) || 'none';
    case 'text':
      return value === '' ? 'none' : param.summary(value as string);
    case 'measurement':
      return measurementInWords(value as string) || 'none';
    case 'real':
      return `${shortNumber(value as number)}${param.unit ? ` ${param.unit}` : ''}`;
    case 'integer':
      return String(value).replace('-', '−');
  }
}

export interface Origin {
  readonly lab: Lab;
  readonly labTitle: string;
  /** As they are shown. */
  readonly values: Values;
  readonly seed: number;
  readonly step: number;
  /** The app’s. */
  readonly version: string;
}

/** One item each; a label that two parameters share has its group beside it. */
export function provenanceOf({ lab, labTitle, values, seed, step, version }: Origin): string[] {
  const applying = Object.entries(lab.params).filter(([, { when }]) => applies(when, values));
  const items = applying.map(([name, param]) => {
    const twin = applying.some(([other, { label }]) => other !== name && label === param.label);
    const label = twin && param.label !== param.group ? `${param.label} (${param.group.toLowerCase()})` : param.label;
    return `${label} ${valueInWords(param, values[name] as Value)}`;
  });
  return [labTitle, ...items, `seed ${seed}`, `step ${step}`, `Free Energy Lab ${version}`];
}

// The controls of a lab, made of its declaration: what the preset is about, then those that apply, in groups that fold.
import { Fragment, lazy, Suspense, useMemo, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { useStore } from 'zustand';
import type { Values } from '../../core/lab/param.ts';
import { useLab, useRun } from '../run-context.tsx';
import type { RunState } from '../store.ts';
import { view } from '../view.ts';
import { ChoiceControl } from './ChoiceControl.tsx';
import style from './Controls.module.css';
import { DrawingControl } from './DrawingControl.tsx';
import { Group } from './Group.tsx';
import { type ControlGroup, groupsOf, isFound } from './groups.ts';
import { NumberControl } from './NumberControl.tsx';
import { SubsetControl } from './SubsetControl.tsx';
import { ToggleControl } from './ToggleControl.tsx';

// Few labs have data that a hand edits, a text of the user’s, or something to measure.
const rare = {
  edits: lazy(() => import('./EditsControl.tsx')),
  text: lazy(() => import('./TextControl.tsx')),
  measurement: lazy(() => import('./MeasurementControl.tsx')),
} as const;

/** As many controls beside those of the preset are seen at once; of more the groups begin folded. */
const MANY = 12;
/** Fewer need no field to find one by. */
const FEW = 8;

const textCache = new WeakMap<Values, { readonly preset: string | undefined; readonly text: string }>();

/** As text, so that only other groups are a change; worked out once for the same values. */
function groupsText({ lab, values, preset }: RunState): string {
  const last = textCache.get(values);
  if (last && last.preset === preset) return last.text;
  const text = JSON.stringify(groupsOf(lab, values, preset));
  textCache.set(values, { preset, text });
  return text;
}

export function Controls() {
  const lab = useLab();
  // Drawn again only when other controls apply.
  const seen = useRun(groupsText);
  const groups = useMemo(() => JSON.parse(seen) as ControlGroup[], [seen]);
  const told = useStore(view, ({ param }) => param);
  const [letters, setLetters] = useState('');
  const sought = letters.trim() !== '';
  const found = groups
    .map((group) => ({ ...group, params: group.params.filter((name) => !sought || isFound(lab, name, letters.trim())) }))
    .filter(({ params }) => params.length > 0);
  const count = groups.reduce((sum, { params }) => sum + params.length, 0);
  const behind = groups.reduce((sum, { params, front }) => sum + (front ? 0 : params.length), 0);
  return (
    <div className={style.controls}>
      {count > FEW && (
        <SearchField className={style.search} aria-label="Find a control" value={letters} onChange={setLetters}>
          <Input placeholder="Find a control" spellCheck={false} autoComplete="off" />
        </SearchField>
      )}
      {found.map((group) =>
        group.alone && !sought ? (
          <section key={group.name} className={style.group} aria-label={group.name}>
            {group.params.map((name) => (
              <Fragment key={name}>{control(name, group)}</Fragment>
            ))}
          </section>
        ) : (
          <Group
            key={group.name}
            group={group}
            unfolded={group.front || behind <= MANY}
            forcedOpen={sought || group.params.includes(told ?? '')}
          >
            {group.params.map((name) => (
              <Fragment key={name}>{control(name, group)}</Fragment>
            ))}
          </Group>
        ),
      )}
      {found.length === 0 && <p className="soft">No control is called so.</p>}
    </div>
  );

  function control(name: string, group: ControlGroup) {
    const param = lab.params[name];
    if (!param) return null;
    const effect = group.effect && !group.alone ? undefined : param.effect;
    const unlabelled = !group.alone && param.label === group.name && name === group.params[0];
    if (param.kind === 'choice') return <ChoiceControl name={name} effect={effect} unlabelled={unlabelled} />;
    if (param.kind === 'subset') return <SubsetControl name={name} effect={effect} unlabelled={unlabelled} />;
    if (param.kind === 'drawing') return <DrawingControl name={name} effect={effect} />;
    if (param.kind === 'edits' || param.kind === 'text' || param.kind === 'measurement') {
      const Control = rare[param.kind];
      return (
        <Suspense>
          <Control name={name} effect={effect} />
        </Suspense>
      );
    }
    if (param.kind === 'toggle') return <ToggleControl name={name} effect={effect} />;
    return <NumberControl name={name} effect={effect} />;
  }
}

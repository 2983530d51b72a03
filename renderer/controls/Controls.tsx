// The controls of a lab, made of its declaration: those that apply, in its groups.
import { Fragment, useMemo } from 'react';
import type { Values } from '../../core/lab/param.ts';
import { useRun } from '../run-context.tsx';
import type { RunState } from '../store.ts';
import { ChoiceControl } from './ChoiceControl.tsx';
import style from './Controls.module.css';
import { DrawingControl } from './DrawingControl.tsx';
import { EffectBadge } from './EffectBadge.tsx';
import { type ControlGroup, groupsOf } from './groups.ts';
import { hueStyle } from './hue-style.ts';
import { NumberControl } from './NumberControl.tsx';
import { SubsetControl } from './SubsetControl.tsx';
import { ToggleControl } from './ToggleControl.tsx';

const kept = new WeakMap<Values, string>();

/** As text, so that only other groups are a change; worked out once for the same values. */
function groupsText({ lab, values }: RunState): string {
  const text = kept.get(values) ?? JSON.stringify(groupsOf(lab, values));
  kept.set(values, text);
  return text;
}

export function Controls() {
  const lab = useRun((run) => run.lab);
  // Drawn again only when other controls apply.
  const seen = useRun(groupsText);
  const groups = useMemo(() => JSON.parse(seen) as ControlGroup[], [seen]);
  return (
    <div className={style.controls}>
      {groups.map((group) => (
        <section key={group.name} className={style.group} aria-label={group.name}>
          {!group.alone && (
            <h3 style={hueStyle(group.hue ?? 'soft')}>
              {group.name}
              {group.effect && <EffectBadge effect={group.effect} />}
            </h3>
          )}
          {group.params.map((name) => (
            <Fragment key={name}>{control(name, group)}</Fragment>
          ))}
        </section>
      ))}
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
    if (param.kind === 'toggle') return <ToggleControl name={name} effect={effect} />;
    return <NumberControl name={name} effect={effect} />;
  }
}

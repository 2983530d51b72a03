// Any of several named options: a chip each, that wrap.
import { memo } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { type Effect, members, type SubsetParam } from '../../core/lab/param.ts';
import { useRun, useRunStore } from '../run-context.tsx';
import { ControlHead } from './ControlHead.tsx';
import { Refusal } from './Refusal.tsx';

interface Props {
  readonly name: string;
  readonly effect: Effect | undefined;
  readonly unlabelled: boolean;
}

export const SubsetControl = memo(function SubsetControl({ name, effect, unlabelled }: Props) {
  const param = useRun((run) => run.lab.params[name]) as SubsetParam;
  const value = useRun((run) => run.values[name]) as string;
  const refusal = useRun((run) => run.refusals[name]);
  const { set, resetParam } = useRunStore().getState();
  return (
    <div className="control" data-param={name}>
      {!(unlabelled && effect === undefined) && (
        <div className="control-line">
          <ControlHead
            param={param}
            effect={effect}
            unlabelled={unlabelled}
            onReset={value === param.initial ? undefined : () => resetParam(name)}
          />
        </div>
      )}
      <ToggleButtonGroup
        className="chips"
        aria-label={param.label}
        selectionMode="multiple"
        selectedKeys={members(value)}
        onSelectionChange={(keys) => set({ [name]: [...keys].join(',') })}
      >
        {Object.entries(param.options).map(([option, label]) => (
          <ToggleButton key={option} id={option} className="chip">
            {label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Refusal line={refusal} />
    </div>
  );
});

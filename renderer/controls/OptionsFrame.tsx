// What stands around a choice among named options, one or several: its head, where it says something, and its refusal.
import type { ReactNode } from 'react';
import type { ChoiceParam, Effect, SubsetParam } from '../../core/lab/param.ts';
import { useRun, useRunStore } from '../run-context.tsx';
import control from './Control.module.css';
import { ControlHead } from './ControlHead.tsx';
import { Refusal } from './Refusal.tsx';

export interface OptionsProps {
  readonly name: string;
  readonly effect: Effect | undefined;
  readonly unlabelled: boolean;
}

interface Props extends OptionsProps {
  readonly param: ChoiceParam | SubsetParam;
  readonly value: string;
  readonly children: ReactNode;
}

export function OptionsFrame({ name, effect, unlabelled, param, value, children }: Props) {
  const refusal = useRun((run) => run.refusals[name]);
  const { resetParam } = useRunStore().getState();
  return (
    <div className={control.control} data-param={name}>
      {!(unlabelled && effect === undefined) && (
        <div className={control.line}>
          <ControlHead
            param={param}
            effect={effect}
            unlabelled={unlabelled}
            onReset={value === param.initial ? undefined : () => resetParam(name)}
          />
        </div>
      )}
      {children}
      <Refusal line={refusal} />
    </div>
  );
}

// A sheet to draw on among the controls, where no picture has it beside itself.
import { memo } from 'react';
import type { DrawingParam, Effect } from '../../core/lab/param.ts';
import { useLab, useRun, useRunStore } from '../run-context.tsx';
import control from './Control.module.css';
import { ControlHead } from './ControlHead.tsx';
import { DrawingPad } from './DrawingPad.tsx';
import { Refusal } from './Refusal.tsx';

interface Props {
  readonly name: string;
  readonly effect: Effect | undefined;
}

export const DrawingControl = memo(function DrawingControl({ name, effect }: Props) {
  const param = useLab().params[name] as DrawingParam;
  const blank = useRun((run) => run.values[name] === '');
  const refusal = useRun((run) => run.refusals[name]);
  const { resetParam } = useRunStore().getState();
  return (
    <div className={control.control} data-param={name}>
      <div className={control.line}>
        <ControlHead param={param} effect={effect} onReset={blank ? undefined : () => resetParam(name)} />
      </div>
      <DrawingPad name={name} />
      <Refusal line={refusal} />
    </div>
  );
});

// One of several named options.
import { ChevronDown } from 'lucide-react';
import { memo } from 'react';
import { Button } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select, SelectValue } from 'react-aria-components/Select';
import { OWN } from '../../core/data/dataset.ts';
import type { ChoiceParam } from '../../core/lab/param.ts';
import { useLab, useRun, useRunStore } from '../run-context.tsx';
import menu from '../shell/Menu.module.css';
import style from './ChoiceControl.module.css';
import { DataButtons } from './DataButtons.tsx';
import { ModelButton } from './ModelButton.tsx';
import { OptionsFrame, type OptionsProps } from './OptionsFrame.tsx';

export const ChoiceControl = memo(function ChoiceControl(props: OptionsProps) {
  const { name } = props;
  const param = useLab().params[name] as ChoiceParam;
  const value = useRun((run) => run.values[name]) as string;
  const { training, data } = useLab();
  const models = training?.models;
  const takesModel = models?.param === name && Object.hasOwn(param.options, OWN);
  const takesData = data?.param === name && Object.hasOwn(param.options, OWN);
  const { set } = useRunStore().getState();
  return (
    <OptionsFrame {...props} param={param} value={value}>
      <Select aria-label={param.label} value={value} onChange={(key) => set({ [name]: key })}>
        <Button className={style.button}>
          <SelectValue />
          <ChevronDown size="0.875rem" aria-hidden="true" />
        </Button>
        <Popover className={menu.popover} placement="bottom start" offset={4}>
          <ListBox className={`${menu.menu} ${style.options}`}>
            {Object.entries(param.options).map(([option, label]) => (
              <ListBoxItem key={option} id={option} className={menu.item}>
                {label}
              </ListBoxItem>
            ))}
          </ListBox>
        </Popover>
      </Select>
      {takesData && <DataButtons />}
      {takesModel && <ModelButton />}
    </OptionsFrame>
  );
});

// What the sweep runs over. The sweep is computed while this is on the page.
import { ChevronDown } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select, SelectValue } from 'react-aria-components/Select';
import type { Lab } from '../../core/lab/lab.ts';
import { sweepable } from '../../core/lab/sweep.ts';
import { useLab, useRun, useRunStore } from '../run-context.tsx';
import menu from '../shell/Menu.module.css';
import style from './SweepSelect.module.css';

/** A parameter's label, with its group where another that can be swept has the same. */
function sweepLabel({ params }: Lab, name: string, among: readonly string[]): string {
  const { label = name, group } = params[name] ?? {};
  const twin = among.some((other) => other !== name && params[other]?.label === label);
  return twin && group ? `${label}, ${group.toLowerCase()}` : label;
}

export function SweepSelect() {
  const store = useRunStore();
  const lab = useLab();
  const over = useRun((run) => run.sweep.over);
  const names = useRun(({ lab, values }) => sweepable(lab, values).join(' ')).split(' ');
  const { watchSweep, setSweep } = store.getState();
  useEffect(() => watchSweep(), [watchSweep]);
  return (
    <Select className={style.select} aria-label="Sweep against" value={over} onChange={(key) => setSweep(String(key))}>
      <Button className={style.button}>
        <span>
          against <SelectValue />
        </span>
        <ChevronDown size="0.75rem" aria-hidden="true" />
      </Button>
      <Popover className={menu.popover} placement="bottom end">
        <ListBox className={menu.menu}>
          {names.map((name) => (
            <ListBoxItem key={name} id={name} className={menu.item} textValue={sweepLabel(lab, name, names)}>
              {sweepLabel(lab, name, names)}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}

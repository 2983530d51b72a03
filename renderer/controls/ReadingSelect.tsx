// How the user's numbers were read, where their text does not decide: the reading taken, and the others to choose from.
import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select, SelectValue } from 'react-aria-components/Select';
import { type Dataset, otherReadings } from '../../core/data/dataset.ts';
import { readingText } from '../../core/lab/data-text.ts';
import menu from '../shell/Menu.module.css';
import style from './ColumnSelects.module.css';

export function ReadingSelect({ data, onChange }: { readonly data: Dataset; readonly onChange: (data: Dataset) => void }) {
  const others = otherReadings(data);
  if (others.length === 0) return null;
  // In one order, whichever is taken.
  const readings = new Map([data, ...others].map((one) => [readingText(one), one]));
  return (
    <Select
      className={style.select}
      value={readingText(data)}
      onChange={(text) => {
        const chosen = readings.get(String(text));
        if (chosen) onChange(chosen);
      }}
    >
      <Label>read with</Label>
      <Button className={style.button}>
        <SelectValue />
        <ChevronDown size="0.875rem" aria-hidden="true" />
      </Button>
      <Popover className={menu.popover} placement="bottom start" offset={4}>
        <ListBox className={menu.menu}>
          {[...readings.keys()].sort().map((text) => (
            <ListBoxItem key={text} id={text} className={menu.item}>
              {text}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}

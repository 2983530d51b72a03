// The presets where the rail has no room for them.
import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components/Menu';
import { useLab, useRun } from '../run-context.tsx';
import button from './Button.module.css';
import menu from './Menu.module.css';
import style from './PresetMenu.module.css';

export function PresetMenu() {
  const presets = useLab().presets;
  const active = useRun((run) => run.preset);
  const setPreset = useRun((run) => run.setPreset);
  const changed = useRun((run) => run.changed);
  const title = active === undefined ? 'Presets' : `${presets[active]?.title}${changed ? ', changed' : ''}`;
  return (
    <MenuTrigger>
      <Button className={`${button.text} ${style.button}`} aria-label={`Presets${active === undefined ? '' : `: ${title}`}`}>
        <span>{title}</span>
        <ChevronDown size="0.875rem" />
      </Button>
      <Popover className={menu.popover} placement="bottom start">
        <Menu
          aria-label="Presets"
          className={`${menu.menu} ${menu.wide}`}
          selectionMode="single"
          selectedKeys={active === undefined ? [] : [active]}
          onAction={(key) => setPreset(String(key))}
        >
          {Object.entries(presets).map(([id, preset]) => (
            <MenuItem key={id} id={id} className={menu.item} textValue={preset.title}>
              <Text slot="label">{preset.title}</Text>
              <Text slot="description">{preset.sentence}</Text>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

// How the page looks: its theme, how large its type is, a lecture, snapshots.
import { Eye } from 'lucide-react';
import { Header, Keyboard, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Text } from 'react-aria-components/Menu';
import { useStore } from 'zustand';
import { settings, type ThemeChoice, themeChoices } from '../settings.ts';
import { IconButton } from './IconButton.tsx';
import { keyTextOf } from './keys.ts';
import menu from './Menu.module.css';
import type { Commands } from './use-commands.ts';

const themeNames: Readonly<Record<ThemeChoice, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' };

const entries = [
  ['larger', 'Larger type'],
  ['smaller', 'Smaller type'],
  ['lecture', 'Lecture'],
  ['snapshots', 'Snapshots…'],
  ['tour', 'Tour'],
] as const;

export function ViewMenu({ commands }: { readonly commands: Commands }) {
  const theme = useStore(settings, (state) => state.theme);
  const act = (id: string) => {
    const chosen = themeChoices.find((choice) => choice === id);
    const entry = entries.find(([command]) => command === id);
    if (chosen) settings.setState({ theme: chosen });
    if (entry) commands[entry[0]]();
  };
  return (
    <MenuTrigger>
      <IconButton name="View">
        <Eye size="1rem" />
      </IconButton>
      <Popover className={menu.popover} placement="bottom end">
        <Menu aria-label="View" className={menu.menu} onAction={(key) => act(String(key))}>
          <MenuSection className={menu.section} selectionMode="single" disallowEmptySelection selectedKeys={[theme]}>
            <Header>Theme</Header>
            {themeChoices.map((choice) => (
              <MenuItem key={choice} id={choice} className={menu.item}>
                {themeNames[choice]}
              </MenuItem>
            ))}
          </MenuSection>
          <MenuSection className={menu.section} aria-label="Reading">
            {entries.map(([command, label]) => (
              <MenuItem key={command} id={command} className={menu.item} textValue={label}>
                <Text slot="label">{label}</Text>
                <Keyboard>{keyTextOf(command)}</Keyboard>
              </MenuItem>
            ))}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

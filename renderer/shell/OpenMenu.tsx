// Opens a file, one of the sessions opened or saved last, or training that is kept.
import { FolderOpen } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Header, Keyboard, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Text } from 'react-aria-components/Menu';
import { bridge } from '../bridge.ts';
import type { Workspace } from '../workspace.ts';
import { IconButton } from './IconButton.tsx';
import { keyTextOf } from './keys.ts';
import menu from './Menu.module.css';
import { notifyFailure } from './notices.ts';

const KeptSheet = lazy(() => import('./KeptSheet.tsx'));

export function OpenMenu({ workspace, onOpen }: { readonly workspace: Workspace; readonly onOpen: () => void }) {
  const [recent, setRecent] = useState<readonly string[]>([]);
  const [sheetOpen, setSheetOpen] = useState(false);
  const look = (open: boolean) => {
    if (open) bridge.recent().then(setRecent, notifyFailure);
  };
  const openRecent = (index: number) => {
    bridge.openRecent(index).then((file) => workspace.openFiles([file]), notifyFailure);
  };
  const act = (key: string) => {
    if (key === 'open') onOpen();
    else if (key === 'kept') setSheetOpen(true);
    else openRecent(Number(key));
  };
  return (
    <>
      <MenuTrigger onOpenChange={look}>
        <IconButton name="Open">
          <FolderOpen size="1rem" />
        </IconButton>
        <Popover className={menu.popover} placement="bottom end">
          <Menu aria-label="Open" className={menu.menu} onAction={(key) => act(String(key))}>
            <MenuItem id="open" className={menu.item} textValue="Open a session, a figure, data or a model">
              <Text slot="label">Session, figure, data or model…</Text>
              <Keyboard>{keyTextOf('open')}</Keyboard>
            </MenuItem>
            <MenuItem id="kept" className={menu.item}>
              Kept training…
            </MenuItem>
            {recent.length > 0 && (
              <MenuSection className={menu.section}>
                <Header>Recent sessions</Header>
                {recent.map((name, index) => (
                  <MenuItem key={name} id={index} className={menu.item}>
                    {name}
                  </MenuItem>
                ))}
              </MenuSection>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
      <Suspense>{sheetOpen && <KeptSheet workspace={workspace} onClose={() => setSheetOpen(false)} />}</Suspense>
    </>
  );
}

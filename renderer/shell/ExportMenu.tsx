// All that can be taken away: figures, tables, the session, a link, and what the lab itself hands out.

import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Header, Keyboard, Menu, MenuItem, MenuSection, MenuTrigger, Popover, SubmenuTrigger, Text } from 'react-aria-components/Menu';
import { exportsAt, isHandedOut, plotsIn } from '../../core/lab/lab.ts';
import { applies } from '../../core/lab/param.ts';
import { bridge, isDesktop } from '../bridge.ts';
import { useRunStore } from '../run-context.tsx';
import type { RunState } from '../store.ts';
import { useTheme } from '../use-theme.ts';
import type { Workspace } from '../workspace.ts';
import button from './Button.module.css';
import { keyTextOf } from './keys.ts';
import menu from './Menu.module.css';
import { notifyFailure } from './notices.ts';
import { savePdf } from './use-printing.ts';

interface Props {
  readonly workspace: Workspace;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export function ExportMenu({ workspace, isOpen, onOpenChange }: Props) {
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      <Button className={button.text} preventFocusOnPress>
        Export
        <ChevronDown size="0.875rem" />
      </Button>
      <Popover className={menu.popover} placement="bottom end">
        {isOpen && <Items workspace={workspace} />}
      </Popover>
    </MenuTrigger>
  );
}

/** The plots that are seen at these values, in the order in which they stand. */
function plotsOf({ lab, frameValues }: RunState): readonly string[] {
  return plotsIn(lab.layout).filter((id) => applies(lab.plots[id]?.when, frameValues));
}

const outputs = () => import('../save-outputs.ts');

function Items({ workspace }: { readonly workspace: Workspace }) {
  const store = useRunStore();
  const theme = useTheme();
  const run = store.getState();
  const attempt = (task: Promise<unknown>) => void task.catch(notifyFailure);

  const saveFigure = (plotId: string, wish: string) =>
    attempt(
      Promise.all([outputs(), import('../export/figure-of.ts')]).then(([{ saveFigure }, { figureSizes }]) => {
        const [format, size] = wish.split(' ') as ['svg' | 'png', keyof typeof figureSizes];
        return saveFigure(store.getState(), { plotId, format, size: figureSizes[size], theme }, bridge);
      }),
    );

  const act = (key: string) => {
    const [kind, id = ''] = key.split(' ');
    if (kind === 'save') void workspace.save();
    else if (kind === 'print') window.print();
    else if (kind === 'pdf') void savePdf(workspace);
    else if (kind === 'link') void workspace.copyLink();
    else if (kind === 'lab') attempt(outputs().then(({ saveExport }) => saveExport(store.getState(), id, bridge)));
  };

  const tables = [
    ...Object.keys(run.frame?.result.tables ?? {}).filter((table) => isHandedOut(run.lab.tables[table])),
    ...(run.sweep.table ? ['sweep'] : []),
    ...(run.map.share > 0 ? ['map'] : []),
  ];
  return (
    <Menu aria-label="Export" className={menu.menu} onAction={(key) => act(String(key))}>
      <MenuSection className={menu.section}>
        <Header>Figures</Header>
        {plotsOf(run).map((plotId) => (
          <SubmenuTrigger key={plotId}>
            <MenuItem className={menu.item}>{run.lab.plots[plotId]?.title}</MenuItem>
            <Popover className={menu.popover}>
              <Menu className={menu.menu} onAction={(key) => saveFigure(plotId, String(key))}>
                {wishes.map(({ id, label }) => (
                  <MenuItem key={id} id={id} className={menu.item}>
                    {label}
                  </MenuItem>
                ))}
              </Menu>
            </Popover>
          </SubmenuTrigger>
        ))}
      </MenuSection>
      <MenuSection className={menu.section}>
        <Header>All of it</Header>
        <MenuItem id="pdf" className={menu.item}>
          {isDesktop ? 'PDF…' : 'PDF, by the printing dialog…'}
        </MenuItem>
        <MenuItem id="print" className={menu.item} textValue="Print…">
          <Text slot="label">Print…</Text>
          <Keyboard>{keyTextOf('print')}</Keyboard>
        </MenuItem>
      </MenuSection>
      <MenuSection className={menu.section}>
        <Header>Numbers and run</Header>
        {tables.length > 0 && (
          <SubmenuTrigger>
            <MenuItem className={menu.item}>Tables as CSV</MenuItem>
            <Popover className={menu.popover}>
              <Menu
                className={menu.menu}
                onAction={(key) => attempt(outputs().then(({ saveTable }) => saveTable(store.getState(), String(key), bridge)))}
              >
                {tables.map((table) => (
                  <MenuItem key={table} id={table} className={menu.item}>
                    {table}
                  </MenuItem>
                ))}
              </Menu>
            </Popover>
          </SubmenuTrigger>
        )}
        <MenuItem id="save" className={menu.item} textValue="Session">
          <Text slot="label">Session</Text>
          <Keyboard>{keyTextOf('save')}</Keyboard>
        </MenuItem>
        <MenuItem id="link" className={menu.item}>
          Copy link
        </MenuItem>
        {Object.entries(exportsAt(run.lab, run.frameValues)).map(([id, { label }]) => (
          <MenuItem key={id} id={`lab ${id}`} className={menu.item}>
            {label}
          </MenuItem>
        ))}
      </MenuSection>
    </Menu>
  );
}

const wishes = [
  { id: 'svg column', label: 'SVG, column of 85 mm' },
  { id: 'svg slide', label: 'SVG, slide' },
  { id: 'png column', label: 'PNG, column of 85 mm' },
  { id: 'png slide', label: 'PNG, slide' },
];

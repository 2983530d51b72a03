// A place of the layout: one card, and in it the plot that applies, or several as tabs.
import { Ellipsis } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { type AnyPlot, isHandedOut, type Lab } from '../../core/lab/lab.ts';
import { applies } from '../../core/lab/param.ts';
import { bridge } from '../bridge.ts';
import { captionOf } from '../plot/description-of.ts';
import { isMapped } from '../plot/is-mapped.ts';
import { isSwept } from '../plot/is-swept.ts';
import { useRoom } from '../room.ts';
import { useLab, useRun, useRunStore } from '../run-context.tsx';
import menu from '../shell/Menu.module.css';
import { notifyFailure } from '../shell/notices.ts';
import { useTheme } from '../use-theme.ts';
import card from './Card.module.css';
import type { CardPlace } from './Centre.tsx';
import { Explanation } from './Explanation.tsx';
import { Figure } from './Figure.tsx';
import style from './Place.module.css';
import { SweepSelect } from './SweepSelect.tsx';
import { walkOf } from './walk-of.ts';

/** What is said under a picture: what there is to know of it, or what is to be seen now. */
type Help = 'nothing' | 'explained' | 'described';

export function Place({ ids, place }: { readonly ids: readonly string[]; readonly place: CardPlace }) {
  const seen = useRun(({ lab, frameValues }) => ids.filter((id) => applies(lab.plots[id]?.when, frameValues)).join(' '));
  /** The plot of the walk, while somebody walks: it is what is to be seen then. */
  const walked = useRun(({ lab, frameValues }) => (walkOf(lab, frameValues) ? lab.training?.walk?.plot : undefined));
  const [picked, setPicked] = useState<string | undefined>();
  const [beside, setBeside] = useState<string | undefined>();
  useEffect(() => {
    if (walked === undefined) setBeside(undefined);
  }, [walked]);
  const [help, setHelp] = useState<Help>('nothing');
  const tell = (what: Help) => setHelp((was) => (was === what ? 'nothing' : what));
  const plots = useLab().plots;
  if (seen === '') return null;
  const plotIds = seen.split(' ');
  const here = walked !== undefined && plotIds.includes(walked);
  const wanted = here ? (beside ?? walked) : picked;
  const plotId = wanted !== undefined && plotIds.includes(wanted) ? wanted : (plotIds[0] as string);
  const swept = plots[plotId] !== undefined && isSwept(plots[plotId]);
  const figure = (
    <>
      <Figure key={plotId} plotId={plotId} described={help === 'described'} />
      {help === 'explained' && <Explanation plotId={plotId} />}
    </>
  );
  const aside = (
    <>
      <PlotMenu plotId={plotId} help={help} onTell={tell} />
      <Caption plotId={plotId} />
    </>
  );
  if (plotIds.length === 1) {
    return (
      <section className={card.card} data-place={place} data-plot={plotId}>
        <header className={card.head} data-wraps={swept}>
          <h2>{plots[plotId]?.title}</h2>
          {aside}
        </header>
        {figure}
      </section>
    );
  }
  return (
    <Tabs
      className={card.card}
      data-place={place}
      data-plot={plotId}
      selectedKey={plotId}
      onSelectionChange={(key) => (here ? setBeside : setPicked)(String(key))}
    >
      <header className={card.head} data-wraps={swept}>
        <h2 className="unseen">{plots[plotId]?.title}</h2>
        <TabList className={style.tabs} aria-label="Plots">
          {plotIds.map((id) => (
            <Tab key={id} id={id} className={style.tab}>
              {plots[id]?.tab ?? plots[id]?.title}
            </Tab>
          ))}
        </TabList>
        {aside}
      </header>
      {/* A panel of its own for each plot: one that stays keeps the name of its first. */}
      <TabPanel key={plotId} id={plotId} className={style.panel}>
        {figure}
      </TabPanel>
    </Tabs>
  );
}

function Caption({ plotId }: { readonly plotId: string }) {
  const plot = useLab().plots[plotId];
  const text = useRun(({ frame, frameValues }) => plot && captionOf(plot, frame?.result, frameValues));
  if (plot && isSwept(plot)) return <SweepSelect />;
  if (plot && isMapped(plot)) return <MapCaption text={text} />;
  return <CaptionText text={text} />;
}

/** The map is computed while this is on the page. */
function MapCaption({ text }: { readonly text: string | undefined }) {
  const { watchMap } = useRunStore().getState();
  const filling = useRun(({ map }) => (map.done ? undefined : `filling, ${Math.floor(map.share * 100)} %`));
  useEffect(() => watchMap(), [watchMap]);
  return <CaptionText text={filling ?? text} />;
}

function CaptionText({ text }: { readonly text: string | undefined }) {
  return (
    <div className={style.captionRoom} data-sheds>
      <p className={style.caption}>{text}</p>
    </div>
  );
}

interface MenuProps {
  readonly plotId: string;
  readonly help: Help;
  readonly onTell: (what: Help) => void;
}

function PlotMenu({ plotId, help, onTell }: MenuProps) {
  const store = useRunStore();
  const theme = useTheme();
  const { scale } = useRoom();
  const title = useLab().plots[plotId]?.title;
  const [box, setBox] = useState<Element | null>(null);

  const figure = async (format: 'svg' | 'png') => {
    const [{ saveFigure }, { onScreen }] = await Promise.all([import('../save-outputs.ts'), import('../export/figure-of.ts')]);
    const { width = 600, height = 400 } = box?.closest('[data-plot]')?.querySelector('figure > div')?.getBoundingClientRect() ?? {};
    const size = onScreen(Math.round(width / scale), Math.round(height / scale), format === 'png' ? 2 * scale : scale);
    await saveFigure(store.getState(), { plotId, format, size, theme }, bridge);
  };
  const { lab } = store.getState();
  const plot = lab.plots[plotId];
  const mapped = useRun(({ map }) => map.share > 0);
  const tables = plot ? tablesOf(lab, plot, mapped) : [];
  const save = async (table: string) => (await import('../save-outputs.ts')).saveTable(store.getState(), table, bridge);

  const act = (key: string) => {
    if (key === 'described' || key === 'explained') return onTell(key);
    const task = key === 'svg' || key === 'png' ? figure(key) : save(key.replace('csv ', ''));
    task.catch(notifyFailure);
  };
  return (
    <MenuTrigger>
      <Button ref={setBox} className={style.menu} aria-label={`More for ${title}`}>
        <Ellipsis size="1rem" aria-hidden="true" />
      </Button>
      <Popover className={menu.popover} placement="bottom end">
        <Menu className={menu.menu} aria-label={title} onAction={(key) => act(String(key))}>
          <MenuItem id="explained" className={menu.item}>
            {help === 'explained' ? 'Hide the explanation' : 'Explain this'}
          </MenuItem>
          <MenuItem id="described" className={menu.item}>
            {help === 'described' ? 'Hide the description' : 'Describe in words'}
          </MenuItem>
          <MenuItem id="svg" className={menu.item}>
            Save as SVG
          </MenuItem>
          <MenuItem id="png" className={menu.item}>
            Save as PNG
          </MenuItem>
          {tables.map((table) => (
            <MenuItem key={table} id={`csv ${table}`} className={menu.item}>
              {tables.length === 1 ? 'Save its table as CSV' : `Save table “${table}” as CSV`}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** The tables that a plot draws and files may hold, the map’s cells among them once there are any. */
function tablesOf({ tables }: Lab, plot: AnyPlot, mapped: boolean): readonly string[] {
  const drawn = plot.marks.flatMap((mark) => ('table' in mark ? [mark.table] : []));
  return [...new Set([...(mapped && isMapped(plot) ? ['map'] : []), ...drawn])].filter((table) => isHandedOut(tables[table]));
}

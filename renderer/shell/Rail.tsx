// The rail: the labs, numbered from the registry, and the presets of the one that is open.
import { Button } from 'react-aria-components/Button';
import { Toolbar } from 'react-aria-components/Toolbar';
import { labs } from '../../core/labs/index.ts';
import { Words } from '../panel/Words.tsx';
import { useRoom } from '../room.ts';
import { useLab, useRun } from '../run-context.tsx';
import { BackToPreset } from './BackToPreset.tsx';
import style from './Rail.module.css';
import { Tip } from './Tip.tsx';
import { Tour, useTouring } from './Tour.tsx';
import { TourOffer } from './TourOffer.tsx';

export function Rail({ onLab }: { readonly onLab: (id: string) => void }) {
  const open = useRun((run) => run.labId);
  const touring = useTouring();
  const narrow = useRoom().layout === 'narrow';
  return (
    <>
      <nav aria-label="Labs">
        <ol>
          {labs.map(({ id, title }, index) => (
            <li key={id}>
              <Tip text={title} placement="right" isDisabled={!narrow}>
                <Button className={style.lab} aria-current={id === open ? 'page' : undefined} preventFocusOnPress onPress={() => onLab(id)}>
                  <span className={style.number}>{index + 1}</span>
                  <span className={narrow ? 'unseen' : undefined}>{title}</span>
                </Button>
              </Tip>
            </li>
          ))}
        </ol>
      </nav>
      {!narrow && (touring ? <Tour /> : <Presets />)}
    </>
  );
}

function Presets() {
  const presets = useLab().presets;
  const active = useRun((run) => run.preset);
  const setPreset = useRun((run) => run.setPreset);
  return (
    // A press leaves the focus where it was: the keys that play and step stay with the run.
    <section className={style.presets} aria-label="Presets" onMouseDownCapture={(event) => event.preventDefault()}>
      <TourOffer />
      <header className={style.presetsHead}>
        <h2>Presets</h2>
        <BackToPreset />
      </header>
      <Toolbar orientation="vertical" aria-label="Presets">
        {Object.entries(presets).map(([id, { title, sentence }]) => (
          <Button key={id} className={style.preset} aria-pressed={id === active} onPress={() => setPreset(id)}>
            <span>{title}</span>
            {id === active && (
              <small>
                <Words text={sentence} still />
              </small>
            )}
          </Button>
        ))}
      </Toolbar>
    </section>
  );
}

// The rail: the labs, numbered from the registry, and the presets of the one that is open.
import { Button } from 'react-aria-components/Button';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { labs } from '../../core/labs/index.ts';
import { useRun } from '../run-context.tsx';
import style from './Rail.module.css';
import { Tip } from './Tip.tsx';
import { useNarrow } from './use-narrow.ts';

export function Rail({ onLab }: { readonly onLab: (id: string) => void }) {
  const open = useRun((run) => run.labId);
  const narrow = useNarrow();
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
      {!narrow && <Presets />}
    </>
  );
}

function Presets() {
  const presets = useRun((run) => run.lab.presets);
  const active = useRun((run) => run.preset);
  const setPreset = useRun((run) => run.setPreset);
  return (
    <section className={style.presets} aria-label="Presets">
      <h2>Presets</h2>
      <ul>
        {Object.entries(presets).map(([id, { title, sentence }]) => (
          <li key={id}>
            <ToggleButton className={style.preset} isSelected={id === active} preventFocusOnPress onChange={() => setPreset(id)}>
              <span>{title}</span>
              {id === active && <small>{sentence}</small>}
            </ToggleButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

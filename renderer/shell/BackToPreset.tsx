// Said while values are not the preset's any more, with the way back to it.
import { Button } from 'react-aria-components/Button';
import { useRun } from '../run-context.tsx';
import style from './BackToPreset.module.css';

export function BackToPreset() {
  const changed = useRun((run) => run.changed);
  const preset = useRun((run) => run.preset);
  const title = useRun((run) => (run.preset === undefined ? '' : run.lab.presets[run.preset]?.title));
  const setPreset = useRun((run) => run.setPreset);
  if (!changed || preset === undefined) return null;
  return (
    <p className={style.changed}>
      changed
      <Button className={style.back} aria-label={`Back to ${title}`} preventFocusOnPress onPress={() => setPreset(preset)}>
        back to it
      </Button>
    </p>
  );
}

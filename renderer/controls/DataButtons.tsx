// The user's own numbers: opened as a file or pasted, and which of them are in force.
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { OWN } from '../../core/data/dataset.ts';
import { dataText } from '../../core/lab/data-text.ts';
import { bridge } from '../bridge.ts';
import { openFolder } from '../host-files.ts';
import { useRun, useRunStore } from '../run-context.tsx';
import button from '../shell/Button.module.css';
import { ColumnSelects } from './ColumnSelects.tsx';
import style from './DataButtons.module.css';
import { PasteSheet } from './PasteSheet.tsx';
import { ReadingSelect } from './ReadingSelect.tsx';
import { Refusal } from './Refusal.tsx';
import { useOpenedFiles } from './use-opened-files.ts';

export function DataButtons() {
  const store = useRunStore();
  const [pasting, setPasting] = useState(false);
  const images = useRun(({ lab }) => lab.data?.own === 'images');
  const own = useRun(({ lab, values, data }) => (lab.data && values[lab.data.param] === OWN ? data : undefined));

  const { failure, open } = useOpenedFiles(async (files) => {
    const { readData, setData } = store.getState();
    setData(await readData(files));
  });

  return (
    <div className={style.buttons}>
      <Button className={button.small} onPress={() => open(() => bridge.open(images ? 'images' : 'data'))}>
        {images ? 'Open images…' : 'Open a CSV…'}
      </Button>
      {images ? (
        <Button className={button.small} onPress={() => open(openFolder)}>
          Open a folder…
        </Button>
      ) : (
        <Button className={button.small} onPress={() => setPasting(true)}>
          Paste numbers
        </Button>
      )}
      {own && (
        <p className={style.inForce}>
          {own.name}: {dataText(own)}
        </p>
      )}
      {own && !images && <ReadingSelect data={own} onChange={(other) => store.getState().setData(other)} />}
      {own && !images && <ColumnSelects />}
      <Refusal line={failure} />
      {pasting && <PasteSheet onClose={() => setPasting(false)} />}
    </div>
  );
}

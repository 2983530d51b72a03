// Numbers pasted as text, checked while they are typed by the same reader that reads files.
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { TextArea, TextField } from 'react-aria-components/TextField';
import type { Dataset } from '../../core/data/dataset.ts';
import { dataText } from '../../core/lab/data-text.ts';
import { useRunStore } from '../run-context.tsx';
import button from '../shell/Button.module.css';
import { Sheet } from '../shell/Sheet.tsx';
import style from './PasteSheet.module.css';
import { ReadingSelect } from './ReadingSelect.tsx';
import refusal from './Refusal.module.css';

/** The text rests for this many ms before it is read. */
const REST = 200;

type Reading = { readonly data: Dataset } | { readonly failure: string } | undefined;

export function PasteSheet({ onClose }: { readonly onClose: () => void }) {
  const { readData, setData } = useRunStore().getState();
  const [text, setText] = useState('');
  const [reading, setReading] = useState<Reading>();

  useEffect(() => {
    let current = true;
    setReading(undefined);
    if (text.trim() === '') return;
    const timer = setTimeout(() => {
      readData([{ name: 'pasted numbers', bytes: new TextEncoder().encode(text) }]).then(
        (data) => current && setReading({ data }),
        (error: Error) => current && setReading({ failure: error.message }),
      );
    }, REST);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text, readData]);

  const data = reading && 'data' in reading ? reading.data : undefined;
  return (
    <Sheet title="Paste numbers" onClose={onClose}>
      <TextField
        className={style.paste}
        aria-label="Numbers"
        value={text}
        onChange={setText}
        isInvalid={reading && 'failure' in reading}
        autoFocus
      >
        <TextArea rows={9} spellCheck={false} placeholder={'1.7\n0.4\n2.1'} />
      </TextField>
      <p className={reading && 'failure' in reading ? refusal.refusal : 'soft'} role="status">
        {data
          ? dataText(data)
          : reading && 'failure' in reading
            ? reading.failure
            : 'One number a line, or columns with their names above.'}
      </p>
      {data && <ReadingSelect data={data} onChange={(other) => setReading({ data: other })} />}
      <Button
        className={button.small}
        isDisabled={!data}
        onPress={() => {
          if (data) setData(data);
          onClose();
        }}
      >
        Use these numbers
      </Button>
    </Sheet>
  );
}

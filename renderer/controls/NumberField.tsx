// A field that takes any valid number: what is typed counts on Enter or when the field is left; keys step as on the slider.
import { type KeyboardEvent, type MouseEvent, useState } from 'react';
import { Input, TextField } from 'react-aria-components/TextField';
import { flushSync } from 'react-dom';
import style from './NumberField.module.css';

interface Props {
  readonly label: string;
  /** As shown, and with all digits. */
  readonly text: string;
  readonly full: string;
  readonly unit: string | undefined;
  readonly describedBy: string | undefined;
  readonly refused: boolean;
  readonly onCommit: (typed: string) => void;
  /** True if the key stepped. */
  readonly onKey: (event: KeyboardEvent) => boolean;
}

/** Home and End move the caret here. */
const steppingKeys = ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown'];

export function NumberField({ label, text, full, unit, describedBy, refused, onCommit, onKey }: Props) {
  const [draft, setDraft] = useState<string | undefined>();
  const [focused, setFocused] = useState(false);

  const commit = () => {
    setDraft(undefined);
    if (draft !== undefined && draft !== full) onCommit(draft);
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape') setDraft(undefined);
    else if (steppingKeys.includes(event.key) && onKey(event)) setDraft(undefined);
  };

  /** The first press selects the whole number instead of placing a caret in it. */
  const pointed = (event: MouseEvent<HTMLInputElement>) => {
    if (focused) return;
    event.preventDefault();
    event.currentTarget.focus();
  };

  return (
    <TextField
      className={style.field}
      aria-label={label}
      aria-describedby={describedBy}
      isInvalid={refused}
      value={draft ?? (focused ? full : text)}
      onChange={setDraft}
      onFocus={({ target }) => {
        // All digits first, then all of them selected.
        flushSync(() => setFocused(true));
        (target as HTMLInputElement).select();
      }}
      onBlur={() => {
        setFocused(false);
        commit();
      }}
    >
      <Input inputMode="decimal" autoComplete="off" spellCheck={false} onKeyDown={pressed} onMouseDown={pointed} />
      {unit && <span className={style.unit}>{unit}</span>}
    </TextField>
  );
}

// A field that takes any valid number: what is typed counts on Enter or when the field is left; keys step as on the slider.
import { type KeyboardEvent, useState } from 'react';
import { Input, TextField } from 'react-aria-components/TextField';

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

  return (
    <TextField
      className="number-field"
      aria-label={label}
      aria-describedby={describedBy}
      isInvalid={refused}
      value={draft ?? (focused ? full : text)}
      onChange={setDraft}
      onFocus={({ target }) => {
        setFocused(true);
        requestAnimationFrame(() => (target as HTMLInputElement).select());
      }}
      onBlur={() => {
        setFocused(false);
        commit();
      }}
    >
      <Input inputMode="decimal" autoComplete="off" spellCheck={false} onKeyDown={pressed} />
      {unit && <span className="unit">{unit}</span>}
    </TextField>
  );
}

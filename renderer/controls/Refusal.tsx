// Why an input was not taken, in one line beside it.
import style from './Refusal.module.css';

export function Refusal({ id, line }: { readonly id?: string; readonly line: string | undefined }) {
  if (line === undefined) return null;
  return (
    <p id={id} className={style.refusal} role="alert">
      {line.replace(/-(?=[\d.])/g, '−')}
    </p>
  );
}

// A plot explained: what it shows, what to try, and what a trail on it means.
import style from './Explanation.module.css';
import { useGuide } from './use-guide.ts';
import { Words } from './Words.tsx';

export function Explanation({ plotId }: { readonly plotId: string }) {
  const told = useGuide()?.explain[plotId];
  if (!told) return null;
  return (
    <div className={style.explanation}>
      <p>
        <Words text={told.shows} />
      </p>
      <p>
        <b>Try:</b> <Words text={told.tries} />
      </p>
      {told.trail && (
        <p>
          <b>Trail:</b> <Words text={told.trail} />
        </p>
      )}
    </div>
  );
}

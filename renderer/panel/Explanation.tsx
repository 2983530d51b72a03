// A plot explained: what it shows, what to try, and what a trail on it means.
import style from './Explanation.module.css';
import { useGuide } from './use-guide.ts';
import { Words } from './Words.tsx';

export function Explanation({ plotId }: { readonly plotId: string }) {
  const explanation = useGuide()?.explain[plotId];
  if (!explanation) return null;
  return (
    <div className={style.explanation}>
      <p>
        <Words text={explanation.shows} />
      </p>
      <p>
        <b>Try:</b> <Words text={explanation.tries} />
      </p>
      {explanation.trail && (
        <p>
          <b>Trail:</b> <Words text={explanation.trail} />
        </p>
      )}
    </div>
  );
}

// A text in which the field's words define themselves where they first stand.
import { Fragment } from 'react';
import { Button } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { glossed } from '../../core/lab/glossary.ts';
import { HoverTip } from '../shell/HoverTip.tsx';
import tip from '../shell/Tip.module.css';
import style from './Words.module.css';

interface Props {
  readonly text: string;
  /** It stands in something that is pressed, or is read aloud elsewhere: its words take no focus. */
  readonly still?: boolean;
}

export function Words({ text, still = false }: Props) {
  // By their order: a text that changes moves its words along, and they stay the words they are.
  return glossed(text).map(({ text: piece, means }, order) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: their places in the text change with every number before them
    means === undefined ? <Fragment key={order}>{piece}</Fragment> : <Word key={order} piece={piece} means={means} still={still} />,
  );
}

function Word({ piece, means, still }: { readonly piece: string; readonly means: string; readonly still: boolean }) {
  const word = <span className={style.word}>{piece}</span>;
  if (still) return <HoverTip text={means}>{word}</HoverTip>;
  return (
    <TooltipTrigger delay={200} closeDelay={0}>
      <Button className={style.button}>{word}</Button>
      <Tooltip className={tip.tip} offset={4}>
        {means}
      </Tooltip>
    </TooltipTrigger>
  );
}

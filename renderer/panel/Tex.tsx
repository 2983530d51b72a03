// A formula: MathML that was made of its TeX when the app was built.

import { mathml } from 'virtual:equations';
import { memo } from 'react';
import { brokenLines } from './broken-lines.ts';

interface Props {
  readonly tex: string;
  /** May go over several lines. */
  readonly long?: boolean;
}

export const Tex = memo(function Tex({ tex, long = false }: Props) {
  const html = mathml[tex];
  if (html === undefined) return <code>{tex}</code>;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own build made it
  return <span dangerouslySetInnerHTML={{ __html: long ? brokenLines(html, 'math') : html }} />;
});

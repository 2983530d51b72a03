// A formula: MathML that was made of its TeX when the app was built.

import { mathml } from 'virtual:equations';
import { memo } from 'react';

export const Tex = memo(function Tex({ tex }: { readonly tex: string }) {
  const html = mathml[tex];
  if (html === undefined) return <code className="tex">{tex}</code>;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own build made it
  return <span className="tex" dangerouslySetInnerHTML={{ __html: html }} />;
});

// The layers of the networks as the walk names them.
import { belongsTo, type Side } from '../../../../nets/side.ts';

/** In the order in which an image passes them; the last of each side takes what has no name here. */
const kinds: readonly { readonly starts: string; readonly name: string; readonly side: Side }[] = [
  { starts: 'encoder/convolution1/', name: 'x to filters', side: 'encoder' },
  { starts: 'encoder/convolution2/', name: 'more filters', side: 'encoder' },
  { starts: 'encoder/hidden/', name: 'x to hidden', side: 'encoder' },
  { starts: 'encoder/mean/', name: 'to mean', side: 'encoder' },
  { starts: 'encoder/logVariance/', name: 'to spread', side: 'encoder' },
  { starts: 'encoder/lower/', name: 'to covariance', side: 'encoder' },
  { starts: 'flow/', name: 'flow', side: 'encoder' },
  { starts: 'encoder/', name: 'others', side: 'encoder' },
  { starts: 'decoder/hidden/', name: 'z to hidden', side: 'decoder' },
  { starts: 'decoder/convolution1/', name: 'filters', side: 'decoder' },
  { starts: 'decoder/output/', name: 'to image', side: 'decoder' },
  { starts: 'decoder/logScale', name: 'spread of x', side: 'decoder' },
  { starts: 'decoder/', name: 'others', side: 'decoder' },
];

/** The kind of layer that a parameter is of. */
export function layerKindOf(parameter: string): number {
  const found = kinds.findIndex(({ starts }) => parameter.startsWith(starts));
  return found >= 0 ? found : kinds.findLastIndex(({ side }) => side === belongsTo(parameter));
}

export const layerNames = kinds.map(({ name }) => name);

/** Each kind wears the hue of its network: q’s, or the likelihood’s. */
export const layerHues = kinds.map(({ side }) => (side === 'encoder' ? ('entropy' as const) : ('accuracy' as const)));

// Pictures of points in the plane of the data, where they take the place of images.
import { pointwise } from '../params.ts';
import { latticeSentence, pointsSentence, waysSentence } from '../sentences.ts';
import { labelHues, type VaePlot } from './plot.ts';

const heldOut = (radius: number) => ({ mark: 'dot', table: 'points', x: 'x', y: 'y', by: 'label', hues: labelHues, radius }) as const;
const decodedCode = { mark: 'dot', table: 'decodedPoint', x: 'x', y: 'y', hue: 'entropy', radius: 6, label: 'the code' } as const;

/** Points in the plane of the data. */
const ofPoints = (title: string, tab: string, caption: string, sentence: VaePlot['sentence'], marks: VaePlot['marks']): VaePlot => ({
  title,
  tab,
  caption,
  equal: true,
  when: pointwise,
  x: {},
  y: {},
  marks,
  sentence,
});

export const pointsPlots = {
  points: ofPoints('Points, and the density learnt', 'Points', 'held out, over p(x)', pointsSentence, [
    { mark: 'raster', grid: 'density', map: 'density', hue: 'soft' },
    heldOut(1.1),
    decodedCode,
  ]),
  lattice: ofPoints('What codes decode to', 'Lattice', 'lines of codes from −3 to 3', latticeSentence, [
    { mark: 'line', table: 'lattice', x: 'x', y: 'y', hue: 'accuracy', width: 1, label: 'lines of codes' },
    heldOut(1.25),
    decodedCode,
  ]),
  waysBack: ofPoints('Held out, and given back', 'Given back', 'through their codes', waysSentence, [
    { mark: 'line', table: 'ways', x: 'x', y: 'y', hue: 'soft', width: 1.25 },
    heldOut(1.5),
    { mark: 'dot', table: 'ends', x: 'x', y: 'y', hue: 'accuracy', radius: 2.5, label: 'given back' },
  ]),
} as const satisfies Readonly<Record<string, VaePlot>>;

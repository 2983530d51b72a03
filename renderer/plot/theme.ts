// The colours of the meanings, in light and dark. `design` tests hold text to 4.5:1 and marks to 3:1.
import type { Hue } from '../../core/lab/hue.ts';

type Named = Exclude<Hue, number>;

export interface Theme {
  readonly name: 'light' | 'dark';
  readonly page: string;
  readonly surface: string;
  readonly line: string;
  readonly soft: string;
  readonly faint: string;
  /** For lines, areas and bars. */
  readonly mark: Readonly<Record<Named, string>>;
  /** For text. */
  readonly ink: Readonly<Record<Named, string>>;
  /** The quiet sequential map of landscapes, low to high. */
  readonly landscape: readonly [low: string, high: string];
  /**
   * For what is no term. The first seven are the hues of Okabe and Ito (2008) without their black, in a lightness that keeps each of them from
   * the term of the same hue; all were found by annealing, so that they lie far from each other, for every eye, and from all terms.
   */
  readonly category: readonly string[];
  readonly categoryInk: readonly string[];
}

export const light: Theme = {
  name: 'light',
  page: '#f4f4f1',
  surface: '#ffffff',
  line: '#e1e0da',
  soft: '#5d5f66',
  faint: '#6c6e75',
  mark: {
    energy: '#d1500a',
    entropy: '#1f77c9',
    accuracy: '#0b8f6a',
    complexity: '#a35ba8',
    gap: '#b98200',
    ink: '#1c1d21',
    soft: '#6c6e75',
  },
  ink: {
    energy: '#b4440a',
    entropy: '#155fa6',
    accuracy: '#087355',
    complexity: '#8b4591',
    gap: '#8f6400',
    ink: '#1c1d21',
    soft: '#5d5f66',
  },
  landscape: ['#f3f4f7', '#b4bace'],
  category: [
    ...['#9d6606', '#489dc4', '#01704b', '#958501', '#0f5e8c', '#da7c40', '#c7759c'],
    ...['#6e9951', '#a32a0b', '#9683e7', '#8f385b', '#607129', '#6552c0'],
  ],
  categoryInk: [
    ...['#996300', '#19779d', '#01704b', '#7c6f00', '#0f5e8c', '#b05610', '#a3557b'],
    ...['#507932', '#a32a0b', '#7460c0', '#8f385b', '#607129', '#6552c0'],
  ],
};

export const dark: Theme = {
  name: 'dark',
  page: '#131417',
  surface: '#1b1d21',
  line: '#2d3036',
  soft: '#a7abb4',
  faint: '#8d929c',
  mark: {
    energy: '#f2803f',
    entropy: '#5aaaf0',
    accuracy: '#2fbf92',
    complexity: '#c98acd',
    gap: '#e8b43a',
    ink: '#ecedf0',
    soft: '#8d929c',
  },
  ink: {
    energy: '#f69a66',
    entropy: '#7fbdf4',
    accuracy: '#4fd0a7',
    complexity: '#d6a3d9',
    gap: '#efc461',
    ink: '#ecedf0',
    soft: '#a7abb4',
  },
  landscape: ['#49536f', '#1f2229'],
  category: [
    ...['#d48c08', '#62ccfd', '#0a9264', '#f5e157', '#1681c0', '#bb5d18', '#d06299'],
    ...['#477d16', '#f89b85', '#a895fc', '#fa9fbf', '#98ac63', '#6b64a7'],
  ],
  categoryInk: [
    ...['#d48c08', '#62ccfd', '#179769', '#f5e157', '#288ccc', '#cb6c2c', '#d06299'],
    ...['#5c9331', '#f89b85', '#a895fc', '#fa9fbf', '#98ac63', '#837dc2'],
  ],
};

const colorOf = (hue: Hue, named: Theme['mark'], categories: readonly string[]): string =>
  typeof hue === 'number' ? (categories[hue % categories.length] as string) : named[hue];

export const markColor = (theme: Theme, hue: Hue): string => colorOf(hue, theme.mark, theme.category);

export const inkColor = (theme: Theme, hue: Hue): string => colorOf(hue, theme.ink, theme.categoryInk);

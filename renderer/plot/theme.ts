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
  readonly category: readonly string[];
  readonly categoryInk: readonly string[];
}

/** Okabe & Ito (2008), for categories that are no terms. */
const okabeIto = ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7', '#999999'];

/** The same hues; the four that would hardly be seen on white are as dark as 3:1 asks. */
const okabeItoOnWhite = ['#c48700', '#3b9cd0', '#009e73', '#a09600', '#0072b2', '#d55e00', '#cc79a7', '#939393'];

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
  category: ['#1c1d21', ...okabeItoOnWhite, '#8c5a2b'],
  categoryInk: ['#1c1d21', '#956500', '#0076a7', '#007d5b', '#787100', '#0072b2', '#b85000', '#a35481', '#6f6f6f', '#7a4d22'],
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
  category: ['#ecedf0', ...okabeIto, '#b98a5e'],
  categoryInk: ['#ecedf0', '#e69f00', '#56b4e9', '#009e73', '#f0e442', '#2e8cce', '#d9620b', '#cc79a7', '#999999', '#c79a6f'],
};

const colorOf = (hue: Hue, named: Theme['mark'], categories: readonly string[]): string =>
  typeof hue === 'number' ? (categories[hue % categories.length] as string) : named[hue];

export const markColor = (theme: Theme, hue: Hue): string => colorOf(hue, theme.mark, theme.category);

export const inkColor = (theme: Theme, hue: Hue): string => colorOf(hue, theme.ink, theme.categoryInk);

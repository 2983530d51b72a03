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
    ...['#96680b', '#3c95bd', '#02704e', '#8c8a0a', '#125e8c', '#cb7852', '#bc7196'],
    ...['#766db1', '#108d8a', '#931f63', '#c4575c', '#5f9048', '#4447ac', '#53220d'],
  ],
  categoryInk: [
    ...['#946605', '#12779d', '#02704e', '#747200', '#125e8c', '#a95933', '#9f577c'],
    ...['#6f66a9', '#007c7a', '#931f63', '#b64b51', '#4b7b34', '#4447ac', '#53220d'],
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
    ...['#c98c01', '#5eccfe', '#35edad', '#d8d74c', '#3385bd', '#d45a14', '#c26495'],
    ...['#8570e1', '#4fc0bb', '#fe9ccc', '#f08d8e', '#7fb866', '#94a0f5', '#ecb891'],
  ],
  categoryInk: [
    ...['#c98c01', '#5eccfe', '#35edad', '#d8d74c', '#3a8bc4', '#db601e', '#c56697'],
    ...['#8874e5', '#4fc0bb', '#fe9ccc', '#f08d8e', '#7fb866', '#94a0f5', '#ecb891'],
  ],
};

const colorOf = (hue: Hue, named: Theme['mark'], categories: readonly string[]): string =>
  typeof hue === 'number' ? (categories[hue % categories.length] as string) : named[hue];

export const markColor = (theme: Theme, hue: Hue): string => colorOf(hue, theme.mark, theme.category);

export const inkColor = (theme: Theme, hue: Hue): string => colorOf(hue, theme.ink, theme.categoryInk);

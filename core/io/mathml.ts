// TeX becomes MathML when the app is built, so that no renderer of equations ships and the policy needs no inline style.
import katex from 'katex';

/** Where letters that Unicode had named before stand instead of the gaps in the mathematical alphabets. */
const elsewhere: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'double-struck': { C: 'ℂ', H: 'ℍ', N: 'ℕ', P: 'ℙ', Q: 'ℚ', R: 'ℝ', Z: 'ℤ' },
  script: { B: 'ℬ', E: 'ℰ', F: 'ℱ', H: 'ℋ', I: 'ℐ', L: 'ℒ', M: 'ℳ', R: 'ℛ', e: 'ℯ', g: 'ℊ', o: 'ℴ' },
  fraktur: { C: 'ℭ', H: 'ℌ', I: 'ℑ', R: 'ℜ', Z: 'ℨ' },
};

/** The first capital, and, where there are any, the first digit and the first Greek capital of each alphabet. */
const alphabets: Readonly<Record<string, { readonly latin: number; readonly digit?: number; readonly greek?: number }>> = {
  bold: { latin: 0x1d400, digit: 0x1d7ce, greek: 0x1d6a8 },
  'bold-italic': { latin: 0x1d468, greek: 0x1d71c },
  script: { latin: 0x1d49c },
  fraktur: { latin: 0x1d504 },
  'double-struck': { latin: 0x1d538, digit: 0x1d7d8 },
  'sans-serif': { latin: 0x1d5a0, digit: 0x1d7e2 },
  monospace: { latin: 0x1d670, digit: 0x1d7f6 },
};

function letter(variant: string, plain: string): string | undefined {
  const alphabet = alphabets[variant];
  const named = elsewhere[variant]?.[plain];
  if (named || !alphabet) return named;
  const shifted = (base: number | undefined, first: string, offset = 0) =>
    base === undefined
      ? undefined
      : String.fromCodePoint(base + offset + (plain.codePointAt(0) as number) - (first.codePointAt(0) as number));
  if (/^[A-Z]$/.test(plain)) return shifted(alphabet.latin, 'A');
  if (/^[a-z]$/.test(plain)) return shifted(alphabet.latin, 'a', 26);
  if (/^[0-9]$/.test(plain)) return shifted(alphabet.digit, '0');
  if (/^[Α-Ω]$/.test(plain)) return shifted(alphabet.greek, 'Α');
  if (/^[α-ω]$/.test(plain)) return shifted(alphabet.greek, 'α', 26);
  return undefined;
}

/** MathML Core knows no `mathvariant` but `normal`: the letter itself must be the bold or double-struck one. */
const withLetters = (mathml: string): string =>
  mathml.replace(/<(m[ion]) mathvariant="([a-z-]+)">([^<]*)<\/\1>/g, (whole, tag: string, variant: string, text: string) => {
    const letters = [...text].map((plain) => letter(variant, plain));
    return letters.includes(undefined) ? whole : `<${tag}>${letters.join('')}</${tag}>`;
  });

/** TeX sets a thin space after the name of a function unless a bracket follows; MathML Core sets none. */
const withSpaces = (mathml: string): string =>
  mathml.replace(/<mo>\u2061<\/mo>(?!(?:<mrow>)?<mo[^>]*>[([{|])/g, '$&<mspace width="0.167em"></mspace>');

/**
 * The MathML of a TeX string. `standing` is a displayed equation that is a block of its own; `flowing` has the same parts, limits
 * below and above included, and stands as large as the style sheet's `math-style` lets it.
 */
export function mathml(tex: string, place: 'standing' | 'flowing' | 'inline'): string {
  const html = katex.renderToString(tex, { output: 'mathml', displayMode: place !== 'inline', throwOnError: true, strict: 'error' });
  const math = withSpaces(
    withLetters(
      html
        .replace(/^<span class="katex">|<\/span>$/g, '')
        .replace(/<annotation[^>]*>[\s\S]*?<\/annotation>/g, '')
        .replace(/<\/?semantics>/g, ''),
    ),
  );
  if (/\sstyle=/.test(math)) throw new Error(`${tex}: needs an inline style, which the content security policy refuses`);
  return place === 'flowing' ? math.replace(' display="block"', '') : math;
}

// Modules that the build makes (see build/).

declare module 'virtual:equations' {
  /** TeX, as a lab declares it, to MathML. */
  export const mathml: Readonly<Record<string, string>>;
}

declare module '*.md' {
  /** The page as HTML. */
  const html: string;
  export default html;
}

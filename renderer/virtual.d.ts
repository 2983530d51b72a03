// Modules that the build makes (see build/).

/** The commit that was built; empty where it is not known. */
declare const COMMIT: string;

declare module 'virtual:equations' {
  /** TeX, as a lab declares it, to MathML. */
  export const mathml: Readonly<Record<string, string>>;
}

declare module '*.md' {
  /** The page as HTML. */
  const html: string;
  export default html;
}

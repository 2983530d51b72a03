// Whether these are the sources, or what was compiled of them for the package that is installed.
export const isSource = import.meta.url.endsWith('.ts');

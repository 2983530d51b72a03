// What `npm audit --json` answers, read: the known vulnerabilities of the packages that the lock file names.

/** What a registry knows against packages that ship, and against tools that do not; or why it said nothing. */
export type Audit = { readonly found: readonly string[]; readonly ofTools: readonly string[] } | { readonly unanswered: string };

/** Asks about all packages: many that are no dependencies are bundled. Only the answer is printed, and none is waited for over and over. */
export const auditCommand: readonly string[] = [
  'npm',
  'audit',
  '--audit-level=high',
  '--json',
  '--loglevel=silent',
  '--fetch-retries=0',
  '--fetch-timeout=20000',
];

/** In ms: a registry that takes longer does not answer. */
export const AUDIT_LIMIT = 60_000;

interface Vulnerability {
  readonly severity?: string;
  readonly range?: string;
  /** Advisories, or names of the packages that it has them from. */
  readonly via?: readonly (string | { readonly title?: string; readonly url?: string })[];
}

interface Answer {
  readonly vulnerabilities?: Readonly<Record<string, Vulnerability>> | null;
  readonly message?: string;
  readonly error?: { readonly summary?: string };
}

const LONGEST = 200;
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST);

const told = (via: NonNullable<Vulnerability['via']>): string =>
  via
    .map((cause) => (typeof cause === 'string' ? `by ${cause}` : [cause.title, cause.url].filter((text) => text !== undefined).join(', ')))
    .join('; ');

/** Reads an answer: a line for each package with a high or critical advisory. Whatever is no report counts as no answer. */
export function readAudit(output: string, shipped: ReadonlySet<string>): Audit {
  let answer: Answer | null;
  try {
    answer = JSON.parse(output);
  } catch {
    return { unanswered: 'npm audit: no answer that can be read' };
  }
  if (typeof answer?.vulnerabilities !== 'object' || answer.vulnerabilities === null)
    return { unanswered: oneLine(`npm audit: ${answer?.message || answer?.error?.summary || 'no report'}`) };
  const grave = Object.entries(answer.vulnerabilities).filter(([, { severity }]) => severity === 'high' || severity === 'critical');
  const lines = (ships: boolean) =>
    grave
      .filter(([name]) => shipped.has(name) === ships)
      .map(([name, { severity, range, via = [] }]) => `${name} ${range ?? ''} (${severity}): ${told(via)}`);
  return { found: lines(true), ofTools: lines(false) };
}

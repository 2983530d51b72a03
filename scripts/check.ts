// `npm test`: every check and every test, one after the other, and at the end one line that counts them all.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { testRuntime } from '../tools/electron-runtime/runtime.ts';
import { AUDIT_LIMIT, auditCommand, readAudit } from './audit.ts';
import { findBrowser } from './browser.ts';
import { ensureBuilt } from './built.ts';
import { hasDisplay } from './display.ts';
import { root } from './root.ts';
import { shippedPackages } from './shipped.ts';
import { ensureSystem } from './system.ts';

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Why something was skipped. */
  readonly reasons?: readonly string[];
}

interface Check {
  readonly name: string;
  /** The command, or why there is nothing to run it with. */
  readonly command: readonly string[] | { readonly missing: string };
  readonly env?: Readonly<Record<string, string>>;
  /** In ms: it is ended then. */
  readonly limit?: number;
  /** Reads the counts from the report; without one the check itself is what counts. */
  readonly count?: () => Count;
  /** Reads the one count from what was printed, whatever the exit code. */
  readonly judge?: (output: string) => Count;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const required = process.env.LAB_E2E === 'required';
const reports = join(root, 'test-results/reports');
const bin = (name: string): string => join(root, 'node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name);

const report = <T>(name: string): T | undefined => {
  const file = join(reports, `${name}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
};

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numFailedTestSuites: number;
}

function vitestCount(): Count {
  const found = report<VitestReport>('unit');
  if (!found) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites } = found;
  // A file that does not load has no tests to fail.
  const failed = Math.max(numFailedTests, numFailedTestSuites > 0 ? 1 : 0);
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly { readonly tests: readonly { readonly annotations: readonly { type: string; description?: string }[] }[] }[];
}

interface PlaywrightReport extends PlaywrightSuite {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number; readonly skipped: number };
  readonly errors: readonly unknown[];
}

const annotations = ({ suites = [], specs = [] }: PlaywrightSuite): { type: string; description?: string }[] => [
  ...specs.flatMap(({ tests }) => tests.flatMap((test) => test.annotations)),
  ...suites.flatMap(annotations),
];

const playwrightCount = (name: string) => (): Count => {
  const found = report<PlaywrightReport>(name);
  if (!found) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = found.stats;
  const reasons = annotations(found).flatMap(({ type, description }) => (type === 'skip' && description ? [description] : []));
  // A fault outside of any test is one, too.
  const failed = unexpected + flaky + (unexpected === 0 && found.errors.length > 0 ? 1 : 0);
  return { passed: expected, failed, skipped, reasons: [...new Set(reasons)] };
};

/** A window for the desktop app: the display there is, else one that nobody sees. */
const shown = (command: readonly string[]): readonly string[] =>
  // -ac: the app may run as another user, who cannot read this display's cookie.
  hasDisplay() ? command : ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24 -nolisten tcp -ac', ...command];

const playwright = (project: string, workers: number): Pick<Check, 'env' | 'count'> & { readonly command: readonly string[] } => ({
  command: [bin('playwright'), 'test', `--project=${project}`, `--workers=${workers}`, '--reporter=list,json'],
  env: { PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, `${project}.json`) },
  count: playwrightCount(project),
});

async function desktop(): Promise<Check> {
  const runtime = await testRuntime();
  const tests = playwright('desktop', 1);
  return { name: 'desktop, end to end', ...tests, command: 'missing' in runtime ? runtime : shown(tests.command) };
}

function page(): Check {
  const missing = { missing: 'no Chrome, Chromium, Edge or Brave is installed' };
  const tests = playwright('page', 2);
  return { name: 'page, end to end', ...tests, command: findBrowser() ? tests.command : missing };
}

/** A registry that gives no answer fails nothing. */
function audited(output: string): Count {
  const audit = readAudit(output, new Set(shippedPackages().map(({ name }) => name)));
  if ('unanswered' in audit) return { passed: 0, failed: 0, skipped: 1, reasons: [audit.unanswered] };
  for (const line of audit.found) say(line);
  for (const line of audit.ofTools) say(`of a tool that does not ship: ${line}`);
  return audit.found.length > 0 ? { passed: 0, failed: 1, skipped: 0 } : { passed: 1, failed: 0, skipped: 0 };
}

type Prepare = () => Check | Promise<Check>;

/** Those of a group run at once, which one core each suffices for. */
const checks: readonly (readonly Prepare[])[] = [
  [
    () => ({ name: 'types of core and page', command: ['npm', 'run', '--silent', 'typecheck:page'] }),
    () => ({ name: 'types of hosts and tests', command: ['npm', 'run', '--silent', 'typecheck:hosts'] }),
  ],
  [
    // That LABS.md and the licences are current is a unit test’s to say.
    () => ({ name: 'format and lint', command: [bin('biome'), 'ci', '--error-on-warnings'] }),
    () => ({
      name: 'fences',
      command: [bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'core', 'renderer', 'electron', 'cli'],
    }),
    () => ({ name: 'nothing unused', command: [bin('knip'), '--no-progress'] }),
    () => ({ name: 'known vulnerabilities', command: auditCommand, limit: AUDIT_LIMIT, judge: audited }),
  ],
  [
    () => ({
      name: 'unit',
      command: [bin('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${join(reports, 'unit.json')}`],
      count: vitestCount,
    }),
  ],
  [page],
  [desktop],
];

interface Outcome {
  readonly code: number;
  readonly output: string;
}

function ran([command = '', ...args]: readonly string[], { env = {}, limit }: Pick<Check, 'env' | 'limit'>): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      ...(limit !== undefined && { timeout: limit }),
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text) => {
        output += text;
      });
    }
    child.on('error', ({ message }) => resolve({ code: 127, output: message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

async function outcome({ name, command, count, judge, ...how }: Check): Promise<Count> {
  if ('missing' in command) {
    if (!required) return { passed: 0, failed: 0, skipped: 1, reasons: [command.missing] };
    say(`${name}: ${command.missing}, and LAB_E2E=required`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const { code, output } = await ran(command, how);
  if (judge) return judge(output);
  const counted = count?.() ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  const failed = counted.failed === 0 && code !== 0 ? 1 : counted.failed;
  if (failed > 0) say(output.trimEnd());
  return { ...counted, failed };
}

async function main(): Promise<void> {
  ensureSystem(say);
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const total = { passed: 0, failed: 0, skipped: 0 };
  const run = async (prepare: Prepare): Promise<void> => {
    const started = performance.now();
    const check = await prepare();
    if (check.count) ensureBuilt();
    const { passed, failed, skipped, reasons = [] } = await outcome(check);
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
    const counts = check.count ? ` ${passed} passed, ${failed} failed, ${skipped} skipped` : '';
    say(
      `${failed > 0 ? '✗' : skipped > 0 && passed === 0 ? '−' : '✓'} ${check.name}${counts} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
    );
    for (const reason of reasons) say(`  skipped: ${reason}`);
  };
  for (const group of checks) await Promise.all(group.map(run));
  say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

await main().catch((error: Error) => {
  say(error.message);
  say('0 passed, 1 failed, 0 skipped');
  process.exitCode = 1;
});

// The answer of a registry about known vulnerabilities: what fails the gate, and what is no answer at all.
import { expect, test } from 'vitest';
import { readAudit } from '../../scripts/audit.ts';
import { shippedPackages } from '../../scripts/shipped.ts';

const shipped = new Set(['unzipper', 'reader', 'other']);

const report = (vulnerabilities: object) => JSON.stringify({ auditReportVersion: 2, vulnerabilities, metadata: {} });

const advisory = (severity: string) => ({
  name: 'unzipper',
  severity,
  isDirect: true,
  via: [
    { source: 1, name: 'unzipper', title: 'Writes outside of its folder', url: 'https://advisories.example/1', severity, range: '<2.0.1' },
  ],
  effects: ['reader'],
  range: '<2.0.1',
  nodes: ['node_modules/unzipper'],
  fixAvailable: true,
});

test('nothing known is nothing found', () => {
  expect(readAudit(report({}), shipped)).toEqual({ found: [], ofTools: [] });
});

test('high and critical advisories are found by name, lower ones are not; those of tools are told apart', () => {
  expect(readAudit(report({ unzipper: advisory('high'), other: advisory('moderate'), packer: advisory('critical') }), shipped)).toEqual({
    found: ['unzipper <2.0.1 (high): Writes outside of its folder, https://advisories.example/1'],
    ofTools: ['packer <2.0.1 (critical): Writes outside of its folder, https://advisories.example/1'],
  });
  expect(readAudit(report({ reader: { severity: 'critical', range: '*', via: ['unzipper'] } }), shipped)).toEqual({
    found: ['reader * (critical): by unzipper'],
    ofTools: [],
  });
});

test('what ships is what the page of licences lists, and Electron', () => {
  const ships = new Set(shippedPackages().map(({ name }) => name));
  expect(['electron', 'react', '@tensorflow/tfjs-core', 'fflate', 'zod'].filter((name) => !ships.has(name))).toEqual([]);
  expect(['electron-builder', 'vitest', 'typescript'].filter((name) => ships.has(name))).toEqual([]);
});

test.each([
  [
    'an error of the registry',
    '{"message":"405 Method Not\\nAllowed","statusCode":405,"error":{"summary":"","detail":""}}',
    '405 Method Not Allowed',
  ],
  [
    'an error of npm',
    '{"error":{"code":"ENOLOCK","summary":"This command requires an existing lockfile.","detail":""}}',
    'This command requires an existing lockfile.',
  ],
  ['an object of another kind', '{}', 'no report'],
  ['null', 'null', 'no report'],
  ['no list of vulnerabilities', '{"vulnerabilities":null}', 'no report'],
  ['what is not JSON', '<html>Bad gateway</html>', 'no answer that can be read'],
  ['nothing, when the time is over', '', 'no answer that can be read'],
])('%s is no answer, with its reason in one line', (_, output, reason) => {
  expect(readAudit(output, shipped)).toEqual({ unanswered: `npm audit: ${reason}` });
});

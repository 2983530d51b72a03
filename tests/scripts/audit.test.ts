// The answer of a registry about known vulnerabilities: what fails the gate, and what is no answer at all.
import { expect, test } from 'vitest';
import { readAudit } from '../../scripts/audit.ts';

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
  expect(readAudit(report({}))).toEqual({ found: [] });
});

test('high and critical advisories are found by name, lower ones are not', () => {
  expect(readAudit(report({ unzipper: advisory('high'), other: advisory('moderate') }))).toEqual({
    found: ['unzipper <2.0.1 (high): Writes outside of its folder, https://advisories.example/1'],
  });
  expect(readAudit(report({ reader: { severity: 'critical', range: '*', via: ['unzipper'] } }))).toEqual({
    found: ['reader * (critical): by unzipper'],
  });
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
  expect(readAudit(output)).toEqual({ unanswered: `npm audit: ${reason}` });
});

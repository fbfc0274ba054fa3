// The check of the Electron that a release ships: supported lines, fixes of the last 30 days, and a silent registry.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { judgeAudit, judgeElectron } from '../../build/electron-line/judge.ts';

const RELEASES = {
  modified: '2026-11-24',
  '42.0.0': '2026-05-06',
  '42.9.1': '2026-10-21',
  '43.8.0': '2026-10-16',
  '44.9.0': '2026-10-17',
  '44.10.0': '2026-11-10',
  '44.10.1': '2026-11-19',
  '45.0.0': '2026-10-21',
  '46.0.0-beta.3': '2026-11-20',
};
const day = (date: string): number => Date.parse(date);

test.each([
  ['44.10.1', '2027-03-01', true, /newest of line 44, which is supported/],
  ['44.10.0', '2026-12-19', true, /lacks fixes that came out 30 days ago \(44\.10\.1 is the newest/],
  ['44.10.0', '2026-12-20', false, /lacks fixes that came out 31 days ago/],
  ['44.9.0', '2026-12-11', false, /lacks fixes that came out 31 days ago \(44\.10\.1/],
  ['43.8.0', '2026-12-01', true, /newest of line 43/],
  ['42.9.1', '2026-11-01', false, /gets no more fixes; move to one of 45, 44, 43/],
  ['46.0.0-beta.3', '2026-11-21', false, /no stable release/],
  ['44.99.0', '2026-11-21', false, /no stable release/],
  ['none', '2026-11-21', false, /no stable release/],
])('%s on %s', (shipped, date, is_good, line) => {
  expect(judgeElectron(shipped, RELEASES, day(date))).toEqual({ is_good, line: expect.stringMatching(line) });
});

test('advisories count where the registry tells them, and silence is said', () => {
  const report = (high: number, critical: number) =>
    JSON.stringify({ metadata: { vulnerabilities: { low: 3, high, critical } } });
  expect(judgeAudit(report(0, 0)).is_good).toBe(true);
  expect(judgeAudit(report(1, 2))).toEqual({ is_good: false, line: expect.stringContaining('3 advisories') });
  for (const silence of ['', '{"message":"405 Method Not Allowed","statusCode":405}', '<html>'])
    expect(judgeAudit(silence)).toEqual({ is_good: true, line: expect.stringContaining('gives no answer') });
});

test('a release names its Electron', () => {
  const config = readFileSync(new URL('../../build/electron-builder.yml', import.meta.url), 'utf8');
  expect(config).toMatch(/^electronVersion: \d+\.\d+\.\d+$/m);
});

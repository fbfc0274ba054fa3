// verify names the place of every change, and whoever opens a changed study is warned before any number.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../core/settings.ts';
import { closeStudyFile, openStudyFile } from '../../../db/study-file.ts';
import { verifyStudy } from '../../../engine/integrity/verify.ts';
import { writeReport } from '../../../engine/report/write-report.ts';
import { studyLine } from '../../../engine/study/study-line.ts';
import { viewStudy } from '../../../engine/study/study-view.ts';
import { writeBigStudy } from '../../bench/big-study.ts';
import { answered } from '../../cli/in-process.ts';

const OLDER = fileURLToPath(new URL('../../../examples/first-try.wattproof', import.meta.url));

let dir: string;
let good: string;
let path: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'wattproof-verify-'));
  good = join(dir, 'good.wattproof');
  path = join(dir, 'study.wattproof');
  writeBigStudy(good, { trials: 8, samples: 3200 });
});
afterAll(() => rmSync(dir, { recursive: true }));
beforeEach(() => copyFileSync(good, path));

function change(sql: string): void {
  const study = openStudyFile(path, 'write');
  study.db.pragma('foreign_keys = off');
  study.db.exec(sql);
  closeStudyFile(study);
}
const doubts = () => viewStudy(path, { settings: DEFAULT_SETTINGS }).doubts;

test('a study that is as it was recorded is found right, and everything in it was looked at', () => {
  expect(verifyStudy(path)).toMatchObject({
    study: path,
    ok: true,
    checked: {
      samples: 3200,
      'links of the hash chain': 10,
      'planned trials': 8,
      phases: 16,
      epochs: 8,
      energies: 64,
      'reported figures': 41,
    },
    findings: [],
  });
  expect(doubts()).toEqual([]);
});

test('a study older than the chain is checked by its samples, and says that it has no chain', () => {
  copyFileSync(OLDER, path);
  const { ok, checked } = verifyStudy(path);
  expect(ok).toBe(true);
  expect(checked).toMatchObject({ 'no chain: older than schema 7': 1, energies: 72 });
  expect(readFileSync(path).equals(readFileSync(OLDER))).toBe(true);
});

const FROM = 'update energy set energy_j = energy_j';
test.each([
  ['an energy', `${FROM} * 0.8 where trial = 3 and source = 1`, 'trial 3: energies'],
  ['a state', `update trial set state = 'planned' where id = 2`, 'trial 2: state and results'],
  ['an accuracy', 'update trial set test_accuracy = 0.99 where id = 5', 'trial 5: state and results'],
  [
    'a phase',
    `update phase set t_end_ns = t_end_ns + 1 where trial = 4 and name = 'train'`,
    'trial 4: phases',
  ],
  ['an epoch', 'update epoch set train_loss = 0.1 where trial = 1', 'trial 1: epochs'],
  ['a seed', 'update trial set seed = seed + 1 where id = 6', 'the design: planned trials'],
  [
    'the settings',
    `update study set settings_json = replace(settings_json, '0.05', '0.2')`,
    'the design: name, design and settings',
  ],
  ['a source', 'update source set accuracy_pct = 0.1 where id = 1', 'the design: power sources'],
])('%s that was changed is named, and doubted on opening', (_, sql, where) => {
  change(sql);
  const { ok, findings } = verifyStudy(path);
  expect(ok).toBe(false);
  expect(findings[0]?.where).toBe(where);
  expect(doubts()[0]).toContain(`${where}: expected `);
});

test('a sample that was changed is found by verify; one that was removed is missed on opening too', () => {
  change('update sample set power_w = power_w + 1 where trial = 2 and source = 1');
  expect(verifyStudy(path).findings[0]).toEqual({
    where: 'trial 2: samples',
    expected: '400 rows as they were stored',
    found: 'another value',
  });
  change(
    'delete from sample where trial = 7 and source = 3 and t_ns = (select max(t_ns) from sample where trial = 7)',
  );
  expect(doubts()[0]).toContain('trial 7: number and times of the samples');
});

test('energies are computed again, so a chain made to fit them does not help', () => {
  change('delete from chain; update study set uuid = null');
  expect(verifyStudy(path)).toMatchObject({ ok: true, checked: { 'no chain: older than schema 7': 1 } });
  change(`${FROM} * 1.01 where trial = 3 and source = 2 and phase = 'train'`);
  expect(verifyStudy(path).findings[0]).toMatchObject({
    where: 'trial 3, train, rapl:package-0: energy',
    expected: expect.stringMatching(/^[\d.]+ J from the samples$/),
  });
  expect(doubts()[0]).toContain('trial 3, train, rapl:package-0: energy');
});

test('a chain that was removed or cut is missed', () => {
  change('delete from chain where position > 8');
  expect(verifyStudy(path).findings.map(({ where }) => where)).toEqual(['trial 8', 'the end of the study']);
  change('delete from chain');
  expect(doubts()[0]).toContain(
    'the hash chain: expected a link for everything that is closed, found no link',
  );
});

test('window, report, list and terminal say the same', async () => {
  change(`${FROM} * 1000 where trial = 3`);
  const [doubt = ''] = doubts();
  expect(doubt).toMatch(/^Do not rely on these numbers: .*trial 3: energies: .*wattproof verify/);
  expect(viewStudy(path, { settings: DEFAULT_SETTINGS }).analysis?.warnings[0]).toBe(doubt);
  const line = studyLine(path, DEFAULT_SETTINGS);
  expect(line.verdict).toBeNull();
  expect(line.why_no_verdict).toMatch(/^Do not rely on these numbers/);
  const html = join(dir, 'report.html');
  await writeReport(path, html, { settings: DEFAULT_SETTINGS });
  expect(readFileSync(html, 'utf8')).toContain('<strong>These numbers may be wrong.</strong> Do not rely');
  const analyzed = await answered({ args: ['analyze', path] });
  expect(analyzed.stdout.replaceAll(/\s+/g, ' ')).toContain('Do not rely on these numbers');
});

test('the terminal ends with 1 and names the first place; its document is whole', async () => {
  expect((await answered({ args: ['verify', path] })).code).toBe(0);
  change(`${FROM} * 1000 where trial = 3`);
  const text = await answered({ args: ['verify', path] });
  expect(text.code).toBe(1);
  expect(text.stdout).toContain('First: trial 3: energies: expected 8 rows as they were stored, found');
  const json = await answered({ args: ['verify', path, '--json'] });
  expect(JSON.parse(json.stdout)).toEqual(verifyStudy(path));
  truncateSync(path, 20_000);
  expect(verifyStudy(path)).toMatchObject({ ok: false, findings: [{ where: 'the file' }] });
  expect((await answered({ args: ['verify', join(dir, 'none.wattproof')] })).stderr).toMatch(/no study file/);
});

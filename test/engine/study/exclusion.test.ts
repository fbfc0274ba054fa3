// Trials excluded by hand: absent from every statistic, kept in the totals, reported with their reason, and included again.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../core/settings.ts';
import { analyse } from '../../../core/statistics/analyse.ts';
import { responseNamed } from '../../../core/study/responses.ts';
import { tidyTrials } from '../../../core/study/tidy-trials.ts';
import { readExclusions } from '../../../db/exclusions.ts';
import { closeStudyFile, openStudyFile } from '../../../db/study-file.ts';
import { renderHtmlReport } from '../../../engine/report/html-report.ts';
import { modelFromStudy } from '../../../engine/report/model-from-study.ts';
import { excludeTrial, includeTrial } from '../../../engine/study/exclusion.ts';
import { readContents } from '../../../engine/study/study-contents.ts';
import { viewStudy } from '../../../engine/study/study-view.ts';
import { writeBigStudy } from '../../bench/big-study.ts';

let dir: string;
let path: string;
/** The id of a program that has ended. */
const deadPid = (): number => spawnSync(process.execPath, ['--version']).pid;
const view = () => viewStudy(path, { settings: DEFAULT_SETTINGS });
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'wattproof-exclusion-'));
  path = join(dir, 'study.wattproof');
  writeBigStudy(path, { trials: 40, samples: 1600 });
});
afterEach(() => rmSync(dir, { recursive: true }));

test('an excluded trial is in no test and no figure, and still in the totals', () => {
  const before = view();
  excludeTrial(path, 7, '  the window was opened ');
  const after = view();
  expect(after.trials.find(({ trial }) => trial === 7)).toMatchObject({
    state: 'done',
    excluded: 'the window was opened',
  });
  expect(after.carbon).toEqual(before.carbon);
  expect(after.analysis?.n).toBe(39);

  // the same as if the trial had never existed
  const rest = before.trials.filter(({ trial }) => trial !== 7);
  const alone = analyse(tidyTrials(rest, responseNamed('energy_tested_j'), before.analysed_factors), {
    unit: 'J',
    level_order: { precision: ['fp32', 'bf16_mixed'], batch_size: ['32', '128'], neurons: ['64', '256'] },
    kind: 'measured',
  });
  expect(after.analysis?.anova).toEqual(alone.anova);
  expect(after.analysis?.t_tests).toEqual(alone.t_tests);
  expect(after.sweep?.pareto.reduce((n, cell) => n + cell.n, 0)).toBe(39);
});

test('it is the first warning, with the reason and the answer with the trial', () => {
  excludeTrial(path, 7, 'the window was opened');
  excludeTrial(path, 9, 'an update ran');
  expect(view().analysis?.warnings[0]).toMatch(
    /^2 of 40 trials were excluded by hand after the sweep: trial 7 \(the window was opened\), trial 9 \(an update ran\)\. .*With them: Training energy differs/,
  );
});

test('the report names it in the table of trials and among the warnings', () => {
  const odd = openStudyFile(path, 'write');
  odd.db.prepare('update trial set test_accuracy = 0.999 where id = 7').run();
  closeStudyFile(odd);
  excludeTrial(path, 7, 'the <window> was opened');
  const study = openStudyFile(path, 'read');
  const html = renderHtmlReport(
    modelFromStudy(readContents(study), {
      settings: DEFAULT_SETTINGS,
      file: { name: 'study.wattproof', sha256: null },
      generated_unix_ms: 0,
    }),
  );
  closeStudyFile(study);
  expect(html).toContain('Trial 7 was excluded from the statistics by hand: the &lt;window&gt; was opened.');
  expect(html).toContain('1 of 40 trials was excluded by hand');
  // The table of all trials keeps its row; the summary at the top excludes it.
  const answer = html.slice(html.indexOf('<section id="answer"'), html.indexOf('<section id="sources"'));
  expect(answer).toContain('Test accuracy, median and range');
  expect(answer).not.toContain('99.9');
});

test('an included trial counts as before, and its exclusion stays on record', () => {
  const before = view();
  excludeTrial(path, 7, 'the window was opened');
  includeTrial(path, 7);
  expect(view()).toEqual(before);
  excludeTrial(path, 7, 'again');
  const study = openStudyFile(path, 'read');
  const all = readExclusions(study);
  closeStudyFile(study);
  expect(all.map(({ reason, included_unix_ms }) => [reason, included_unix_ms === null])).toEqual([
    ['the window was opened', false],
    ['again', true],
  ]);
});

test('refused in one line: without a reason, twice, or for a missing or unfinished trial', () => {
  excludeTrial(path, 7, 'once');
  for (const [trial, reason, words] of [
    [8, '   ', /expected a reason/],
    [8, 'x'.repeat(501), /expected a reason/],
    [7, 'twice', /already excluded/],
    [99, 'x', /has no trial 99/],
  ] as const)
    expect(() => excludeTrial(path, trial, reason)).toThrow(words);
  expect(() => includeTrial(path, 8)).toThrow(/not excluded/);
  const study = openStudyFile(path, 'write');
  study.db.prepare(`update trial set state = 'failed' where id = 11`).run();
  study.db.prepare('update study set owner_pid = ?').run(process.pid);
  closeStudyFile(study);
  expect(() => excludeTrial(path, 12, 'x')).toThrow(/still being recorded/);
  const killed = openStudyFile(path, 'write');
  killed.db.prepare('update study set owner_pid = ?').run(deadPid());
  closeStudyFile(killed);
  expect(() => excludeTrial(path, 11, 'x')).toThrow(/trial 11 is failed/);
  excludeTrial(path, 12, 'a study whose writer was killed is at rest');
});

test('a file that may not be written is refused in words', (context) => {
  if (process.getuid?.() === 0) context.skip('root may write every file');
  chmodSync(path, 0o444);
  expect(() => excludeTrial(path, 7, 'x')).toThrow(/cannot (open|write)/);
});

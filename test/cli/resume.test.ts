// `run --resume` and `run --again` on the command line: what they refuse, and a design that is run anew.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { closeStudyFile, openStudyFile } from '../../db/study-file.ts';
import { readTrials } from '../../db/trials.ts';
import { answered } from './in-process.ts';
import { call, dataDir } from './wattproof.ts';

const PACED = fileURLToPath(new URL('../fixtures/trainer/paced.mjs', import.meta.url));
/** A finished sweep that came with the examples. */
const EXAMPLE = fileURLToPath(new URL('../../examples/first-try.wattproof', import.meta.url));

test.each([
  [
    ['run', 'mine.yaml', '--resume', 'a.wattproof'],
    /expected one of a design, --resume and --again, got --resume and mine\.yaml/,
  ],
  [['run', '--again', 'a.wattproof', '--resume', 'a.wattproof'], /got --resume and --again/],
  [
    ['run', '--resume', 'a.wattproof', '--out', 'b.wattproof'],
    /--resume goes on in the study itself; omit --out/,
  ],
  [['run', '--on-changed-machine', 'accept'], /belongs to --resume/],
  [
    ['run', '--resume', 'a.wattproof', '--on-changed-machine', 'maybe'],
    /expects refuse or accept, got maybe/,
  ],
])('%j is refused as a wrong call', async (args, words) => {
  const { code, stderr } = await answered({ args });
  expect(code).toBe(2);
  expect(stderr).toMatch(words);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('a finished study has nothing to resume, and its design runs anew in the same order', async () => {
  const dir = dataDir();
  const refused = await answered({ args: ['run', '--resume', EXAMPLE] });
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr.trim().split('\n').at(-1)).toMatch(/is done; to run its design anew use run --again/);

  const [first, second] = [join(dir, 'a.wattproof'), join(dir, 'b.wattproof')];
  const more = ['--trainer', PACED, '--no-report'];
  const design = join(dir, 'd.json');
  writeFileSync(
    design,
    JSON.stringify({
      name: 'Twice',
      factors: { batch_size: [32, 64] },
      replicates: 2,
      seed: 5,
      data: { kind: 'synthetic', samples: 100, features: 4, classes: 2 },
      idle_s: 0,
      cooldown_s: 0,
    }),
  );
  expect((await call({ args: ['run', design, '--out', first, ...more] })).code).toBe(0);
  expect((await call({ args: ['run', '--again', first, '--out', second, ...more] })).code).toBe(0);
  const planned = (path: string) => {
    const study = openStudyFile(path, 'read');
    const trials = readTrials(study).map(({ id, seed, levels, state }) => ({ id, seed, levels, state }));
    closeStudyFile(study);
    return trials;
  };
  expect(planned(second)).toEqual(planned(first));
  expect(planned(second).map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
});

import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { closeStudyFile, openStudyFile } from '../../../db/study-file.ts';
import { readTrials } from '../../../db/trials.ts';
import { viewStudy } from '../../../engine/study/study-view.ts';
import { recordCommand } from '../../../engine/sweep/record.ts';
import { StudyGone } from '../../../engine/sweep/study-watch.ts';
import { runSweep } from '../../../engine/sweep/sweep.ts';
import { testParts } from '../parts.ts';
import { tinyDesign } from '../tiny-design.ts';

const PACED = fileURLToPath(new URL('../../fixtures/trainer/paced.mjs', import.meta.url));
const EXAMPLE = fileURLToPath(new URL('../../../examples/first-try.wattproof', import.meta.url));

test('a sweep whose file is replaced fails, and names the file in which its trials are', async () => {
  const parts = testParts({ trainer_path: PACED });
  const study_path = join(parts.env.data_dir, 's.wattproof');
  const design = tinyDesign({ replicates: 200, idle_s: 0, cooldown_s: 0 });
  let replaced = false;
  const outcome = runSweep(parts, {
    design,
    study_path,
    signal: AbortSignal.timeout(50_000),
    onProgress({ trial }) {
      if (trial < 3 || replaced) return;
      replaced = true;
      copyFileSync(EXAMPLE, `${study_path}.new`);
      renameSync(`${study_path}.new`, study_path);
    },
  });
  const error = await outcome.catch((caught: unknown) => caught);
  expect(error, JSON.stringify(error)).toBeInstanceOf(StudyGone);
  const { message, saved_path, uuid } = error as StudyGone;
  expect(saved_path).toBe(join(dirname(study_path), 's (rescued).wattproof'));
  expect(message).toBe(
    `${study_path} was replaced by another file while it was being written; everything recorded is in ${saved_path}`,
  );
  const { settings } = parts;
  expect(() => viewStudy(study_path, { settings, uuid })).toThrow(
    /is another study than the one just recorded/,
  );
  const saved = openStudyFile(saved_path as string, 'read');
  const [first, second] = readTrials(saved);
  closeStudyFile(saved);
  expect([first?.state, second?.state]).toEqual(['done', 'done']);
  expect(existsSync(`${study_path}-wal`)).toBe(false);
  expect(viewStudy(study_path, { settings }).name).not.toBe(design.name);
});

test('a sweep whose file is overwritten says so, and leaves the other study as it was put there', async () => {
  const parts = testParts({ trainer_path: PACED });
  const study_path = join(parts.env.data_dir, 's.wattproof');
  let is_overwritten = false;
  const outcome = runSweep(parts, {
    design: tinyDesign({ replicates: 200, idle_s: 0, cooldown_s: 0 }),
    study_path,
    signal: AbortSignal.timeout(50_000),
    onProgress({ trial }) {
      if (trial < 3 || is_overwritten) return;
      is_overwritten = true;
      writeFileSync(study_path, readFileSync(EXAMPLE));
    },
  });
  await expect(outcome).rejects.toThrow(/s\.wattproof was overwritten while it was being written; /);
  expect(readFileSync(study_path).equals(readFileSync(EXAMPLE))).toBe(true);
  expect(existsSync(`${study_path}-wal`)).toBe(false);
});

test('a recording whose file is deleted keeps its result, and its study under another name', async () => {
  const parts = testParts();
  const study_path = join(parts.env.data_dir, 'r.wattproof');
  const told: string[] = [];
  const recording = recordCommand(parts, {
    command: ['sleep', '1.5'],
    study_path,
    stdout: 'stderr',
    onTrouble: (message, fails) => told.push(`${fails}: ${message}`),
  });
  while (!existsSync(study_path)) await sleep(20);
  await sleep(500);
  rmSync(study_path);
  const document = await recording;
  expect(document.study).toBe(join(dirname(study_path), 'r (rescued).wattproof'));
  expect(document.exit_code).toBe(0);
  expect(told.at(-1)).toMatch(/^fails: .*r\.wattproof was deleted or moved while it was being written; /);
  expect(viewStudy(document.study, { settings: parts.settings }).trials[0]?.state).toBe('done');
});

// A small study as the product records it, to be damaged and forged: eight trials against counters that move.
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkDesign } from '../../core/design/check.ts';
import { AuditError, messageOf } from '../../core/errors.ts';
import { DEFAULT_SETTINGS } from '../../core/settings.ts';
import { excludeTrial } from '../../engine/study/exclusion.ts';
import { viewStudy } from '../../engine/study/study-view.ts';
import { runSweep } from '../../engine/sweep/sweep.ts';
import { testParts } from '../engine/parts.ts';
import { runningPowercap } from '../fixtures/powercap/running-powercap.ts';

const TRAINER = fileURLToPath(new URL('../fixtures/trainer/paced.mjs', import.meta.url));

let recorded: Promise<string> | null = null;

/** Path of the study; recorded once for each process, and never to be changed. */
function recordedStudy(): Promise<string> {
  recorded ??= record();
  return recorded;
}

async function record(): Promise<string> {
  const powercap = await runningPowercap();
  const parts = testParts({
    trainer_path: TRAINER,
    variables: { WATTPROOF_POWERCAP_ROOT: powercap.root },
  });
  const study_path = join(parts.env.data_dir, 's.wattproof');
  try {
    const { state, message } = await runSweep(parts, {
      design: checkDesign({
        name: 'To be damaged',
        factors: { batch_size: [32, 64], epochs: [1] },
        replicates: 4,
        data: { kind: 'synthetic', samples: 100, features: 4, classes: 2 },
        idle_s: 0.2,
        cooldown_s: 0.1,
        protocol: { warmup_trials: 0 },
      }),
      study_path,
      signal: new AbortController().signal,
      onProgress() {},
    });
    if (state !== 'done') throw new Error(`the study to be damaged was not recorded: ${message}`);
  } finally {
    powercap.remove();
  }
  excludeTrial(study_path, 3, 'the door was opened');
  process.once('exit', () => rmSync(parts.env.data_dir, { recursive: true, force: true }));
  return study_path;
}

/** A folder of its own for damaged copies, with a way to make one. */
export async function copies(): Promise<{
  readonly good: Buffer;
  readonly path: string;
  fresh(): string;
  remove(): void;
}> {
  const good_path = await recordedStudy();
  const folder = mkdtempSync(join(tmpdir(), 'wattproof-damage-'));
  const path = join(folder, 'damaged.wattproof');
  return {
    good: readFileSync(good_path),
    path,
    fresh() {
      for (const end of ['', '-wal', '-shm', '-journal']) rmSync(path + end, { force: true });
      copyFileSync(good_path, path);
      return path;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What `analyze` gives for a study: its numbers, its doubts, or the line with which it is refused. */
export function analysed(
  path: string,
): { kind: 'numbers'; numbers: string; doubts: readonly string[] } | { kind: 'refused'; line: string } {
  try {
    const { path: _path, doubts, analysis, ...view } = viewStudy(path, { settings: DEFAULT_SETTINGS });
    const { warnings, ...numbers } = analysis ?? { warnings: [] };
    return {
      kind: 'numbers',
      numbers: JSON.stringify({ numbers, view, warnings: warnings.filter((line) => !doubts.includes(line)) }),
      doubts,
    };
  } catch (error) {
    if (error instanceof AuditError) return { kind: 'refused', line: messageOf(error) };
    throw error;
  }
}

/** Null when a damaged study gives the numbers of the good one, a doubt, or a line; otherwise what went wrong. */
export function harmOf(path: string, good: string): string | null {
  try {
    const found = analysed(path);
    if (found.kind === 'refused') return /\n\s+at /.test(found.line) ? `a stack trace: ${found.line}` : null;
    return found.numbers === good || found.doubts.length > 0 ? null : 'other numbers without a word';
  } catch (error) {
    return `not in words: ${error instanceof Error ? error.stack?.split('\n').slice(0, 3).join(' ') : error}`;
  }
}

/** The numbers of the good study. */
export function goodNumbers(path: string): string {
  const found = analysed(path);
  if (found.kind !== 'numbers' || found.doubts.length > 0)
    throw new Error(`expected a good study, got ${JSON.stringify(found).slice(0, 300)}`);
  return found.numbers;
}

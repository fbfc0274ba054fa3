// Sweeps in which every second training lies, one kind of lie each: the lies are noticed, nothing else is lost.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TRAINER_FLAGS } from '../../core/trainer-check/order.ts';
import { closeStudyFile, openStudyFile } from '../../db/study-file.ts';
import { readTrials } from '../../db/trials.ts';
import { runSweep } from '../../engine/sweep/sweep.ts';
import { testParts } from '../engine/parts.ts';
import { tinyDesign } from '../engine/tiny-design.ts';
import { LIES } from '../fixtures/trainer/lie-list.mjs';
import type { AttackOptions, AttackResult } from './attack.ts';

const LIAR = fileURLToPath(new URL('../fixtures/trainer/lies.mjs', import.meta.url));

/** Weights that are always the same can only be noticed the second time. */
const NOTICED_LATER = ['same_weights'];

export async function attack({ seed, count }: AttackOptions): Promise<AttackResult> {
  const kinds = Object.keys(LIES);
  const lost: string[] = [];
  for (let i = 0; i < count; i++) {
    const lie = kinds[(seed - 1 + i) % kinds.length] as string;
    const harm = await harmOf(lie);
    if (harm !== null) lost.push(`${lie}: ${harm}`);
  }
  return { injected: count, survived: count - lost.length, lost };
}

/** What a lie did beyond costing its own trials; null when nothing. */
async function harmOf(lie: string): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), 'wattproof-liar-'));
  const parts = testParts({ trainer_path: LIAR });
  const study_path = join(folder, 's.wattproof');
  process.env['WATTPROOF_TEST_LIE'] = lie;
  process.env['WATTPROOF_TEST_TURNS'] = join(folder, 'turns');
  try {
    const factors = {
      precision: ['bf16_mixed'],
      batch_size: [32, 128],
      neurons: [32],
      layers: [1],
      epochs: [2],
    };
    const design = tinyDesign({ factors, threads: 2, idle_s: 0.05, cooldown_s: 0 });
    const { state, message } = await runSweep(parts, {
      design,
      study_path,
      signal: new AbortController().signal,
      onProgress: () => {},
    });
    if (state !== 'done') return `the sweep ended as ${state}: ${message}`;
    const study = openStudyFile(study_path, 'read');
    const trials = readTrials(study);
    closeStudyFile(study);
    for (const trial of trials) {
      const lied = trial.id % 2 === 0;
      if (!lied && trial.state !== 'done')
        return `trial ${trial.id} told the truth and ${trial.state}: ${trial.message}`;
      const is_noticed = trial.state === 'failed' || trial.flags.some((flag) => TRAINER_FLAGS.includes(flag));
      if (lied && !is_noticed && !(NOTICED_LATER.includes(lie) && trial.id === 2))
        return `trial ${trial.id} lied unnoticed`;
      if (trial.message?.includes('\n')) return `trial ${trial.id} failed in more than one line`;
    }
    return null;
  } catch (error) {
    return `the sweep threw ${error}`;
  } finally {
    delete process.env['WATTPROOF_TEST_LIE'];
    delete process.env['WATTPROOF_TEST_TURNS'];
    rmSync(folder, { recursive: true });
    rmSync(parts.env.data_dir, { recursive: true });
  }
}

// A long sweep on a virtual clock: real recorder, study file, energies and forecast; the trainer, the sampler and the waits
// stand in, so that a day takes minutes.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWords, refuseWords } from '../../build/words.ts';
import './virtual/stand-ins.ts';
import { watchVitals } from './vitals.ts';

const USAGE = `node --expose-gc test/soak/virtual-day.ts HOURS
Runs trials of 26 s for HOURS of virtual time, and prints a line of vital signs at every tenth of it.`;
const [hours_text = ''] = readWords({ usage: USAGE, least: 1, most: 1 });
const hours = Number(hours_text);
if (!(hours > 0)) refuseWords(`expected a number of hours, got ${hours_text}`, USAGE);

// Loaded after the stand-ins are in place.
const { monotonicNs } = await import('./virtual/clock.ts');
const { runSweep } = await import('../../engine/sweep/sweep.ts');
const { testParts } = await import('../engine/parts.ts');
const { tinyDesign } = await import('../engine/tiny-design.ts');

const TRIAL_S = 2 + 0.75 + 20 + 2;
const CELLS = 8;
const design = tinyDesign({
  name: 'A virtual day',
  factors: {
    precision: ['fp32'],
    batch_size: [16, 32, 64, 128],
    neurons: [32, 64],
    layers: [1],
    epochs: [2],
  },
  replicates: Math.max(1, Math.round((hours * 3600) / TRIAL_S / CELLS)),
  idle_s: 2,
  cooldown_s: 2,
});
const trials = design.replicates * CELLS;
const folder = mkdtempSync(join(tmpdir(), 'wattproof-soak-'));
const study_path = join(folder, 'day.wattproof');
const look = watchVitals();
const begin_ns = monotonicNs();
let next = Math.ceil(trials / 10);
const tell = (trial: number): void => {
  globalThis.gc?.();
  const virtual_h = (monotonicNs() - begin_ns) / 3.6e12;
  process.stdout.write(
    `${JSON.stringify({ trial, virtual_h, ...look(), study_b: statSync(study_path).size })}\n`,
  );
};
try {
  const { state, message } = await runSweep(testParts(), {
    design,
    study_path,
    signal: new AbortController().signal,
    onProgress({ trial, state: of_trial }) {
      if (of_trial === 'running' || trial < next) return;
      next += Math.ceil(trials / 10);
      tell(trial);
    },
  });
  tell(trials);
  process.stdout.write(`${JSON.stringify({ state, message, trials })}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

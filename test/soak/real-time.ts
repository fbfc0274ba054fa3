// A sweep of small trainings in real time, for hours: the real trainer, sampler and study file, one line of vital signs a minute.
import { appendFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readWords, refuseWords } from '../../build/words.ts';
import { runSweep } from '../../engine/sweep/sweep.ts';
import { testParts } from '../engine/parts.ts';
import { tinyDesign } from '../engine/tiny-design.ts';
import { watchVitals } from './vitals.ts';

const USAGE = `node test/soak/real-time.ts MINUTES FOLDER
Runs trials of about four seconds for MINUTES, into FOLDER/soak.wattproof, with a line of vital signs a minute in FOLDER/vitals.jsonl.`;
const [minutes_text = '', folder = ''] = readWords({ usage: USAGE, least: 2, most: 2 });
const minutes = Number(minutes_text);
if (!(minutes > 0)) refuseWords(`expected a number of minutes, got ${minutes_text}`, USAGE);

const study_path = join(folder, 'soak.wattproof');
const design = tinyDesign({
  name: 'Soak',
  factors: { precision: ['fp32'], batch_size: [16, 32, 64, 128], neurons: [32], layers: [1], epochs: [2] },
  replicates: Math.min(1000, Math.ceil(minutes * 5)),
  data: { kind: 'synthetic', samples: 1000, features: 32, classes: 4 },
  idle_s: 1.5,
  cooldown_s: 1.5,
});
const look = watchVitals();
let trial = 0;
const tell = setInterval(() => {
  const line = JSON.stringify({ ...look(), trial, study_b: statSync(study_path).size });
  appendFileSync(join(folder, 'vitals.jsonl'), `${line}\n`);
}, 60_000);
try {
  const { state, failed_trials, message } = await runSweep(testParts(), {
    design,
    study_path,
    signal: AbortSignal.timeout(minutes * 60_000),
    onProgress(progress) {
      trial = progress.trial;
    },
    onView() {},
  });
  process.stdout.write(`${JSON.stringify({ state, failed_trials, message, trial, ...look() })}\n`);
} finally {
  clearInterval(tell);
}

// A design of 100,000 trials: how long the event loop stands still while it is laid out, begun, run for some trials and viewed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { deserialize, serialize } from 'node:v8';
import { readWords, refuseWords } from '../../build/words.ts';
import './virtual/stand-ins.ts';

const USAGE = `node test/soak/many-trials.ts TRIALS
Begins a sweep of TRIALS on the virtual clock, stops it after 10, and prints the longest pause of each step, its time and its processor time.`;
const [trials_text = ''] = readWords({ usage: USAGE, least: 1, most: 1 });
const wanted = Number(trials_text);
if (!Number.isInteger(wanted) || wanted < 100)
  refuseWords(`expected a number of trials, got ${trials_text}`, USAGE);

const { layOut } = await import('../../core/design/layout.ts');
const { runSweep } = await import('../../engine/sweep/sweep.ts');
const { viewStudy } = await import('../../engine/study/study-view.ts');
const { studyLine } = await import('../../engine/study/study-line.ts');
const { viewTrial } = await import('../../engine/study/trial-view.ts');
const { testParts } = await import('../engine/parts.ts');
const { tinyDesign } = await import('../engine/tiny-design.ts');

const CELLS = 100;
const list = (length: number, of: (i: number) => number): number[] => Array.from({ length }, (_, i) => of(i));
const design = tinyDesign({
  name: 'Many trials',
  factors: {
    precision: ['fp32'],
    batch_size: list(10, (i) => 8 * (i + 1)),
    neurons: list(10, (i) => 16 * (i + 1)),
    layers: [1],
    epochs: [1],
  },
  replicates: Math.round(wanted / CELLS),
});
const folder = mkdtempSync(join(tmpdir(), 'wattproof-soak-'));
const study_path = join(folder, 'many.wattproof');
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();

/** Does the work and prints its longest pause. */
async function step(name: string, work: () => unknown): Promise<void> {
  delay.reset();
  // The first tick after a reset only sets the mark.
  await new Promise((resolve) => setTimeout(resolve, 50));
  const [begin_ms, begin_cpu] = [performance.now(), process.cpuUsage()];
  await work();
  await new Promise((resolve) => setTimeout(resolve, 20));
  const { user, system } = process.cpuUsage(begin_cpu);
  const took_ms = performance.now() - begin_ms;
  const line = { step: name, pause_ms: delay.max / 1e6, took_ms, cpu_ms: (user + system) / 1e3 };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

try {
  const parts = testParts();
  const { settings } = parts;
  await step('lay out', () => layOut(design));
  await step('begin and run 10 trials', async () => {
    const stop = new AbortController();
    await runSweep(parts, {
      design,
      study_path,
      signal: stop.signal,
      onProgress({ trial, state }) {
        if (trial === 10 && state === 'done') stop.abort();
      },
    });
  });
  await step('list the study', () => studyLine(study_path, settings));
  await step('view the study', () => viewStudy(study_path, { settings }));
  const bytes = serialize(viewStudy(study_path, { settings }));
  await step('hand the view over', () => deserialize(bytes));
  await step('view a trial', () => viewTrial(study_path, 5, null));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

// Records two seconds of a package that draws 20 W, on a machine whose clocks jump in the middle. Prints one line of JSON.
import { writeFileSync } from 'node:fs';
import { readWords } from '../../../build/words.ts';
import { makePowercap } from '../../fixtures/powercap/make-powercap.ts';
import { makeProc } from '../../fixtures/proc/make-proc.ts';
import { testParts } from '../parts.ts';
import { faultyRun } from './faulty-run.ts';

const HOUR_S = 3600;
const POWER_W = 20;
const USAGE = `node test/engine/faults/clock-program.ts step|sleep
step: the calendar is set an hour ahead; sleep: the machine slept for an hour, its counter went on`;
const [mode] = readWords({ usage: USAGE, least: 1, most: 1 });

const powercap = makePowercap();
const proc = makeProc();
const parts = testParts({
  variables: { WATTPROOF_POWERCAP_ROOT: powercap.root, WATTPROOF_PROC_ROOT: proc.root },
});

const begin = performance.now();
let [slept_s, drawn_j] = [0, 0];
function pass(): void {
  const up_s = (performance.now() - begin) / 1e3;
  proc.replace('uptime', `${(1000 + up_s + slept_s).toFixed(2)} 1.00\n`);
  const due_j = (up_s + slept_s) * POWER_W;
  powercap.advance('intel-rapl:0', due_j - drawn_j);
  drawn_j = due_j;
}
pass();
const running = setInterval(pass, 10);
const { document, events } = await faultyRun(parts, 2, () => {
  if (mode === 'sleep') slept_s = HOUR_S;
  pass();
  writeFileSync(process.env['SHIFT_CLOCK_FILE'] as string, `${HOUR_S}\n`);
});
clearInterval(running);
const { duration_s, energy } = document;
const cpu = energy.find(({ id }) => id === 'rapl:package-0');
process.stdout.write(`${JSON.stringify({ duration_s, cpu, events: events.map(({ kind }) => kind) })}\n`);
powercap.remove();
proc.remove();

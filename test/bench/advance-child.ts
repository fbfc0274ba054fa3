// Moves the counters of a stand-in powercap folder until it is ended, so that every reading finds a new value, as on
// hardware. Arguments: milliseconds between moves, the counter files.
import { openSync, writeSync } from 'node:fs';

const STEP_UJ = 25_000;
const [period_ms, ...paths] = process.argv.slice(2) as [string, ...string[]];
const files = paths.map((path) => openSync(path, 'r+'));
const sleeper = new Int32Array(new SharedArrayBuffer(4));
const line = Buffer.alloc(25, ' ');
line[24] = 10;
for (let energy_uj = 5_000_000; ; energy_uj += STEP_UJ) {
  line.fill(' ', 0, 24).write(String(energy_uj), 'latin1');
  for (const file of files) writeSync(file, line, 0, line.length, 0);
  Atomics.wait(sleeper, 0, 0, Number(period_ms));
}

// Moves the counters of a stand-in powercap folder twice a millisecond until it is ended, so that every reading of a
// 1 kHz sampler finds a new value, as on hardware. Arguments: the counter files.
import { openSync, writeSync } from 'node:fs';

const PERIOD_MS = 0.5;
const STEP_UJ = 25_000;
const files = process.argv.slice(2).map((path) => openSync(path, 'r+'));
const sleeper = new Int32Array(new SharedArrayBuffer(4));
const line = Buffer.alloc(25, ' ');
line[24] = 10;
for (let energy_uj = 5_000_000; ; energy_uj += STEP_UJ) {
  line.fill(' ', 0, 24).write(String(energy_uj), 'latin1');
  for (const file of files) writeSync(file, line, 0, line.length, 0);
  Atomics.wait(sleeper, 0, 0, PERIOD_MS);
}

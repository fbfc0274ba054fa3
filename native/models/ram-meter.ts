// The modelled memory as a meter, for machines without a readable DRAM counter: a constant, named as such.
import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { type Meter, PLAIN_SOURCE, type Reading } from '../../core/source.ts';
import { dimmCount, installedGb, RAM_MODEL_REFERENCE, ramPowerW } from './ram-power.ts';

/** Half-width in per cent: an allowance, since the model's authors state no error and modules differ this much. */
const ACCURACY_PCT = 50;
/** A constant needs no frequent reads. */
const MOST_HZ = 1;

/** Bytes of memory visible to the kernel, from <proc_root>/meminfo, or else from node's portable call. */
export function memoryBytes(proc_root: string): number {
  try {
    const kb = /^MemTotal:\s+(\d+) kB/m.exec(readFileSync(join(proc_root, 'meminfo'), 'utf8'))?.[1];
    if (kb !== undefined && Number(kb) > 0) return Number(kb) * 1024;
  } catch {
    // No such file on Windows and macOS.
  }
  return totalmem();
}

/** A meter with a single source, `model:ram`, which gives the same power at every reading. */
export function openRamModel(proc_root: string, arch: string = process.arch): Meter {
  const total_gb = installedGb(memoryBytes(proc_root));
  const family = arch.startsWith('arm') ? 'arm' : 'x86';
  const power_w = ramPowerW(total_gb, family);
  const dimms = dimmCount(total_gb);
  const answer: readonly Reading[] = [{ power_w, energy_j: null, flag: null }];
  return {
    sources: [
      {
        ...PLAIN_SOURCE,
        id: 'model:ram',
        device: `${total_gb} GB memory`,
        domain: 'dram',
        kind: 'modelled',
        is_constant: true,
        method: `constant: ${power_w} W for ${dimms} assumed module${dimms === 1 ? '' : 's'} (CodeCarbon v3 memory model)`,
        reference: RAM_MODEL_REFERENCE,
        update_period_s: null,
        accuracy_pct: ACCURACY_PCT,
        counter_range_j: null,
        counter_unit_j: null,
      },
    ],
    most_hz: MOST_HZ,
    read: () => answer,
    readState: () => [],
    readProcesses: () => [],
    close: () => {},
  };
}

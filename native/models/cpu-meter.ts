// The modelled CPU as a meter, for machines without readable RAPL: power on a straight line in the kernel's utilisation.
import { type Meter, PLAIN_SOURCE } from '../../core/source.ts';
import { type Row, rowsFor } from '../rows.ts';
import { cpuFacts } from './cpu-facts.ts';
import { cpuPowerW, IDLE_SHARE, LINEAR_MODEL_REFERENCE } from './cpu-power.ts';
import { type CpuTimes, openCpuTimes, utilisation } from './cpu-times.ts';
import { busyPower } from './tdp.ts';

/**
 * Kernel time advances in ticks of 10 ms per thread: utilisation is taken over at least this many ticks, so that one
 * tick more or less is at most a tenth. Between windows, the last value holds.
 */
const TICKS_PER_WINDOW = 10;
const WINDOW_S = 0.1;
/** Reading more often than once per window gives the same value again. */
const MOST_HZ = 10;

/** A meter with a single source, `model:cpu`. The first reading has no power: it needs a difference. */
export function openCpuModel(proc_root: string): Meter {
  const cpu = cpuFacts(proc_root);
  const { busy_w, origin, accuracy_pct } = busyPower(cpu);
  const times = openCpuTimes(proc_root);
  let before: CpuTimes | null = null;
  let power_w: number | null = null;

  const rows = rowsFor(1);
  const row = rows[0] as Row;

  function read(): Row[] {
    const now = times.read();
    row.power_w = null;
    row.flag = now === null ? 'read_failed' : null;
    if (now === null) return rows;
    if (before === null || now.total < before.total) {
      before = now;
    } else if (now.total - before.total >= TICKS_PER_WINDOW * cpu.threads) {
      const busy = utilisation(before, now);
      if (busy !== null) power_w = cpuPowerW(busy_w, busy);
      before = now;
    }
    row.power_w = power_w;
    return rows;
  }

  return {
    sources: [
      {
        ...PLAIN_SOURCE,
        id: 'model:cpu',
        device: cpu.model,
        domain: 'package',
        kind: 'modelled',
        method: `TDP x utilisation: ${busy_w} W busy (${origin}), ${IDLE_SHARE * 100} % of it idle`,
        reference: LINEAR_MODEL_REFERENCE,
        update_period_s: WINDOW_S,
        window_s: WINDOW_S,
        accuracy_pct,
        counter_range_j: null,
        counter_unit_j: null,
      },
    ],
    most_hz: MOST_HZ,
    read,
    readState: () => [],
    readProcesses: () => [],
    close: () => times.close(),
  };
}

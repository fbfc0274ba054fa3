// RAPL through perf events, for machines whose powercap files cannot be read: the same counters by another interface.
import { readSync } from 'node:fs';
import { join } from 'node:path';
import type { Domain, Meter, Source, SourceReport } from '../../core/source.ts';
import type { Refusal } from '../rapl/remedy.ts';
import { RAPL_MOST_HZ, raplSource } from '../rapl/source.ts';
import { LEFT_OUT, silentlyLacking, type Unread } from '../rapl/unread.ts';
import { type Row, rowsFor } from '../rows.ts';
import { type PowerEvent, readPowerPmu, textOf } from './event-source.ts';
import { type OpenEvent, type OpenedEvent, openEvent } from './open-event.ts';
import { refusalOf } from './remedy.ts';
import { type Counted, socketsOf } from './sockets.ts';

export interface PerfOptions {
  /** Linux's folder of event sources, which may contain `power`. */
  readonly root: string;
  /** The CPU's name, for the sources' `device`. */
  readonly device: string;
  /** Folder of the per-CPU files, which give the socket of each CPU. */
  readonly cpu_root: string;
  readonly proc_root: string;
  /** Domains that another meter measures already: never opened, never reported. */
  readonly without?: readonly Domain[];
  /** Result of `virtualisation`. */
  readonly virtualisation?: string | null;
  readonly open?: OpenEvent;
}

/**
 * `meter` is null when no event can be read; `reports` has one row per event and socket, or a single row. A package or
 * memory event that is refused while another socket's can be read stays a source of the meter, without values.
 */
export interface OpenedPerf {
  readonly meter: Meter | null;
  readonly reports: readonly SourceReport[];
}

/**
 * Joules between two values of the register: 2^-14 J on Intel's common processors, 2^-16 J on AMD's. The kernel scales
 * both to counts of 2^-32 J and does not report which applies, so we assume the coarser.
 */
const REGISTER_UNIT_J = 2 ** -14;

interface Counter {
  readonly source: Source;
  readonly event: OpenedEvent;
  readonly scale_j: number;
}

/** Opens every energy event of every socket. Never throws: what cannot be opened is reported. */
export function openPerf(options: PerfOptions): OpenedPerf {
  const { root, device, cpu_root, proc_root, without = [], open = openEvent } = options;
  const pmu = readPowerPmu(root, options.virtualisation ?? null);
  if ('reason' in pmu) return { meter: null, reports: [absentPerf(pmu, device)] };

  const counters: Counter[] = [];
  const refused: Unread[] = [];
  const reports: SourceReport[] = [];
  const paranoid = textOf(join(proc_root, 'sys', 'kernel', 'perf_event_paranoid'));

  function add({ domain, use }: PowerEvent, { cpu, socket, repeats }: Counted, type: number): void {
    const scale_j = 'refusal' in use ? null : use.scale_j;
    const source = perfSource(domain, socket, device, scale_j);
    const refuse = (reason: string, fix: string | null = null, flag: Unread['flag'] = 'read_failed') => {
      refused.push({ source, flag });
      reports.push({ ...source, available: false, reason, fix });
    };
    if ('refusal' in use) return refuse(use.refusal);
    if (repeats !== null) {
      const reason = `not used: same counter as the first die of socket ${repeats}`;
      return void reports.push({ ...source, available: false, reason, fix: null });
    }
    const event = open(type, use.config, cpu);
    if ('errno' in event) {
      const { reason, fix, flag } = refusalOf(event.errno, paranoid);
      return refuse(reason, fix, flag);
    }
    const counter: Counter = { source, event, scale_j: use.scale_j };
    if (readCounterJ(counter) === null) {
      event.close();
      return refuse('the event opens but gives no number');
    }
    counters.push(counter);
    reports.push({ ...source, available: true, reason: null, fix: null });
  }

  for (const counted of socketsOf(pmu.cpus, cpu_root, device))
    for (const event of pmu.events) if (!without.includes(event.domain)) add(event, counted, pmu.type);
  const unread = silentlyLacking(
    refused,
    counters.map(({ source }) => source),
  );
  const left_out = new Set(unread.map(({ source }) => source.id));
  return {
    meter: counters.length === 0 ? null : meterOf(counters, unread),
    reports: reports.map((row) =>
      left_out.has(row.id) ? { ...row, reason: `${row.reason}; ${LEFT_OUT}` } : row,
    ),
  };
}

/** The counter has no range: it is 64 bits wide, and the kernel handles the register's wraps. */
function perfSource(domain: Domain, socket: string, device: string, scale_j: number | null): Source {
  // psys includes the package, not the other way round.
  const own = domain === 'package' || domain === 'psys';
  const name = own ? `${domain}-${socket}` : `package-${socket}/${domain}`;
  return {
    ...raplSource({ name, domain, dir: '', max_energy_range_uj: null }, device),
    id: `perf:${name}`,
    method: 'RAPL perf events',
    counter_range_j: null,
    counter_unit_j: Math.max(REGISTER_UNIT_J, scale_j ?? 0),
  };
}

function absentPerf(refusal: Refusal, device: string): SourceReport {
  return {
    ...perfSource('package', '0', device, null),
    id: 'perf',
    reference: null,
    update_period_s: null,
    accuracy_pct: null,
    counter_unit_j: null,
    available: false,
    ...refusal,
  };
}

const BYTES = 8;
const value = new BigUint64Array(1);

/** Joules since the event was opened, 0 at first; null when the read fails. */
function readCounterJ({ event, scale_j }: Counter): number | null {
  try {
    // No position: an event is not a seekable file. One whose CPU went offline returns no bytes.
    if (readSync(event.fd, value, 0, BYTES, null) !== BYTES) return null;
  } catch {
    return null;
  }
  return Number(value[0]) * scale_j;
}

function meterOf(counters: readonly Counter[], unread: readonly Unread[]): Meter {
  let closed = false;
  const rows = rowsFor(counters.length + unread.length);
  unread.forEach(({ flag }, index) => {
    (rows[counters.length + index] as Row).flag = flag;
  });
  return {
    sources: [...counters, ...unread].map(({ source }) => source),
    most_hz: RAPL_MOST_HZ,
    read() {
      for (let i = 0; i < counters.length; i++) {
        const row = rows[i] as Row;
        // After closing, the same descriptor numbers may already belong to other files.
        row.energy_j = closed ? null : readCounterJ(counters[i] as Counter);
        row.flag = row.energy_j === null ? 'read_failed' : null;
      }
      return rows;
    },
    readState: () => [],
    readProcesses: () => [],
    close: () => {
      if (!closed) for (const { event } of counters) event.close();
      closed = true;
    },
  };
}

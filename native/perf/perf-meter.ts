// RAPL through perf events, for machines whose powercap files cannot be read: the same counters by another door.
import { readSync } from 'node:fs';
import { join } from 'node:path';
import type { Domain, Meter, Reading, Source, SourceReport } from '../../core/source.ts';
import { RAPL_MOST_HZ, raplSource } from '../rapl/source.ts';
import { type PowerEvent, readPowerPmu, textOf } from './event-source.ts';
import { type OpenEvent, type OpenedEvent, openEvent } from './open-event.ts';
import { type Refusal, refusalOf } from './remedy.ts';
import { type Counted, socketsOf } from './sockets.ts';

export interface PerfOptions {
  /** Linux's folder of event sources, in which `power` is looked for. */
  readonly root: string;
  /** The CPU's name, for the sources' `device`. */
  readonly device: string;
  /** Folder of the per-CPU files, which tell the socket of a CPU. */
  readonly cpu_root: string;
  readonly proc_root: string;
  /** Domains that another meter measures already: never opened, never reported. */
  readonly without?: readonly Domain[];
  readonly open?: OpenEvent;
}

/** `meter` is null when no event can be read; `reports` has one row per event and socket, or one for the whole. */
export interface OpenedPerf {
  readonly meter: Meter | null;
  readonly reports: readonly SourceReport[];
}

/**
 * Joules between two values of the register: 2^-14 J on Intel's common processors, 2^-16 J on AMD's. The kernel scales
 * all to one count of 2^-32 J and tells no longer which, so the coarser is taken.
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
  const pmu = readPowerPmu(root);
  if ('reason' in pmu) return { meter: null, reports: [absentPerf(pmu, device)] };

  const counters: Counter[] = [];
  const reports: SourceReport[] = [];
  const paranoid = textOf(join(proc_root, 'sys', 'kernel', 'perf_event_paranoid'));

  function add({ domain, use }: PowerEvent, { cpu, socket, repeats }: Counted, type: number): void {
    const scale_j = 'refusal' in use ? null : use.scale_j;
    const source = perfSource(domain, socket, device, scale_j);
    const refuse = (reason: string, fix: string | null = null) =>
      void reports.push({ ...source, available: false, reason, fix });
    if ('refusal' in use) return refuse(use.refusal);
    if (repeats !== null)
      return refuse(`not used: it shows the same counter as the first die of socket ${repeats}`);
    const event = open(type, use.config, cpu);
    if ('errno' in event) {
      const { reason, fix } = refusalOf(event.errno, paranoid);
      return refuse(reason, fix);
    }
    const counter: Counter = { source, event, scale_j: use.scale_j };
    if (readCounter(counter).energy_j === null) {
      event.close();
      return refuse('the event opens but answers no number');
    }
    counters.push(counter);
    reports.push({ ...source, available: true, reason: null, fix: null });
  }

  for (const counted of socketsOf(pmu.cpus, cpu_root, device))
    for (const event of pmu.events) if (!without.includes(event.domain)) add(event, counted, pmu.type);
  return { meter: counters.length === 0 ? null : meterOf(counters), reports };
}

/** 64 bits wide and kept by the kernel, which sees to the register's wraps: this counter has no range. */
function perfSource(domain: Domain, socket: string, device: string, scale_j: number | null): Source {
  // psys lies around the package, not in it.
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

const FAILED: Reading = { power_w: null, energy_j: null, flag: 'read_failed' };
const BYTES = 8;
const value = new BigUint64Array(1);

function readCounter({ event, scale_j }: Counter): Reading {
  try {
    // Without a position: an event is no file with places in it. One whose CPU went away answers no bytes.
    if (readSync(event.fd, value, 0, BYTES, null) !== BYTES) return FAILED;
  } catch {
    return FAILED;
  }
  return { power_w: null, energy_j: Number(value[0]) * scale_j, flag: null };
}

function meterOf(counters: readonly Counter[]): Meter {
  let closed = false;
  return {
    sources: counters.map(({ source }) => source),
    most_hz: RAPL_MOST_HZ,
    // Closed, its descriptors may already be somebody else's files.
    read: () => counters.map((counter) => (closed ? FAILED : readCounter(counter))),
    readState: () => [],
    readProcesses: () => [],
    close: () => {
      if (!closed) for (const { event } of counters) event.close();
      closed = true;
    },
  };
}

// Maps the CPUs of the PMU's list to sockets, and marks those that repeat another's counter.
import { join } from 'node:path';
import { textOf } from './event-source.ts';

export interface Counted {
  readonly cpu: number;
  /** `0`; `1-die-0` where a socket has several counters. */
  readonly socket: string;
  /** The socket whose counter this one repeats; null for a separate counter. */
  readonly repeats: string | null;
}

/**
 * AMD has one package counter per socket, but some kernels list a CPU for each of its dies or core complexes, and
 * each of them reports the whole socket. Intel's dies have separate counters.
 */
const countsPerSocket = (device: string): boolean => /^(AMD|Hygon)\b/i.test(device);

/** Names the CPUs of a PMU's list by socket, or by order without the kernel's topology. `device` is the CPU's name. */
export function socketsOf(cpus: readonly number[], cpu_root: string, device: string): Counted[] {
  const told = cpus.map((cpu) => textOf(join(cpu_root, `cpu${cpu}`, 'topology', 'physical_package_id')));
  const known = told.every((id) => id !== null && /^\d+$/.test(id));
  const ids = known ? told.map(String) : cpus.map((_, index) => String(index));
  return cpus.map((cpu, index) => {
    const id = ids[index] as string;
    const dies = ids.filter((other) => other === id).length;
    const die = ids.slice(0, index).filter((other) => other === id).length;
    if (dies === 1) return { cpu, socket: id, repeats: null };
    if (!countsPerSocket(device)) return { cpu, socket: `${id}-die-${die}`, repeats: null };
    return die === 0 ? { cpu, socket: id, repeats: null } : { cpu, socket: `${id}-die-${die}`, repeats: id };
  });
}

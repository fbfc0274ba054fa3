// Facts about the processor for the power model: name, threads, sockets, and if it is a virtual machine's share.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

export interface CpuFacts {
  /** The maker's name; `unknown CPU` when the system gives none. */
  readonly model: string;
  readonly threads: number;
  readonly sockets: number;
  /** True inside a virtual machine: the threads are a share of a larger processor. */
  readonly virtual: boolean;
}

/** Parses the text of Linux's /proc/cpuinfo; null when it lists no processor. */
export function parseCpuInfo(text: string): CpuFacts | null {
  const threads = text.match(/^processor\s*:/gm)?.length ?? 0;
  if (threads === 0) return null;
  const model = /^(?:model name|Model|Hardware)\s*:\s*(.+)$/m.exec(text)?.[1]?.trim();
  const sockets = new Set(text.match(/^physical id\s*:\s*\d+/gm)).size;
  const flags = /^flags\s*:(.*)$/m.exec(text)?.[1] ?? '';
  return {
    model: model || 'unknown CPU',
    threads,
    sockets: Math.max(1, sockets),
    virtual: / hypervisor( |$)/.test(flags),
  };
}

/** Reads <proc_root>/cpuinfo, or else node's portable call. */
export function cpuFacts(proc_root: string): CpuFacts {
  try {
    const facts = parseCpuInfo(readFileSync(join(proc_root, 'cpuinfo'), 'utf8'));
    if (facts !== null) return facts;
  } catch {
    // No such file on Windows and macOS.
  }
  const all = cpus();
  const model = all[0]?.model.trim() || 'unknown CPU';
  return { model, threads: Math.max(1, all.length), sockets: 1, virtual: false };
}

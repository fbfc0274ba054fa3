// Describes this machine for every study: static facts, gathered once with a short time limit.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname, release, type } from 'node:os';
import { join } from 'node:path';
import { cpu } from 'systeminformation';
import type { MachineInventory } from '../../core/machine/inventory.ts';
import type { Environment } from '../environment.ts';
import { cpuFacts } from '../models/cpu-facts.ts';
import { memoryBytes } from '../models/ram-meter.ts';
import { osName } from './os-name.ts';
import { virtualisation } from './virtualisation.ts';

/** Longest wait for a fact; a fact that takes longer is null. */
const PATIENCE_MS = 1500;
/** Enough of a hash to distinguish a laboratory's machines without recording their names. */
const HASH_LENGTH = 12;

/** The frequency governor of the first CPU (`performance`, `powersave`, ...); null where the kernel has none. */
export function governor(cpu_root: string): string | null {
  try {
    return readFileSync(join(cpu_root, 'cpu0', 'cpufreq', 'scaling_governor'), 'utf8').trim() || null;
  } catch {
    return null;
  }
}

/** `fact`, or `otherwise` when it fails or takes too long. */
async function soon<T>(fact: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<T>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, otherwise);
  });
  try {
    return await Promise.race([fact, patience]);
  } catch {
    return otherwise;
  } finally {
    clearTimeout(timer);
  }
}

const physicalCores = async (): Promise<number | null> => (await cpu()).physicalCores || null;

/** Gathers the inventory; `gpus` comes from the opened meters. Never rejects: an unknown fact is null. */
export async function inventory(
  env: Environment,
  app_version: string,
  gpus: MachineInventory['gpus'] = [],
): Promise<MachineInventory> {
  const facts = cpuFacts(env.proc_root);
  const [os, cpu_physical_cores] = await Promise.all([
    soon(osName(), `${type()} ${release()}`),
    soon(physicalCores(), null),
  ]);
  return {
    hostname_hash: createHash('sha256').update(hostname()).digest('hex').slice(0, HASH_LENGTH),
    os,
    kernel: release(),
    arch: process.arch,
    cpu_model: facts.model,
    cpu_physical_cores,
    cpu_threads: facts.threads,
    cpu_governor: governor(env.cpu_root),
    memory_b: memoryBytes(env.proc_root),
    gpus,
    virtualisation: virtualisation(env),
    app_version,
    node_version: process.versions.node,
  };
}

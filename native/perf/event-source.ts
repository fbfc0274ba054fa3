// The kernel's power PMU as sysfs describes it: type, one CPU of each socket, and events with their scales.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Domain } from '../../core/source.ts';
import type { Refusal } from '../rapl/remedy.ts';
import { refusalOfAbsent } from './remedy.ts';

/** Events by their kernel names (arch/x86/events/rapl.c), the package before its parts. */
const DOMAINS: readonly (readonly [string, Domain])[] = [
  ['energy-pkg', 'package'],
  ['energy-cores', 'core'],
  ['energy-gpu', 'uncore'],
  ['energy-ram', 'dram'],
  ['energy-psys', 'psys'],
];

export interface PowerEvent {
  readonly name: string;
  readonly domain: Domain;
  /** Joules per count and the number that selects the event, or the reason why it cannot be used. */
  readonly use: { readonly config: bigint; readonly scale_j: number } | { readonly refusal: string };
}

export interface PowerPmu {
  readonly type: number;
  /** One CPU for each counter the PMU has, usually one for each socket. */
  readonly cpus: readonly number[];
  readonly events: readonly PowerEvent[];
}

export function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}

/** The kernel's CPU lists: `0`, `0,18`, `0-1,8`; null for anything else. */
function parseCpuList(text: string): number[] | null {
  const cpus: number[] = [];
  for (const part of text.split(',')) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part.trim());
    if (match === null) return null;
    const first = Number(match[1]);
    const last = Number(match[2] ?? first);
    for (let cpu = first; cpu <= last; cpu++) cpus.push(cpu);
  }
  return cpus;
}

function readEvent(folder: string, name: string, domain: Domain): PowerEvent | null {
  const selector = textOf(join(folder, name));
  if (selector === null) return null;
  const refuse = (refusal: string): PowerEvent => ({ name, domain, use: { refusal } });
  const config = /^event=(0x[\da-f]+|\d+)$/i.exec(selector)?.[1];
  if (config === undefined)
    return refuse(`expected event=<number> in ${join(folder, name)}, found '${selector}'`);
  const unit = textOf(join(folder, `${name}.unit`));
  if (unit !== 'Joules')
    return refuse(`expected Joules in ${join(folder, `${name}.unit`)}, found ${unit ?? 'no file'}`);
  const scale = textOf(join(folder, `${name}.scale`));
  const scale_j = Number(scale || Number.NaN);
  if (!(scale_j > 0 && scale_j < Infinity))
    return refuse(`expected a number in ${join(folder, `${name}.scale`)}, found ${scale ?? 'no file'}`);
  return { name, domain, use: { config: BigInt(config), scale_j } };
}

/** Reads `<root>/power`, or gives the reason why there is no such PMU. `root` is Linux's folder of event sources. */
export function readPowerPmu(root: string, virtualisation: string | null): PowerPmu | Refusal {
  const folder = join(root, 'power');
  const refuse = (reason: string): Refusal => ({ reason, fix: null });
  const type = textOf(join(folder, 'type'));
  if (type === null) return refusalOfAbsent(folder, process.platform, virtualisation);
  if (!/^\d+$/.test(type)) return refuse(`expected a number in ${join(folder, 'type')}, found '${type}'`);
  const mask = textOf(join(folder, 'cpumask'));
  const cpus = mask === null ? null : parseCpuList(mask);
  if (cpus === null)
    return refuse(`expected a list of CPUs in ${join(folder, 'cpumask')}, found ${mask ?? 'no file'}`);
  const events = DOMAINS.flatMap(([name, domain]) => readEvent(join(folder, 'events'), name, domain) ?? []);
  if (events.length === 0) return refuse(`no energy events in ${join(folder, 'events')}`);
  return { type: Number(type), cpus, events };
}

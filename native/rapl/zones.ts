// The powercap tree as a list of zones: by the names in it, never by its numbers, each counter once.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Domain } from '../../core/source.ts';

export interface Zone {
  /** `package-0`, `package-0/dram`, `package-0-die-1`, `psys`. */
  readonly name: string;
  readonly domain: Domain;
  /** Folder that holds energy_uj. */
  readonly dir: string;
  /** Largest value of the counter before it starts again, in microjoules; null when the zone does not tell. */
  readonly max_energy_range_uj: number | null;
}

// `intel-rapl-mmio:*` is left out on purpose: the same counters once more, through another door.
const ZONE_FOLDER = /^intel-rapl(?::\d+)*$/;
/** intel-rapl / intel-rapl:0 / intel-rapl:0:1: no tree is deeper. */
const DEEPEST = 3;

/** Zone folders under `root`, by name. Subzones stand beside their parents in sysfs' class folder, below them elsewhere. */
function zoneFolders(root: string, depth = DEEPEST, found = new Map<string, string>()): Map<string, string> {
  let entries: string[];
  try {
    entries = readdirSync(root);
  } catch {
    return found;
  }
  for (const entry of entries.filter((name) => ZONE_FOLDER.test(name))) {
    const dir = join(root, entry);
    if (entry.includes(':') && !found.has(entry)) found.set(entry, dir);
    if (depth > 1) zoneFolders(dir, depth - 1, found);
  }
  return found;
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}

/** The domain of a zone's own name; null for a name this program does not know. */
function domainOf(name: string): Domain | null {
  if (/^package-\d+(-die-\d+)?$/.test(name)) return 'package';
  return name === 'dram' || name === 'core' || name === 'uncore' || name === 'psys' ? name : null;
}

/** All zones under a powercap root, packages before their parts, in the order of their names. */
export function listZones(root: string): Zone[] {
  const folders = [...zoneFolders(root)].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  const names = new Map(folders.map(([folder, dir]) => [folder, textOf(join(dir, 'name'))]));
  const zones: Zone[] = [];
  for (const [folder, dir] of folders) {
    const own = names.get(folder);
    const domain = own == null ? null : domainOf(own);
    if (own == null || domain === null) continue;
    const parent = names.get(folder.replace(/:\d+$/, ''));
    const range = Number(textOf(join(dir, 'max_energy_range_uj')) || Number.NaN);
    zones.push({
      name: domain === 'package' || domain === 'psys' || parent == null ? own : `${parent}/${own}`,
      domain,
      dir,
      max_energy_range_uj: range > 0 ? range : null,
    });
  }
  return zones;
}

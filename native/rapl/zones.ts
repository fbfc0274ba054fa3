// Lists the zones of the powercap tree by name, never by number, each counter once.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Domain } from '../../core/source.ts';

export interface Zone {
  /** `package-0`, `package-0/dram`, `package-0-die-1`, `psys`. */
  readonly name: string;
  readonly domain: Domain;
  /** Folder that contains energy_uj. */
  readonly dir: string;
  /** Largest value of the counter before it wraps, in microjoules; null when the zone does not report it. */
  readonly max_energy_range_uj: number | null;
}

// `intel-rapl-mmio:*` is excluded on purpose: it shows the same counters through another interface.
const ZONE_FOLDER = /^intel-rapl(?::\d+)*$/;
/** intel-rapl / intel-rapl:0 / intel-rapl:0:1: no tree is deeper. */
const DEEPEST = 3;

/** Zone folders under `root`, by name. Subzones are beside their parents in sysfs' class folder, below them elsewhere. */
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

/** The domain for a zone's own name; null for an unknown name. */
function domainOf(name: string): Domain | null {
  if (/^package-\d+(-die-\d+)?$/.test(name)) return 'package';
  return name === 'dram' || name === 'core' || name === 'uncore' || name === 'psys' ? name : null;
}

/** All zones under a powercap root, sorted by name, packages before their parts. */
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

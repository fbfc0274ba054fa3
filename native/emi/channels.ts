// Maps a channel of an energy meter, by its name, to a part of the processor.
import type { Domain } from '../../core/source.ts';

export interface EmiPart {
  /** Named like RAPL's own zones: `package-0`, `package-0/dram`. */
  readonly name: string;
  readonly domain: Domain;
  /** False where the channel reads a firmware sensor instead of RAPL. */
  readonly is_rapl: boolean;
}

const RAPL_PARTS: Readonly<Record<string, readonly [Domain, suffix: string]>> = {
  PKG: ['package', ''],
  DRAM: ['dram', '/dram'],
  PP0: ['core', '/core'],
  PP1: ['uncore', '/uncore'],
};

/**
 * `RAPL_Package0_PKG`, `_DRAM`, `_PP0`, `_PP1`: Windows 11's names for Intel's and AMD's. `Current Socket Power`:
 * the processor on AMD's laptops (it includes their rails `VDDCR_VDD Power` and `VDDCR_SOC Power`). Null for all
 * others: single cores (`RAPL_Package0_Core3_CORE`), which are inside PP0, and the rails of a mainboard.
 */
export function partOf(channel: string): EmiPart | null {
  const [, socket, part = ''] = /^RAPL_Package(\d+)_(\w+)$/i.exec(channel) ?? [];
  const known = RAPL_PARTS[part.toUpperCase()];
  if (known !== undefined)
    return { name: `package-${Number(socket)}${known[1]}`, domain: known[0], is_rapl: true };
  return /^Current Socket Power$/i.test(channel)
    ? { name: 'package-0', domain: 'package', is_rapl: false }
    : null;
}

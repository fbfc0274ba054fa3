// RAPL as a meter: every readable powercap zone a source with its raw counter, every other one a reasoned refusal.
import { join } from 'node:path';
import type { Meter, Reading, Source, SourceReport } from '../../core/source.ts';
import { jFromUj } from '../../core/units.ts';
import { type CounterFile, type OpenFile, openCounterFile } from './counter-file.ts';
import { isMirror, socketOfDie } from './mirrors.ts';
import { RAPL_GROUP_NOTE, RAPL_PERMISSION_FIX, RAPL_PERMISSION_REASON } from './remedy.ts';
import { RAPL_MOST_HZ, raplSource } from './source.ts';
import { listZones } from './zones.ts';

export interface RaplOptions {
  readonly root: string;
  /** The CPU's name, for the sources' `device`. */
  readonly device: string;
  readonly open?: OpenFile;
}

/** `meter` is null when no zone can be read; `reports` has one row per zone and is empty when there is no zone. */
export interface OpenedRapl {
  readonly meter: Meter | null;
  readonly reports: readonly SourceReport[];
}

interface OpenZone {
  readonly name: string;
  readonly source: Source;
  readonly file: CounterFile;
}

/** Opens all zones under a powercap root. Never throws: what cannot be opened is reported. */
export function openRapl({ root, device, open }: RaplOptions): OpenedRapl {
  const zones: OpenZone[] = [];
  const reports: SourceReport[] = [];
  for (const zone of listZones(root)) {
    const source = raplSource(zone, device);
    const refuse = (reason: string, fix: string | null = null) =>
      reports.push({ ...source, available: false, reason, fix });
    if (reports.some(({ id }) => id === source.id)) {
      refuse(`not used: a second zone of the same name (${zone.dir})`);
      continue;
    }
    let file: CounterFile;
    try {
      file = openCounterFile(join(zone.dir, 'energy_uj'), open);
    } catch (error) {
      const { reason, fix } = refusalOf(error);
      refuse(reason, fix);
      continue;
    }
    const socket = socketOfDie(zone.name);
    const twin =
      socket !== null &&
      zones.find((other) => socketOfDie(other.name) === socket && isMirror(other.file.read, file.read));
    if (twin) {
      file.close();
      refuse(`not used: it shows the same counter as ${twin.source.id}`);
    } else if (file.read() === null) {
      file.close();
      refuse(`${join(zone.dir, 'energy_uj')} holds no number`);
    } else {
      zones.push({ name: zone.name, source, file });
      reports.push({ ...source, available: true, reason: null, fix: null });
    }
  }
  return { meter: zones.length === 0 ? null : meterOf(zones), reports };
}

function refusalOf(error: unknown): { reason: string; fix: string | null } {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  if (code === 'EACCES' || code === 'EPERM')
    return { reason: RAPL_PERMISSION_REASON, fix: `${RAPL_PERMISSION_FIX}; ${RAPL_GROUP_NOTE}` };
  return { reason: `the counter cannot be opened (${code})`, fix: null };
}

const FAILED: Reading = { power_w: null, energy_j: null, flag: 'read_failed' };

function meterOf(zones: readonly OpenZone[]): Meter {
  const readZone = ({ file }: OpenZone): Reading => {
    const energy_uj = file.read();
    return energy_uj === null ? FAILED : { power_w: null, energy_j: jFromUj(energy_uj), flag: null };
  };
  return {
    sources: zones.map(({ source }) => source),
    most_hz: RAPL_MOST_HZ,
    read: () => zones.map(readZone),
    readState: () => [],
    readProcesses: () => [],
    close: () => {
      for (const { file } of zones) file.close();
    },
  };
}

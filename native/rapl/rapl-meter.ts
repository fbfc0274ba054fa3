// RAPL as a meter: every readable powercap zone becomes a source with its raw counter, every other a row with a reason.
import { basename, join } from 'node:path';
import type { Meter, ReadFlag, Source, SourceReport } from '../../core/source.ts';
import { jFromUj } from '../../core/units.ts';
import { type Row, rowsFor } from '../rows.ts';
import { type CounterFile, type OpenFile, openCounterFile } from './counter-file.ts';
import { isMirror, socketOfDie } from './mirrors.ts';
import { permissionOf, type Refusal } from './remedy.ts';
import { RAPL_MOST_HZ, raplSource } from './source.ts';
import { LEFT_OUT, silentlyLacking, type Unread } from './unread.ts';
import { listZones, type Zone } from './zones.ts';

export interface RaplOptions {
  readonly root: string;
  /** The CPU's name, for the sources' `device`. */
  readonly device: string;
  /** Result of `virtualisation`: a container gets its permissions from its host. */
  readonly virtualisation?: string | null;
  readonly open?: OpenFile;
}

/**
 * `meter` is null when no zone can be read; `reports` has one row per zone and is empty when there is none. A package or
 * memory zone that cannot be read while another can stays a source without values, and its row says so.
 */
export interface OpenedRapl {
  readonly meter: Meter | null;
  readonly reports: readonly SourceReport[];
}

interface OpenZone {
  readonly name: string;
  readonly source: Source;
  readonly file: CounterFile;
}

/** Result of opening one zone: its counter, or the reason against it; `flag` is null where nothing is lost. */
type Tried =
  | { readonly file: CounterFile }
  | (Refusal & { readonly flag: ReadFlag | null; readonly as?: Source });

/** Opens all zones under a powercap root. Never throws: what cannot be opened is reported. */
export function openRapl({ root, device, virtualisation = null, open }: RaplOptions): OpenedRapl {
  const zones: OpenZone[] = [];
  const refused: Unread[] = [];
  const reports: SourceReport[] = [];
  for (const zone of listZones(root)) {
    const source = raplSource(zone, device);
    const tried = tryZone(zone, source, zones, { virtualisation, ...(open ? { open } : {}) });
    if ('file' in tried) {
      zones.push({ name: zone.name, source, file: tried.file });
      reports.push({ ...source, available: true, reason: null, fix: null });
      continue;
    }
    const { reason, fix, remedy, flag, as = source } = tried;
    if (flag !== null) refused.push({ source: as, flag });
    reports.push({
      ...as,
      available: false,
      reason,
      fix,
      ...(remedy === undefined ? {} : { remedy }),
    });
  }
  const unread = silentlyLacking(
    refused,
    zones.map(({ source }) => source),
  );
  const left_out = new Set(unread.map(({ source }) => source.id));
  return {
    meter: zones.length === 0 ? null : meterOf(zones, unread),
    reports: reports.map((row) =>
      left_out.has(row.id) ? { ...row, reason: `${row.reason}; ${LEFT_OUT}` } : row,
    ),
  };
}

function tryZone(
  zone: Zone,
  source: Source,
  zones: readonly OpenZone[],
  { virtualisation, open }: { readonly virtualisation: string | null; readonly open?: OpenFile },
): Tried {
  const path = join(zone.dir, 'energy_uj');
  let file: CounterFile;
  try {
    file = openCounterFile(path, open);
  } catch (error) {
    return refusalOf(error, virtualisation);
  }
  const namesake = zones.find(({ name }) => name === zone.name);
  // Two rows with one id would look like a single source.
  const own = namesake ? { ...source, id: `${source.id}@${basename(zone.dir)}` } : source;
  const give = (reason: string, flag: ReadFlag | null): Tried => {
    file.close();
    return { reason, fix: null, flag, as: own };
  };
  const socket = socketOfDie(zone.name);
  const twin = zones.find(
    (other) =>
      (other === namesake || (socket !== null && socketOfDie(other.name) === socket)) &&
      isMirror(other.file.read, file.read),
  );
  if (twin) return give(`not used: it shows the same counter as ${twin.source.id}`, null);
  if (namesake) return give(`not used: a second zone of the same name (${zone.dir})`, 'read_failed');
  if (firstValue(file) !== null) return { file };
  return file.fault === 'zero_reading'
    ? give('not used: the counter stays at 0', 'zero_reading')
    : give(`expected a number in ${path}, found none`, file.fault);
}

/** A counter that just passed 0 moves on within milliseconds; one that is still 0 then is not updated at all. */
const ZERO_TRIES = 4;
const ZERO_WAIT_MS = 5;
const nothing = new Int32Array(new SharedArrayBuffer(4));

function firstValue(file: CounterFile): number | null {
  let value_uj = file.read();
  for (let tries = 0; tries < ZERO_TRIES && value_uj === null && file.fault === 'zero_reading'; tries++) {
    Atomics.wait(nothing, 0, 0, ZERO_WAIT_MS);
    value_uj = file.read();
  }
  return value_uj;
}

function refusalOf(error: unknown, virtualisation: string | null): Tried {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  if (code === 'EACCES' || code === 'EPERM')
    return { ...permissionOf(virtualisation), flag: 'no_permission' };
  return { reason: `the counter cannot be opened (${code})`, fix: null, flag: 'read_failed' };
}

function meterOf(zones: readonly OpenZone[], unread: readonly Unread[]): Meter {
  const rows = rowsFor(zones.length + unread.length);
  unread.forEach(({ flag }, index) => {
    (rows[zones.length + index] as Row).flag = flag;
  });
  return {
    sources: [...zones, ...unread].map(({ source }) => source),
    most_hz: RAPL_MOST_HZ,
    is_taped: true,
    read() {
      for (let i = 0; i < zones.length; i++) {
        const { file } = zones[i] as OpenZone;
        const row = rows[i] as Row;
        const energy_uj = file.read();
        row.energy_j = energy_uj === null ? null : jFromUj(energy_uj);
        row.flag = energy_uj === null ? file.fault : null;
      }
      return rows;
    },
    readState: () => [],
    readProcesses: () => [],
    close: () => {
      for (const { file } of zones) file.close();
    },
  };
}

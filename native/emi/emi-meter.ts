// Windows' energy meters as a meter: one call to each device reads all its channels at once.
import { messageOf } from '../../core/errors.ts';
import type { Meter, ReadFlag, Source, SourceReport } from '../../core/source.ts';
import { jFromPwh } from '../../core/units.ts';
import { type Row, rowsFor } from '../rows.ts';
import { energyPwhAt, MEASUREMENT_BYTES } from './buffers.ts';
import { type EmiPart, partOf } from './channels.ts';
import { describe, reasonOf } from './describe.ts';
import { EMI_GET_MEASUREMENT, type EmiDevice, type EmiSystem } from './emi-system.ts';
import { EMI_MOST_HZ, emiSource, UNTRIED } from './source.ts';

export interface EmiOptions {
  /** Opens the system's interface; may throw on a system without one. */
  readonly system: () => EmiSystem;
  /** The CPU's name, for the sources' `device`. */
  readonly device: string;
}

/** `meter` is null when no channel can be read; `reports` has one row per known channel, or a single row. */
export interface OpenedEmi {
  readonly meter: Meter | null;
  readonly reports: readonly SourceReport[];
}

interface Opened {
  readonly device: EmiDevice;
  readonly answer: Buffer;
  readonly channels: readonly string[];
}
/** A channel in use, with its place in its device's answer. */
interface Used {
  readonly opened: Opened;
  readonly channel: number;
  readonly source: Source;
}

/** Opens every energy meter with a channel of the processor. Never throws: anything unusable is reported. */
export function openEmi({ system, device }: EmiOptions): OpenedEmi {
  const refusals: string[] = [];
  const all = openDevices(system, refusals);
  const reports: SourceReport[] = [];
  const used: Used[] = [];
  for (const { opened, channel, part } of knownChannels(all)) {
    const source = emiSource(part, device);
    const reason = used.some((other) => other.source.id === source.id)
      ? `not used: a second channel for the same part (${opened.channels[channel]})`
      : refusalOf(opened, channel);
    if (reason === null) used.push({ opened, channel, source });
    reports.push({ ...source, available: reason === null, reason: reason ?? UNTRIED, fix: null });
  }
  for (const opened of all) if (!used.some((one) => one.opened === opened)) opened.device.close();
  if (reports.length === 0) reports.push(absentEmi(device, refusals, all));
  return { meter: used.length === 0 ? null : meterOf(used), reports };
}

function openDevices(system: () => EmiSystem, refusals: string[]): Opened[] {
  const all: Opened[] = [];
  try {
    const door = system();
    for (const path of door.list()) {
      let device: EmiDevice | undefined;
      try {
        device = door.open(path);
        const { channels } = describe(device);
        all.push({ device, channels, answer: Buffer.alloc(channels.length * MEASUREMENT_BYTES) });
      } catch (error) {
        device?.close();
        refusals.push(`a meter is unusable: ${messageOf(error)}`);
      }
    }
  } catch (error) {
    refusals.push(messageOf(error));
  }
  return all;
}

/** RAPL's channels before the firmware's, so that RAPL is used where a part has both. */
function knownChannels(all: readonly Opened[]) {
  const known = all.flatMap((opened) =>
    opened.channels.flatMap((name, channel) => {
      const part: EmiPart | null = partOf(name);
      return part === null ? [] : [{ opened, channel, part }];
    }),
  );
  return [...known.filter(({ part }) => part.is_rapl), ...known.filter(({ part }) => !part.is_rapl)];
}

/** Reason against a channel; null when it is usable. Windows lists a DRAM channel even without such a counter. */
function refusalOf(opened: Opened, channel: number): string | null {
  const written = ask(opened);
  if (written < 0) return reasonOf(-written);
  if (written < opened.answer.length)
    return `its measurement is cut short: ${written} of ${opened.answer.length} bytes`;
  return energyPwhAt(opened.answer, channel) > 0
    ? null
    : 'not used: it stays at 0, so the processor probably lacks this counter';
}

const ask = ({ device, answer }: Opened): number => device.control(EMI_GET_MEASUREMENT, answer);

function absentEmi(device: string, refusals: readonly string[], all: readonly Opened[]): SourceReport {
  const names = all.flatMap(({ channels }) => channels);
  const unknown = names.length === 0 ? [] : [`no channel of the CPU package among ${names.join(', ')}`];
  const found = [...refusals, ...unknown].join('; ');
  return {
    ...emiSource({ name: 'package-0', domain: 'package', is_rapl: true }, device),
    id: 'emi',
    reference: null,
    accuracy_pct: null,
    counter_unit_j: null,
    available: false,
    reason: `no energy meter for the CPU: ${found || 'available from Windows 11 on, on physical machines'}`,
    fix: 'run Linux on the same machine to read the CPU package',
  };
}

const ERROR_FLAGS: Readonly<Record<number, ReadFlag>> = {
  5: 'no_permission', // ERROR_ACCESS_DENIED
  433: 'device_lost', // ERROR_NO_SUCH_DEVICE
  1167: 'device_lost', // ERROR_DEVICE_NOT_CONNECTED
  1617: 'device_lost', // ERROR_DEVICE_REMOVED
};

function meterOf(used: readonly Used[]): Meter {
  const rows = rowsFor(used.length);
  const devices = [...new Set(used.map(({ opened }) => opened))];
  const flags = new Map<Opened, ReadFlag | null>();
  return {
    sources: used.map(({ source }) => source),
    most_hz: EMI_MOST_HZ,
    read() {
      for (const opened of devices) {
        const written = ask(opened);
        if (written === opened.answer.length) flags.set(opened, null);
        else flags.set(opened, ERROR_FLAGS[-written] ?? 'read_failed');
      }
      used.forEach(({ opened, channel }, index) => {
        const flag = flags.get(opened) ?? null;
        const energy_pwh = flag === null ? energyPwhAt(opened.answer, channel) : 0;
        const row = rows[index] as Row;
        row.energy_j = energy_pwh > 0 ? jFromPwh(energy_pwh) : null;
        row.flag = flag ?? (energy_pwh > 0 ? null : 'zero_reading');
      });
      return rows;
    },
    readState: () => [],
    readProcesses: () => [],
    close: () => {
      for (const { device } of devices) device.close();
    },
  };
}

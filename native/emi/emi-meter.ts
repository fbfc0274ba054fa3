// Windows' energy meters as a meter: one call to each device, which answers all its channels at once.
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
  /** Answers the system's door; may throw, as on a system without one. */
  readonly system: () => EmiSystem;
  /** The CPU's name, for the sources' `device`. */
  readonly device: string;
}

/** `meter` is null when no channel can be read; `reports` has one row per known channel, or one for the whole. */
export interface OpenedEmi {
  readonly meter: Meter | null;
  readonly reports: readonly SourceReport[];
}

interface Opened {
  readonly device: EmiDevice;
  readonly answer: Buffer;
  readonly channels: readonly string[];
}
/** A channel that is read: its place in its device's answer. */
interface Used {
  readonly opened: Opened;
  readonly channel: number;
  readonly source: Source;
}

/** Opens every energy meter that speaks of the processor. Never throws: what cannot be used is reported. */
export function openEmi({ system, device }: EmiOptions): OpenedEmi {
  const refusals: string[] = [];
  const all = openDevices(system, refusals);
  const reports: SourceReport[] = [];
  const used: Used[] = [];
  for (const { opened, channel, part } of knownChannels(all)) {
    const source = emiSource(part, device);
    const reason = used.some((other) => other.source.id === source.id)
      ? `not used: a second channel of the same part (${opened.channels[channel]})`
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
        refusals.push(`a meter that cannot be used: ${messageOf(error)}`);
      }
    }
  } catch (error) {
    refusals.push(messageOf(error));
  }
  return all;
}

/** RAPL's channels before the firmware's: where a machine has both for one part, RAPL is taken. */
function knownChannels(all: readonly Opened[]) {
  const known = all.flatMap((opened) =>
    opened.channels.flatMap((name, channel) => {
      const part: EmiPart | null = partOf(name);
      return part === null ? [] : [{ opened, channel, part }];
    }),
  );
  return [...known.filter(({ part }) => part.is_rapl), ...known.filter(({ part }) => !part.is_rapl)];
}

/** Why a channel is not used; null when it is. Windows shows a DRAM channel also for processors without that counter. */
function refusalOf(opened: Opened, channel: number): string | null {
  const written = ask(opened);
  if (written < 0) return reasonOf(-written);
  if (written < opened.answer.length)
    return `its measurement is cut short: ${written} of ${opened.answer.length} bytes came`;
  return energyPwhAt(opened.answer, channel) > 0
    ? null
    : 'not used: it stands at 0, as where the processor has no such counter';
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
    reason: `no energy meter of the CPU: ${found || 'Windows shows them from Windows 11 on, on physical machines'}`,
    fix: 'measure under Linux on the same machine to read the CPU package',
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

// Describes a GPU's power sources before they are read: where the value comes from, and how far to trust it.
import type { NvmlDevice } from 'node-nvml';
import { ABSENT_SOURCE, PLAIN_SOURCE, type Source, type SourceReport } from '../../core/source.ts';
import { accuracyPct, FAMILY_REFERENCE, familyName, familyOf, isAveraged } from './families.ts';

/** NVML counts whole millijoules. */
const COUNTER_UNIT_J = 1e-3;
/** Window of field 185, and of the general value where it is an average. */
const AVERAGE_WINDOW_S = 1;

type Names = Pick<NvmlDevice, 'name' | 'architecture'>;

/** Call that reads the main source's power: field 186, the general call, or none. */
export type PowerCall = 'instant' | 'general' | null;

/** Note to the user about this card's sensor; null when there is nothing unusual. */
export function sensorNote(device: Names): string | null {
  switch (familyName(device)) {
    case 'GA100':
    case 'GH100':
      return 'this sensor samples about a quarter of the time: repeat short phases so that gaps average out (arXiv 2312.02741)';
    case 'Hopper':
      return 'no published study of this sensor: its refresh period is unknown, and it is assumed to sample a quarter of the time, like the H100';
    case 'unknown':
      return 'no published study of this sensor: its refresh period is unknown';
    default:
      return null;
  }
}

/** Id of the main source: the UUID, otherwise the PCI bus id or the index. */
const idOf = ({ uuid, pci_bus_id, index }: NvmlDevice): string => `nvml:${uuid ?? pci_bus_id ?? index}`;

/** The source of the whole GPU: its energy counter, its power, or both. */
export function gpuSource(
  device: NvmlDevice,
  { name, has_counter, power }: { name: string; has_counter: boolean; power: PowerCall },
): Source {
  const family = familyOf(device);
  const averaged = power === 'general' && isAveraged(device);
  return {
    ...PLAIN_SOURCE,
    id: idOf(device),
    device: name,
    domain: 'gpu',
    kind: 'measured',
    method: has_counter ? 'NVML total energy counter' : `NVML power (${averaged ? 'average' : 'instant'})`,
    reference: FAMILY_REFERENCE,
    update_period_s: family.update_period_s,
    window_s: averaged ? AVERAGE_WINDOW_S : family.instant_window_s,
    // A 1 s average covers its whole second.
    coverage: averaged && !has_counter ? 1 : family.coverage,
    accuracy_pct: accuracyPct(family),
    counter_range_j: null,
    counter_unit_j: has_counter ? COUNTER_UNIT_J : null,
  };
}

/** The 1 s average, a second reading of the main source's sensor. */
export const averageSource = (main: Source): Source => ({
  ...main,
  id: `${main.id}/average`,
  method: 'NVML power (average)',
  window_s: AVERAGE_WINDOW_S,
  coverage: 1,
  counter_unit_j: null,
  check_of: main.id,
});

/** Another part of the board, read through the averaged or instantaneous field. Nothing is published about these. */
export const scopeSource = (main: Source, scope: 'module' | 'memory', averaged: boolean): Source => ({
  ...main,
  id: `${main.id}/${scope}`,
  domain: scope === 'module' ? 'module' : 'gpu_memory',
  method: `NVML power of the ${scope} (${averaged ? 'average' : 'instant'})`,
  reference: null,
  update_period_s: null,
  window_s: averaged ? AVERAGE_WINDOW_S : null,
  coverage: averaged ? 1 : main.coverage,
  accuracy_pct: null,
  counter_unit_j: null,
});

/** Row with the reason why one GPU, or any GPU, cannot be read. */
export const noGpuReport = (reason: string, fix: string | null, id = 'nvml'): SourceReport => ({
  ...ABSENT_SOURCE,
  id,
  device: 'NVIDIA GPU',
  domain: 'gpu',
  method: 'NVML',
  reason,
  fix,
});

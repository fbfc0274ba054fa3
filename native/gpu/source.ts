// What a GPU's power sources say of themselves before they are read: where the value is from, and how far to trust it.
import type { NvmlDevice } from 'node-nvml';
import { PLAIN_SOURCE, type Source, type SourceReport } from '../../core/source.ts';
import { accuracyPct, FAMILY_REFERENCE, familyName, familyOf, isAveraged } from './families.ts';

/** NVML counts whole millijoules. */
const COUNTER_UNIT_J = 1e-3;
/** Field 185, and the general value where it is an average. */
const AVERAGE_WINDOW_S = 1;

type Names = Pick<NvmlDevice, 'name' | 'architecture'>;

/** How the main source's power is read: by field 186, by the general call, or not at all. */
export type PowerCall = 'instant' | 'general' | null;

/** What the user should know of this card's sensor; null when there is nothing unusual. */
export function sensorNote(device: Names): string | null {
  switch (familyName(device)) {
    case 'GA100':
    case 'GH100':
      return 'this sensor sees about a quarter of the time: repeat short phases, so that they fall at different moments (arXiv 2312.02741)';
    case 'Hopper':
      return 'no published study of the sensor of this card: its refresh period is not known, and it is taken to see a quarter of the time, as the H100 does';
    case 'unknown':
      return 'no published study of the sensor of this card: its refresh period is not known';
    default:
      return null;
  }
}

/** Id of the main source: the UUID, or whatever names the card best. */
const idOf = ({ uuid, pci_bus_id, index }: NvmlDevice): string => `nvml:${uuid ?? pci_bus_id ?? index}`;

/** The source of the whole GPU: counter and power, whichever it has. */
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
    // A 1 s average has seen all of its second.
    coverage: averaged && !has_counter ? 1 : family.coverage,
    accuracy_pct: accuracyPct(family),
    counter_range_j: null,
    counter_unit_j: has_counter ? COUNTER_UNIT_J : null,
  };
}

/** The 1 s average beside the main source: another way through the same sensor. */
export const averageSource = (main: Source): Source => ({
  ...main,
  id: `${main.id}/average`,
  method: 'NVML power (average)',
  window_s: AVERAGE_WINDOW_S,
  coverage: 1,
  counter_unit_j: null,
  check_of: main.id,
});

/** Another part of the board, through the same field as `averaged` says. Nobody has published anything of these. */
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

/** The row that says why a GPU, or any, cannot be read. */
export function noGpuReport(reason: string, fix: string | null, id = 'nvml'): SourceReport {
  return {
    ...PLAIN_SOURCE,
    id,
    device: 'NVIDIA GPU',
    domain: 'gpu',
    kind: 'measured',
    method: 'NVML',
    reference: null,
    update_period_s: null,
    accuracy_pct: null,
    counter_range_j: null,
    counter_unit_j: null,
    available: false,
    reason,
    fix,
  };
}

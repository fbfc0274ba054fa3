// What is known of a GPU's power sensor before it is read: its refresh, its window, and how far to trust it.
import type { NvmlDevice } from 'node-nvml';
import { PLAIN_SOURCE, type Source, type SourceReport } from '../core/source.ts';

const REFERENCE =
  'Yang, Adamek, Armour 2023, Part-time Power Measurements, arXiv 2312.02741 (a proportional error of about 5 %, different for each card)';
const ACCURACY_PCT = 5;
/** NVML counts whole millijoules. */
const COUNTER_UNIT_J = 1e-3;

/** Seconds between changes of the power value by architecture, from the same study; others are not known. */
const UPDATE_PERIOD_S: Readonly<Record<string, number>> = {
  Kepler: 0.015,
  Maxwell: 0.1,
  Pascal: 0.02,
  Volta: 0.02,
  Turing: 0.1,
  Ampere: 0.1,
  Ada: 0.1,
  Hopper: 0.1,
};

type Names = Pick<NvmlDevice, 'name' | 'architecture'>;

/** The GA100 chip: the one Ampere whose sensor differs from the rest of its family. */
const isGa100 = ({ name }: Names): boolean => /\b(A100|A800|A30)\b/.test(name);

/**
 * Whether the driver's general power value is a 1 s average: so on Ampere (except GA100) and newer, by NVML's own
 * documentation. Older cards, and those whose architecture the driver cannot name, give the instantaneous value.
 */
export function isAveraged(device: Names): boolean {
  const averaged = ['Ampere', 'Ada', 'Hopper', 'Blackwell', 'Rubin'].includes(device.architecture ?? '');
  return averaged && !isGa100(device);
}

/** What the user should know of this card's sensor; null when there is nothing unusual. */
export function sensorNote(device: Names): string | null {
  if (isGa100(device) || device.architecture === 'Hopper')
    return 'this sensor sees about a quarter of the time: repeat short phases, so that they fall at different moments (arXiv 2312.02741)';
  if (device.architecture === null || UPDATE_PERIOD_S[device.architecture] === undefined)
    return 'no published study of the sensor of this card: its refresh period is not known';
  return null;
}

/** The source of one GPU; `instant`: its power comes from the instantaneous field. */
export function gpuSource(
  device: NvmlDevice,
  { name, has_counter, instant }: { name: string; has_counter: boolean; instant: boolean },
): Source {
  const window = instant || !isAveraged(device) ? 'instant' : 'average';
  return {
    ...PLAIN_SOURCE,
    id: `nvml:${device.uuid ?? device.pci_bus_id ?? device.index}`,
    device: name,
    domain: 'gpu',
    kind: 'measured',
    method: has_counter ? 'NVML total energy counter' : `NVML power (${window})`,
    reference: REFERENCE,
    update_period_s: UPDATE_PERIOD_S[device.architecture ?? ''] ?? null,
    accuracy_pct: ACCURACY_PCT,
    counter_range_j: null,
    counter_unit_j: has_counter ? COUNTER_UNIT_J : null,
  };
}

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

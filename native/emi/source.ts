// Describes a channel of an energy meter before it is read: resolution, and how far to trust it.
import type { Source } from '../../core/source.ts';
import { raplSource } from '../rapl/source.ts';
import type { EmiPart } from './channels.ts';

/** Hz. Each reading is a call into a driver whose refresh rate is undocumented. */
export const EMI_MOST_HZ = 100;
/** Resolution of the RAPL register behind the picowatt-hours: 2^-14 J on common Intel processors, finer on AMD. */
const REGISTER_UNIT_J = 2 ** -14;
/** Per cent. Allowance for a firmware sensor with no stated error, wider than RAPL's. */
const FIRMWARE_ACCURACY_PCT = 10;

export const UNTRIED = 'read as Windows documents it, not yet tested on hardware';

/** `device` is the CPU's name. */
export function emiSource({ name, domain, is_rapl }: EmiPart, device: string): Source {
  return {
    ...raplSource({ name, domain, dir: '', max_energy_range_uj: null }, device),
    ...(is_rapl ? {} : { accuracy_pct: FIRMWARE_ACCURACY_PCT, reference: null }),
    id: `emi:${name}`,
    method: 'Windows EMI',
    update_period_s: null,
    counter_range_j: null,
    counter_unit_j: REGISTER_UNIT_J,
  };
}

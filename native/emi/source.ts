// What is known of an energy meter's channel before it is read: resolution, and how far to trust it.
import type { Source } from '../../core/source.ts';
import { raplSource } from '../rapl/source.ts';
import type { EmiPart } from './channels.ts';

/** Each reading is a call into a driver, and how often that refreshes is written nowhere, Hz. */
export const EMI_MOST_HZ = 100;
/** Under the interface's picowatt-hours lies RAPL's register: 2^-14 J on Intel's common processors, finer on AMD's. */
const REGISTER_UNIT_J = 2 ** -14;
/** A sensor of the firmware whose error nobody states, per cent: an allowance, wider than RAPL's. */
const FIRMWARE_ACCURACY_PCT = 10;

export const UNTRIED = 'read as Windows documents it, not yet tried on hardware';

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

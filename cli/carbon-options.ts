// The options that choose the carbon factor, shared by every command that reports CO2e.
import { carbonFactor } from '../core/carbon/factor.ts';
import { DEFAULT_SETTINGS, type Settings } from '../core/settings.ts';
import { numberOption } from './command.ts';

export const CARBON_OPTIONS = {
  region: { type: 'string' },
  intensity: { type: 'string' },
  pue: { type: 'string' },
} as const;

export const CARBON_HELP: readonly (readonly [string, string])[] = [
  ['--region CODE', 'country whose grid average is used (ISO alpha-3, e.g. DEU); default: the world average'],
  ['--intensity G', 'your own factor in g CO2e per kWh; takes precedence over the region'],
  ['--pue X', 'power usage effectiveness of the building; default 1'],
];

/** The settings these options override. @throws AuditError `usage` for an unknown country or a number out of range. */
export function carbonOverrides(values: {
  readonly region?: string | undefined;
  readonly intensity?: string | undefined;
  readonly pue?: string | undefined;
}): Partial<Settings> {
  const intensity = numberOption(values.intensity, 'intensity', { min: 0.001, max: 5000 });
  const pue = numberOption(values.pue, 'pue', { min: 1, max: 5 });
  return {
    ...(values.region === undefined ? {} : { region: countryCode(values.region), intensity_g_per_kwh: null }),
    ...(intensity === undefined ? {} : { intensity_g_per_kwh: intensity }),
    ...(pue === undefined ? {} : { pue }),
  };
}

/** Refuses a country without a factor now rather than at the end of a sweep. */
function countryCode(text: string): string {
  const region = text.toUpperCase();
  carbonFactor({ ...DEFAULT_SETTINGS, region });
  return region;
}

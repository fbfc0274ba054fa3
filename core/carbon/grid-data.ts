// Grid factors: the countries that have one, their names, and the CO2 intensity of their electricity.
/// <reference path="./co2-data.d.ts" />
import { averageIntensity } from '@tgwf/co2/data';
import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };

export interface Region {
  /** ISO 3166-1 alpha-3. */
  readonly code: string;
  /** In English. */
  readonly name: string;
  /** Yearly average, g CO2e per kWh of generated electricity, life cycle. */
  readonly intensity_g_per_kwh: number;
}

/** Source and licence of the factors; both must be shown next to every value computed from them. */
export const GRID_DATA = {
  source: 'Ember, yearly electricity data, through CO2.js (@tgwf/co2 0.19.0)',
  licence: 'CC BY-SA 4.0',
  /** Each country's latest year with full data; the data set does not say which. */
  year: '2022 to 2024',
} as const;

/** World average, g CO2e per kWh. */
export const WORLD_INTENSITY_G_PER_KWH: number = intensityOf('WORLD') ?? Number.NaN;

/** Kosovo's code is user-assigned: XKX in the data, XKK in the list of names. */
const ALPHA_2 = new Map([
  ...codes.map(([alpha_2 = '', alpha_3 = '']) => [alpha_3, alpha_2] as const),
  ['XKX', 'XK'] as const,
]);
const NAMES: Readonly<Record<string, string | readonly string[]>> = english.countries;

/** All countries with a factor, by name. World regions (EU, G20, ...) are excluded: they have no grid to draw from. */
export const REGIONS: readonly Region[] = Object.keys(averageIntensity.data)
  .flatMap((code) => {
    const name = countryName(code);
    const intensity_g_per_kwh = intensityOf(code);
    return name === null || intensity_g_per_kwh === null ? [] : [{ code, name, intensity_g_per_kwh }];
  })
  .sort((a, b) => (a.name < b.name ? -1 : 1));

/** A factor of 0 in the data means that it is missing: no grid runs without emissions over its life cycle. */
function intensityOf(code: string): number | null {
  const value = averageIntensity.data[code];
  return value === undefined || value <= 0 ? null : value;
}

function countryName(code: string): string | null {
  const name = NAMES[ALPHA_2.get(code) ?? ''];
  return (typeof name === 'string' ? name : name?.[0]) ?? null;
}

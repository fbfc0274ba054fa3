// Chooses the grid factor, with its accuracy and the caveats it needs. A place is never guessed.
import type { Settings } from '../settings.ts';
import { GRID_DATA, WORLD_INTENSITY_G_PER_KWH } from './grid-data.ts';
import { findRegion } from './regions.ts';

export interface CarbonFactor {
  readonly intensity_g_per_kwh: number;
  /** `FRA (France)`, `WORLD`, `own factor`. */
  readonly region: string;
  readonly year: number | string | null;
  readonly source: string;
  readonly licence: string;
  readonly caveats: readonly string[];
  /**
   * Relative half-width of the 95 % interval, per cent; null for the user's own factor, whose error only the user
   * knows.
   */
  readonly accuracy_pct: number | null;
}

/**
 * ASSUMPTION, per cent. A country's yearly average may be two years old and published data sets differ on the same
 * country: CO2.js and Electricity Maps 2025 give 342/342 (DEU), 216/176 (GBR), 384/414 (USA), 615/565 (POL),
 * 44/31 (FRA), 36/21 (SWE) g/kWh. For carbon-heavy grids (above 150 g/kWh) they agree within some 10 to 20 %; for very
 * clean ones the difference is large in per cent but small in grams. 10 % is the least that can honestly be claimed.
 */
const COUNTRY_ACCURACY_PCT = 10;

/**
 * ASSUMPTION, per cent. The world average used for an unknown place: country averages spread from some 25 to 1100 g/kWh
 * around 473, so the half-width is not that of an estimate but of ignorance; half the factor covers the middle of them.
 */
const WORLD_ACCURACY_PCT = 50;

const YEARLY = 'a yearly average: the hour and season of the run are not considered';
const MIXED_YEARS = `the data have each country's latest full year, which is between ${GRID_DATA.year.replace(' to ', ' and ')}`;
const CLEAN_GRID =
  'a very clean grid: published factors for this country differ by more than this interval, in per cent';
const NO_COUNTRY =
  'no country chosen: world average, which may be far off for your grid; choose yours with --region CODE or in the settings';

/**
 * The user's own factor first, then the country's, then the world's with a caveat.
 * @throws AuditError `usage` for a country without a factor, naming the nearest.
 */
export function carbonFactor(settings: Settings): CarbonFactor {
  const { intensity_g_per_kwh, region } = settings;
  if (intensity_g_per_kwh !== null) return ownFactor(intensity_g_per_kwh, region);
  if (region !== null) return countryFactor(region);
  return {
    intensity_g_per_kwh: WORLD_INTENSITY_G_PER_KWH,
    region: 'WORLD',
    ...GRID_DATA,
    caveats: [NO_COUNTRY, YEARLY],
    accuracy_pct: WORLD_ACCURACY_PCT,
  };
}

function ownFactor(intensity_g_per_kwh: number, region: string | null): CarbonFactor {
  return {
    intensity_g_per_kwh,
    region: region === null ? 'own factor' : `own factor for ${region.toUpperCase()}`,
    year: null,
    source: 'entered by the user',
    licence: 'not applicable',
    caveats: ['the factor was entered by the user; the interval covers the error of the energy only'],
    accuracy_pct: null,
  };
}

function countryFactor(code: string): CarbonFactor {
  const region = findRegion(code);
  const { intensity_g_per_kwh, name } = region;
  return {
    intensity_g_per_kwh,
    region: `${region.code} (${name})`,
    ...GRID_DATA,
    caveats: [YEARLY, MIXED_YEARS, ...(intensity_g_per_kwh < 60 ? [CLEAN_GRID] : [])],
    accuracy_pct: COUNTRY_ACCURACY_PCT,
  };
}

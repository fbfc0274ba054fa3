// Finds a country among those that have a grid factor.
import { AuditError } from '../errors.ts';
import { REGIONS, type Region } from './grid-data.ts';
import { nearestRegions } from './nearest-regions.ts';

/** All countries with a factor, by their English name. */
export const listRegions = (): readonly Region[] => REGIONS;

/**
 * The country of an ISO alpha-3 code, in any case.
 * @throws AuditError `usage` where there is no factor, naming the nearest codes.
 */
export function findRegion(code: string): Region {
  const region = REGIONS.find((one) => one.code === code.trim().toUpperCase());
  if (region) return region;
  const near = nearestRegions(code).map((one) => `${one.code} (${one.name})`);
  const hint =
    near.length > 0
      ? `did you mean ${near.join(', ')}?`
      : 'use an ISO 3166 alpha-3 code such as DEU, FRA, GBR or USA, or give your own factor in g CO2e per kWh';
  throw new AuditError('usage', `there is no grid factor for the country ${JSON.stringify(code)}: ${hint}`);
}

// Grams are energy x overhead x factor; the numbers expected here are those published with the data set, not our own.
import { describe, expect, it } from 'vitest';
import { carbonOf } from '../../../core/carbon/carbon.ts';
import { carbonFactor } from '../../../core/carbon/factor.ts';
import { findRegion, listRegions } from '../../../core/carbon/regions.ts';
import { AuditError } from '../../../core/errors.ts';
import { Settings } from '../../../core/settings.ts';

const KWH_J = 3.6e6;
const settings = (own: Partial<Settings>): Settings => Settings.parse(own);

describe('listRegions', () => {
  it.each([
    ['GBR', 215.79],
    ['USA', 383.55],
    ['FRA', 44.18],
    ['DEU', 342.06],
    ['SWE', 35.89],
    ['POL', 614.98],
    ['CHN', 557.5],
    ['IND', 708.96],
  ])('%s stands at %d g/kWh in the data set', (code, intensity) =>
    expect(findRegion(code).intensity_g_per_kwh).toBe(intensity),
  );

  it('names countries in English, in order, each once', () => {
    const regions = listRegions();
    expect(regions.length).toBeGreaterThan(200);
    expect(new Set(regions.map((region) => region.code)).size).toBe(regions.length);
    expect(findRegion('DEU').name).toBe('Germany');
    expect(findRegion('XKX').name).toBe('Kosovo');
    expect(findRegion('fra').name).toBe('France');
    const names = regions.map((region) => region.name);
    expect(names).toEqual([...names].sort());
  });

  it('holds countries only, and none whose factor is missing (0 in the data)', () => {
    const codes = listRegions().map((region) => region.code);
    for (const code of ['EU', 'WORLD', 'G20', 'CAF']) expect(codes).not.toContain(code);
    expect(listRegions().every((region) => region.intensity_g_per_kwh > 0)).toBe(true);
  });
});

describe('findRegion', () => {
  it.each([
    ['UK', /GBR/],
    ['Germany', /DEU/],
    ['FRB', /FRA/],
    ['CAF', /no grid factor/],
    ['QQQQQQQQ', /ISO 3166 alpha-3/],
  ])('refuses %s and says what to do', (code, hint) => {
    expect(() => findRegion(code)).toThrow(hint);
    expect(() => findRegion(code)).toThrow(AuditError);
  });
});

describe('carbonFactor', () => {
  it('takes the world average when no country was chosen, and says so', () => {
    const factor = carbonFactor(settings({}));
    expect(factor.intensity_g_per_kwh).toBe(472.94);
    expect(factor.region).toBe('WORLD');
    expect(factor.caveats.join()).toMatch(/no country chosen: world average/);
    expect(factor.accuracy_pct).toBe(50);
  });

  it('takes the country, with its years and licence', () => {
    const factor = carbonFactor(settings({ region: 'DEU' }));
    expect(factor.region).toBe('DEU (Germany)');
    expect(factor.year).toBe('2022 to 2024');
    expect(factor.licence).toBe('CC BY-SA 4.0');
    expect(factor.caveats.join()).not.toMatch(/no country/);
    expect(factor.accuracy_pct).toBe(10);
  });

  it('puts the own factor before everything', () => {
    const factor = carbonFactor(settings({ region: 'DEU', intensity_g_per_kwh: 123 }));
    expect(factor.intensity_g_per_kwh).toBe(123);
    expect(factor.region).toBe('own factor for DEU');
    expect(factor.source).toBe('entered by the user');
    expect(factor.accuracy_pct).toBeNull();
  });

  it('does not fall back to the world for a country it does not know', () =>
    expect(() => carbonFactor(settings({ region: 'XYZ' }))).toThrow(AuditError));
});

describe('carbonOf', () => {
  it('is the factor itself for one kilowatt-hour', () =>
    expect(carbonOf(KWH_J, null, settings({})).carbon_g).toBeCloseTo(472.94, 10));

  it('multiplies by the overhead of the building and says so', () => {
    const carbon = carbonOf(KWH_J, [KWH_J, KWH_J], settings({ region: 'FRA', pue: 1.5 }));
    expect(carbon.carbon_g).toBeCloseTo(66.27, 10);
    expect(carbon.pue).toBe(1.5);
    expect(carbon.caveats.join()).toMatch(/PUE of 1.5/);
  });

  it('combines the half-widths of energy and factor in quadrature', () => {
    // 24 % of the energy and 10 % of the factor make sqrt(24^2 + 10^2) = 26 %.
    const carbon = carbonOf(KWH_J, [KWH_J * 0.76, KWH_J * 1.24], settings({ region: 'IND' }));
    expect(carbon.ci?.[0]).toBeCloseTo(708.96 * 0.74, 8);
    expect(carbon.ci?.[1]).toBeCloseTo(708.96 * 1.26, 8);
  });

  it('keeps the sides of an interval that is not symmetric, and stays above zero', () => {
    const carbon = carbonOf(KWH_J, [0, KWH_J * 1.1], settings({ intensity_g_per_kwh: 100 }));
    expect(carbon.ci?.[0]).toBe(0);
    expect(carbon.ci?.[1]).toBeCloseTo(110, 8);
    expect(carbonOf(KWH_J, [0, KWH_J], settings({})).ci?.[0]).toBe(0);
  });

  it('claims no interval without one for the energy, and no grams without an energy', () => {
    expect(carbonOf(KWH_J, null, settings({})).ci).toBeNull();
    const none = carbonOf(null, null, settings({ region: 'DEU' }));
    expect(none.carbon_g).toBeNull();
    expect(none.intensity_g_per_kwh).toBe(342.06);
  });
});

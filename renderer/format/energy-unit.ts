// The unit of energies in the window, set in one place; the screens are redrawn when it changes.
import type { Settings } from '../../core/settings.ts';
import { J_PER_WH } from '../../core/units.ts';
import { scaleFor, type UnitScale } from '../../core/words/format.ts';

let shown: Settings['energy_unit'] = 'J';

export function showEnergyIn(unit: Settings['energy_unit']): void {
  shown = unit;
}

/** The prefix of the unit that fits `values`; joules become watt-hours where the user chose those. */
export function shownScale(values: readonly (number | null | undefined)[], unit: string): UnitScale {
  if (unit !== 'J' || shown === 'J') return scaleFor(values, unit);
  const in_wh = values.map((value) => (value == null ? value : value / J_PER_WH));
  const { per, unit: step } = scaleFor(in_wh, 'Wh');
  return { per: per * J_PER_WH, unit: step };
}

// The unit that energies are shown in. Set once for the whole window: the screens are drawn anew when it changes.

import type { Settings } from '../../core/settings.ts';
import { J_PER_WH } from '../../core/units.ts';
import { scaleFor, type UnitScale } from '../../core/words/format.ts';

let shown: Settings['energy_unit'] = 'J';

export function showEnergyIn(unit: Settings['energy_unit']): void {
  shown = unit;
}

/** The step of the unit's ladder that fits `values`; joules climb the ladder of watt-hours where those are wanted. */
export function shownScale(values: readonly (number | null | undefined)[], unit: string): UnitScale {
  if (unit !== 'J' || shown === 'J') return scaleFor(values, unit);
  const in_wh = values.map((value) => (value == null ? value : value / J_PER_WH));
  const { per, unit: step } = scaleFor(in_wh, 'Wh');
  return { per: per * J_PER_WH, unit: step };
}

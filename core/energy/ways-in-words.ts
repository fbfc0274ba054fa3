// Sentences that compare one energy by several ways, and the sources with a wall meter.

import type { WallReading } from '../study/wall-entry.ts';
import { formatNumber, formatQuantity } from '../words/format.ts';
import type { SourceEnergy } from './source-energy.ts';

/** Sentence for one source; null where there is only one way. Agreement was judged when the energy was computed. */
export function waysInWords({
  device,
  counter_j,
  integral_j,
  average_j,
  flags,
}: SourceEnergy): string | null {
  const beside = [
    { name: 'integrated power', energy_j: integral_j, disagrees: flags.includes('counter_disagrees') },
    {
      name: 'the average of its second witness',
      energy_j: average_j,
      disagrees: flags.includes('average_disagrees'),
    },
  ].filter(({ energy_j }) => energy_j !== null);
  const first = counter_j ?? integral_j;
  const others = counter_j === null ? beside.filter(({ energy_j }) => energy_j !== integral_j) : beside;
  if (first === null || others.length === 0) return null;
  const parts = others.map(({ name, energy_j, disagrees }) => {
    const diff_j = (energy_j as number) - first;
    const share = first === 0 ? '' : `, ${formatNumber((100 * diff_j) / first, 2)} %`;
    return `${name} ${formatQuantity(energy_j, 'J')} (${formatQuantity(diff_j, 'J', 2)}${share}): ${disagrees ? 'further apart than the sensor’s accuracy allows' : 'they agree'}`;
  });
  return `${device}: ${counter_j === null ? 'integrated power' : 'counter'} ${formatQuantity(first, 'J')}; ${parts.join('; ')}.`;
}

/** The wall meter's readings against the sum of the sources; null without a reading of power. */
export function wallInWords(wall: readonly WallReading[], power_total_w: number | null): string | null {
  const read = wall.flatMap((reading) => (reading.power_w === null ? [] : [reading.power_w]));
  if (read.length === 0) return null;
  const mean_w = read.reduce((sum, one) => sum + one, 0) / read.length;
  const said = `The wall meter showed ${formatQuantity(mean_w, 'W')}${read.length > 1 ? ` on average over ${read.length} readings` : ''} (entered by hand, at single moments)`;
  if (power_total_w === null) return `${said}; the sources have no power to compare it with.`;
  const rest_w = mean_w - power_total_w;
  return rest_w >= 0
    ? `${said}; the summed sources drew ${formatQuantity(power_total_w, 'W')}. The other ${formatQuantity(rest_w, 'W', 3)} go to parts without a sensor (board, disks, fans) and to losses of the power supply.`
    : `${said}, which is less than the ${formatQuantity(power_total_w, 'W')} of the summed sources: one of the two is wrong, or the moment was not typical.`;
}

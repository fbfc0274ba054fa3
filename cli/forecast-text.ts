// Prints a forecast as sentences and one table.
import type { ForecastDocument } from '../core/forecast/document.ts';
import type { Estimate } from '../core/forecast/forecast.ts';
import { formatBytes, formatDuration, formatNumber } from '../core/words/format.ts';
import { print, table, wrap } from './output.ts';

export function printForecast(said: ForecastDocument): void {
  const { basis, training, carbon } = said;
  const from =
    basis.from === 'study'
      ? `${basis.trainings} trials of ${basis.path}`
      : `${basis.trainings} short trainings on this machine just now`;
  print(
    `${said.design}: ${said.trials} trials, forecast from ${from}`,
    '',
    ...table(
      ['', 'expected', `${Math.round(said.level * 100)} % interval`, 'training only'],
      [
        row('time', said.time_s, training.time_s, formatDuration),
        row('energy, kWh', said.energy_kwh, training.energy_kwh, (value) => formatNumber(value, 3)),
        row('CO2e, g', said.carbon_g, training.carbon_g, (value) => formatNumber(value, 3)),
      ],
    ),
    '',
    ...wrap(
      `Energy: ${said.domains.join(', ') || 'none'}. CO2e at ${carbon.intensity_g_per_kwh} g/kWh (${carbon.region}; ${carbon.source}).`,
    ),
    `Study file: about ${formatBytes(said.study_size_b)}.`,
    ...wrap(said.model),
    ...wrap(said.uncertainty),
    ...said.caveats.flatMap((caveat) => wrap(`Note: ${caveat}`)),
  );
}

const row = (
  name: string,
  whole: Estimate | null,
  training: Estimate | null,
  format: (value: number) => string,
): string[] => [
  name,
  whole === null ? 'not known' : format(whole.value),
  whole === null ? '-' : `${format(whole.ci[0])} to ${format(whole.ci[1])}`,
  training === null ? '-' : format(training.value),
];

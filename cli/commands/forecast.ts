// `forecast`: time, energy and CO2e of a sweep before it runs.
import { resolve } from 'node:path';
import { AuditError } from '../../core/errors.ts';
import { textLevels } from '../../core/forecast/planned-cells.ts';
import { formatLevels } from '../../core/words/format.ts';
import { designNamed } from '../../engine/design/presets.ts';
import { forecastSweep } from '../../engine/forecast/forecast-sweep.ts';
import { CARBON_HELP, CARBON_OPTIONS, carbonOverrides } from '../carbon-options.ts';
import { type Command, numberOption, readWords } from '../command.ts';
import { printForecast } from '../forecast-text.ts';
import { printAside, printJson } from '../output.ts';
import { terminalParts } from '../parts.ts';
import { onStopSignals } from '../stop-signals.ts';

const OPTIONS = {
  ...CARBON_OPTIONS,
  study: { type: 'string' },
  watch: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const WATCH_S = 3;

export const forecast: Command = {
  name: 'forecast',
  usage:
    'forecast [PRESET|DESIGN.yaml] [--study STUDY] [--watch S] [--region CODE] [--intensity G] [--pue X] [--json]',
  purpose: 'Forecasts time, energy and CO2e of a sweep before it runs, each with an interval.',
  options: [
    ['--study STUDY', 'forecast from the trials of an earlier study instead of timing this machine'],
    ['--watch S', `seconds of training to time in each sampled cell; default ${WATCH_S}`],
    ...CARBON_HELP,
    ['--json', 'one JSON document on stdout'],
  ],
  async run(argv) {
    const { values, positionals } = readWords(argv, OPTIONS, forecast);
    if (positionals.length > 1)
      throw new AuditError(
        'usage',
        `expected one design file, got also ${positionals[1]}; usage: wattproof ${forecast.usage}`,
      );
    const watch_s = numberOption(values.watch, 'watch', { min: 0.5, max: 600 });
    if (watch_s !== undefined && values.study !== undefined)
      throw new AuditError(
        'usage',
        '--watch times this machine and --study does not; give only one of the two',
      );
    const parts = terminalParts(carbonOverrides(values));
    const [path] = positionals;
    if ((path ?? 'quick') === 'quick')
      printAside('Quick benchmark: inspecting the machine and timing the trainer');
    const { design } = await designNamed(parts, path ?? 'quick');
    const abort = new AbortController();
    const letGo = onStopSignals(() => abort.abort());
    let timed = 0;
    try {
      const document = await forecastSweep(parts, design, {
        study_path: values.study === undefined ? null : resolve(values.study),
        watch_s: watch_s ?? WATCH_S,
        signal: abort.signal,
        onCell: ({ levels }, cells) =>
          printAside(`timing ${++timed}/${cells}: ${formatLevels(textLevels(levels))}`),
      });
      if (values.json) printJson(document);
      else printForecast(document);
      return 0;
    } finally {
      letGo();
    }
  },
};

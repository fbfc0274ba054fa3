// `settings`: shows or changes the stored choices: carbon factor, significance level, calibrations of sensors.
import { Settings } from '../../core/settings.ts';
import { saveSettings } from '../../engine/setup/settings-file.ts';
import { readEnvironment } from '../../native/environment.ts';
import { CALIBRATION_HELP, calibrationLine, withCalibrations } from '../calibration-option.ts';
import { CARBON_HELP, CARBON_OPTIONS, carbonOverrides } from '../carbon-options.ts';
import { type Command, noPositionals, numberOption, readWords } from '../command.ts';
import { print, printJson } from '../output.ts';
import { storedSettings } from '../parts.ts';

export const settings: Command = {
  name: 'settings',
  usage: 'settings [--region CODE] [--intensity G] [--pue X] [--alpha A] [--calibrate ID=...] [--json]',
  purpose: 'Shows the stored settings, or changes those given as options.',
  options: [
    ...CARBON_HELP,
    ['--alpha A', 'significance level; default 0.05'],
    ...CALIBRATION_HELP,
    ['--json', 'one JSON document on stdout'],
  ],
  async run(argv) {
    const options = {
      ...CARBON_OPTIONS,
      alpha: { type: 'string' },
      calibrate: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    } as const;
    const { values, positionals } = readWords(argv, options, settings);
    noPositionals(positionals, settings);
    const alpha = numberOption(values.alpha, 'alpha', { min: 0.0001, max: 0.4999 });
    const { data_dir } = readEnvironment();
    const stored = storedSettings(data_dir);
    const changes = {
      ...carbonOverrides(values),
      ...(alpha === undefined ? {} : { alpha }),
      ...(values.calibrate ? { calibrations: withCalibrations(stored.calibrations, values.calibrate) } : {}),
    };
    const kept =
      Object.keys(changes).length === 0
        ? stored
        : await saveSettings(data_dir, Settings.parse({ ...stored, ...changes }));
    if (values.json) printJson(kept);
    else
      print(
        `region     ${kept.region ?? 'none: uses the world average'}`,
        `intensity  ${kept.intensity_g_per_kwh === null ? 'from the region' : `${kept.intensity_g_per_kwh} g CO2e/kWh (your own)`}`,
        `pue        ${kept.pue}`,
        `alpha      ${kept.alpha}`,
        ...kept.calibrations.map((one) => `calibrated ${calibrationLine(one)}`),
      );
    return 0;
  },
};

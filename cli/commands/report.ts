// `report`: the report of a study as one self-contained HTML file.
import { resolve } from 'node:path';
import { AuditError } from '../../core/errors.ts';
import { writeReport } from '../../engine/report/write-report.ts';
import { CARBON_HELP, CARBON_OPTIONS, carbonOverrides } from '../carbon-options.ts';
import { type Command, onePositional, readWords } from '../command.ts';
import { print, printJson } from '../output.ts';
import { terminalParts } from '../parts.ts';

const FORMATS = ['html'];

export const report: Command = {
  name: 'report',
  usage: 'report STUDY [--out FILE] [--format html] [--region CODE] [--intensity G] [--pue X] [--json]',
  purpose: 'Writes the report of a study as one self-contained HTML file. PDF is exported from the app.',
  options: [
    ['--out FILE', 'where to write; default: next to the study, ending in .html'],
    ['--format html', 'file format; only html'],
    ...CARBON_HELP,
    ['--json', 'one JSON document on stdout'],
  ],
  async run(argv) {
    const options = {
      ...CARBON_OPTIONS,
      out: { type: 'string' },
      format: { type: 'string' },
      json: { type: 'boolean' },
    } as const;
    const { values, positionals } = readWords(argv, options, report);
    const study = onePositional(positionals, 'study file', report);
    const format = values.format ?? 'html';
    if (!FORMATS.includes(format))
      throw new AuditError(
        'usage',
        `--format expects ${FORMATS.join(' or ')}, got ${format}; PDF is exported from the app`,
      );
    const overrides = carbonOverrides(values);
    const { settings } = terminalParts(overrides);
    const out = resolve(values.out ?? `${study.replace(/\.wattproof$/, '')}.html`);
    await writeReport(study, out, { settings, override_carbon: Object.keys(overrides).length > 0 });
    if (values.json) printJson({ study, report: out, format });
    else print(`Report: ${out}`);
    return 0;
  },
};

// `record`: measures energy and CO2e of any command and passes on its exit code.

import { basename, resolve } from 'node:path';
import { AuditError } from '../../core/errors.ts';
import type { RecordDocument } from '../../core/study/record-document.ts';
import { flagWords } from '../../core/words/flags.ts';
import { formatDuration, formatInterval, formatQuantity } from '../../core/words/format.ts';
import { newStudyPath, studiesDir } from '../../engine/setup/study-paths.ts';
import { recordCommand } from '../../engine/sweep/record.ts';
import { CARBON_HELP, CARBON_OPTIONS, carbonOverrides } from '../carbon-options.ts';
import { type Command, numberOption, readWords } from '../command.ts';
import { printAside, printError, printJson, table, wrap } from '../output.ts';
import { terminalParts } from '../parts.ts';
import { RATE_HELP, RATE_OPTIONS, rateOverrides } from '../rate-options.ts';

export const record: Command = {
  name: 'record',
  usage:
    'record [--out STUDY] [--idle S] [--hz N] [--rapl-hz N] [--region CODE] [--intensity G] [--pue X] [--json] -- COMMAND...',
  purpose: 'Runs a command and reports its energy and CO2e. Exits with the exit code of the command.',
  options: [
    ['--out STUDY', 'the new study file; default: a dated name in the data folder'],
    [
      '--idle S',
      'seconds of idle baseline before the command, 0 to 600, to report energy above idle; default 0: none',
    ],
    ...RATE_HELP,
    ...CARBON_HELP,
    [
      '--json',
      'one JSON document on stdout; the output of the command goes to stderr. Works as the last word too (twice: the command gets one)',
    ],
  ],
  async run(argv) {
    const { own, words } = split(argv);
    const options = {
      ...CARBON_OPTIONS,
      ...RATE_OPTIONS,
      out: { type: 'string' },
      idle: { type: 'string' },
      json: { type: 'boolean' },
    } as const;
    const { values, positionals } = readWords(own, options, record);
    const [program, ...args] = words;
    if (program === undefined || positionals.length > 0)
      throw new AuditError(
        'usage',
        `expected -- and then the command to run; usage: wattproof ${record.usage}`,
      );
    const parts = { ...terminalParts(carbonOverrides(values)), ...rateOverrides(values) };
    const idle_s = numberOption(values.idle, 'idle', { min: 0, max: 600 }) ?? 0;
    const study_path = resolve(
      values.out ??
        (await newStudyPath(studiesDir(parts.env.data_dir, parts.settings), basename(program), Date.now())),
    );
    let has_failed = false;
    const document = await recordCommand(parts, {
      command: [program, ...args],
      study_path,
      idle_s,
      stdout: values.json ? 'stderr' : 'inherit',
      onTrouble(message, fails) {
        printError(message);
        has_failed ||= fails === 'fails';
      },
    });
    if (values.json) printJson(document);
    else printAside(...wordsOf(document));
    return document.exit_code === 0 && has_failed ? 1 : document.exit_code;
  },
};

/**
 * Splits Wattproof's options from the command. A final `--json` is Wattproof's too, since all its commands accept it
 * last; to pass one to the command, write it twice.
 */
function split(argv: readonly string[]): { own: readonly string[]; words: readonly string[] } {
  const at = argv.indexOf('--');
  if (at < 0) return { own: argv, words: [] };
  const [own, words] = [argv.slice(0, at), argv.slice(at + 1)];
  return words.length > 1 && words.at(-1) === '--json'
    ? { own: [...own, '--json'], words: words.slice(0, -1) }
    : { own, words };
}

/** The result as text for stderr, because stdout belongs to the command. */
function wordsOf({ duration_s, energy, total, carbon, study, exit_code }: RecordDocument): string[] {
  const rows = energy.map((one) => [
    one.device,
    one.domain,
    one.kind,
    formatQuantity(one.energy_j, 'J'),
    one.ci ? formatInterval(one.ci, 'J') : '-',
    one.flags.map((flag) => flagWords(flag).label).join(', '),
  ]);
  return [
    '',
    `wattproof: ${formatDuration(duration_s)}, exit code ${exit_code}`,
    '',
    ...table(['device', 'domain', 'kind', 'energy', '95 % interval', 'flags'], rows),
    ...[...new Set(energy.flatMap(({ flags }) => flags))]
      .map(flagWords)
      .flatMap(({ label, meaning }) => (meaning ? wrap(`${label}: ${meaning}`) : [])),
    '',
    `Total  ${formatQuantity(total.energy_j, 'J')}${total.ci ? ` (95 % interval ${formatInterval(total.ci, 'J')})` : ''}: ${total.domains.join(' + ') || 'nothing'}`,
    ...wrap(`Not included: ${total.leaves_out.join('; ')}.`),
    ...wrap(
      `CO2e   ${formatQuantity(carbon.carbon_g, 'g')} at ${carbon.intensity_g_per_kwh} g/kWh (${carbon.region}${carbon.year ? `, ${carbon.year}` : ''}; ${carbon.source})`,
    ),
    ...carbon.caveats.flatMap((caveat) => wrap(`Note: ${caveat}`)),
    ...(energy.some((one) => one.kind === 'modelled' && one.energy_j !== null)
      ? wrap('Note: modelled energies are estimates from utilisation and data sheets, not measurements.')
      : []),
    `Study  ${study}`,
  ];
}

// `run`: runs the sweep of a design file, or the quick benchmark without one.
import { AuditError } from '../../core/errors.ts';
import { writeReport } from '../../engine/report/write-report.ts';
import type { EngineParts } from '../../engine/setup/parts.ts';
import { runDocument } from '../../engine/study/run-document.ts';
import { viewStudy } from '../../engine/study/study-view.ts';
import type { SweepOutcome } from '../../engine/sweep/sweep.ts';
import { CARBON_HELP, CARBON_OPTIONS, carbonOverrides } from '../carbon-options.ts';
import { type Command, numberOption, readWords } from '../command.ts';
import { printError, printJson } from '../output.ts';
import { terminalParts } from '../parts.ts';
import { ProgressLine } from '../progress-line.ts';
import { RATE_HELP, RATE_OPTIONS, rateOverrides } from '../rate-options.ts';
import { printRun } from '../run-text.ts';
import { onStopSignals } from '../stop-signals.ts';
import { runSource, SOURCE_HELP, SOURCE_OPTIONS, type SweepHooks } from './run-source.ts';

const OPTIONS = {
  ...CARBON_OPTIONS,
  ...RATE_OPTIONS,
  ...SOURCE_OPTIONS,
  'no-report': { type: 'boolean' },
  trainer: { type: 'string' },
  'trainer-silence': { type: 'string' },
  json: { type: 'boolean' },
} as const;

export const run: Command = {
  name: 'run',
  usage:
    'run [PRESET|DESIGN.yaml | --resume STUDY [--on-changed-machine W] | --again STUDY] [--out STUDY] [--no-report] [--trainer T] [--hz N] [--rapl-hz N] [--region CODE] [--intensity G] [--pue X] [--json]',
  purpose: 'Runs a sweep from a design file, or the quick benchmark when none is given.',
  options: [
    ...SOURCE_HELP,
    ['--no-report', 'do not write the HTML report next to the study'],
    [
      '--trainer T',
      'who trains: pytorch, keras, or a program that speaks the protocol; default: the bundled trainer',
    ],
    ['--trainer-silence S', 'seconds without output before a trainer counts as hung; default 120'],
    ...RATE_HELP,
    ...CARBON_HELP,
    ['--json', 'one JSON document on stdout'],
  ],
  async run(argv) {
    const { values, positionals } = readWords(argv, OPTIONS, run);
    if (positionals.length > 1)
      throw new AuditError(
        'usage',
        `expected one design file, got also ${positionals[1]}; usage: wattproof ${run.usage}`,
      );
    const overrides = carbonOverrides(values);
    const trainer_silence_s = numberOption(values['trainer-silence'], 'trainer-silence', {
      min: 0.1,
      max: 86400,
    });
    const parts: EngineParts = {
      ...terminalParts(overrides, values.trainer),
      ...rateOverrides(values),
      ...(trainer_silence_s === undefined ? {} : { trainer_silence_s }),
    };
    const progress = new ProgressLine(process.stderr);
    const {
      study_path,
      said,
      run: sweep,
    } = await runSource(parts, values, positionals[0], (text) => progress.say(text));
    progress.say(said);

    const outcome = await withInterrupts(sweep, progress);
    if (outcome.state !== 'done')
      throw new AuditError(
        outcome.state === 'aborted' ? 'aborted' : 'trainer',
        `${outcome.message}; everything recorded so far is in ${study_path}${outcome.state === 'aborted' ? ', and wattproof run --resume goes on with it' : ''}`,
      );
    const report = values['no-report'] ? null : study_path.replace(/(\.wattproof)?$/, '.html');
    const options = { settings: parts.settings, uuid: outcome.uuid };
    if (report) await writeReport(study_path, report, options);
    const view = viewStudy(study_path, options);
    const document = runDocument(view, report);
    if (values.json) printJson(document);
    else printRun(view, document);
    if (outcome.failed_trials > 0 && outcome.message !== null) printError(outcome.message);
    return outcome.failed_trials > 0 ? 1 : 0;
  },
};

/** An interrupt ends the sweep cleanly: the trainer is asked to stop and the study is closed. */
async function withInterrupts(
  sweep: (hooks: SweepHooks) => Promise<SweepOutcome>,
  progress: ProgressLine,
): Promise<SweepOutcome> {
  const abort = new AbortController();
  const letGo = onStopSignals(() => abort.abort());
  try {
    return await sweep({ signal: abort.signal, onProgress: (state) => progress.show(state) });
  } finally {
    progress.end();
    letGo();
  }
}

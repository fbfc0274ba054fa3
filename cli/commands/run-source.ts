// Where `run` gets its sweep from: a design, the design of an earlier study, or an unfinished study.
import { resolve } from 'node:path';
import type { Design } from '../../core/design/design.ts';
import { trialCount } from '../../core/design/layout.ts';
import { AuditError } from '../../core/errors.ts';
import { designNamed } from '../../engine/design/presets.ts';
import { quickDesign } from '../../engine/design/quick.ts';
import type { EngineParts } from '../../engine/setup/parts.ts';
import { newStudyPath, studiesDir } from '../../engine/setup/study-paths.ts';
import { type OnChangedMachine, resumeSweep } from '../../engine/sweep/resume.ts';
import { designIn } from '../../engine/sweep/resume-plan.ts';
import { runSweep, type SweepOptions, type SweepOutcome } from '../../engine/sweep/sweep.ts';

export const SOURCE_OPTIONS = {
  resume: { type: 'string' },
  again: { type: 'string' },
  'on-changed-machine': { type: 'string' },
  out: { type: 'string' },
} as const;

export const SOURCE_HELP: readonly (readonly [string, string])[] = [
  [
    '--resume STUDY',
    'go on with a study that was not finished: same trials, same order, the interrupted one again',
  ],
  [
    '--on-changed-machine W',
    'with --resume on another processor, other GPUs or with another trainer: refuse (default) or accept',
  ],
  ['--again STUDY', 'run the design of a study anew, with its seed, into a new study'],
  ['--out STUDY', 'the new study file; default: a dated name in the data folder'],
];

/** What a sweep reports to and is stopped by. */
export type SweepHooks = Pick<SweepOptions, 'signal' | 'onProgress'>;

export interface RunSource {
  readonly study_path: string;
  /** One line for the user before it starts. */
  readonly said: string;
  run(hooks: SweepHooks): Promise<SweepOutcome>;
}

interface SourceWords {
  readonly resume?: string | undefined;
  readonly again?: string | undefined;
  readonly 'on-changed-machine'?: string | undefined;
  readonly out?: string | undefined;
}

/** @param named the design's file or preset; absent: the quick benchmark. @throws AuditError `usage`, `design`, `study` */
export async function runSource(
  parts: EngineParts,
  words: SourceWords,
  named: string | undefined,
  say: (text: string) => void,
): Promise<RunSource> {
  refuseTogether(words, named);
  const on_changed_machine = onChangedMachine(words['on-changed-machine']);
  if (words.resume !== undefined) {
    const study_path = resolve(words.resume);
    return {
      study_path,
      said: `going on with ${study_path}`,
      run: (hooks) => resumeSweep(parts, { study_path, on_changed_machine, ...hooks }),
    };
  }
  const design =
    words.again === undefined ? await designFor(parts, named, say) : designIn(resolve(words.again));
  const study_path = resolve(
    words.out ??
      (await newStudyPath(studiesDir(parts.env.data_dir, parts.settings), design.name, Date.now())),
  );
  return {
    study_path,
    said: `${design.name}: ${trialCount(design)} trials, study ${study_path}`,
    run: (hooks) => runSweep(parts, { design, study_path, ...hooks }),
  };
}

async function designFor(
  parts: EngineParts,
  named: string | undefined,
  say: (text: string) => void,
): Promise<Design> {
  if (named !== undefined && named !== 'quick') return (await designNamed(parts, named)).design;
  say('Quick benchmark: inspecting the machine and timing the trainer');
  return quickDesign(parts);
}

function refuseTogether(words: SourceWords, named: string | undefined): void {
  const { resume, again, out } = words;
  const given = [resume && '--resume', again && '--again', named].filter((one) => one !== undefined);
  if (given.length > 1)
    throw new AuditError(
      'usage',
      `expected one of a design, --resume and --again, got ${given.join(' and ')}`,
    );
  if (resume !== undefined && out !== undefined)
    throw new AuditError('usage', '--resume goes on in the study itself; omit --out, or use --again');
  if (resume === undefined && words['on-changed-machine'] !== undefined)
    throw new AuditError('usage', '--on-changed-machine belongs to --resume; omit it');
}

function onChangedMachine(word: string | undefined): OnChangedMachine {
  if (word === undefined || word === 'refuse' || word === 'accept') return word ?? 'refuse';
  throw new AuditError('usage', `--on-changed-machine expects refuse or accept, got ${word || 'nothing'}`);
}

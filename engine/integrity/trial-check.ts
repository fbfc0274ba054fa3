// Checks the times of one trial: phases in order, samples inside the trial, epochs inside the training and as planned.
import { Design } from '../../core/design/design.ts';
import type { Finding } from '../../core/study/finding.ts';
import { COMMAND_PHASE, TRAIN_PHASE } from '../../core/study/phase.ts';
import { TRAINER_PHASES } from '../../core/trainer-protocol.ts';
import { nsFromS } from '../../core/units.ts';
import { readEpochs } from '../../db/epochs.ts';
import { readPhases, type StoredPhase } from '../../db/phases.ts';
import { sampleSpan } from '../../db/samples.ts';
import type { StudyFile } from '../../db/study-file.ts';
import type { StoredTrial } from '../../db/trials.ts';

/** Sampling begins before the first phase and goes on after the last, at most for this long. */
const AROUND_NS = nsFromS(60);
const ORDER: readonly string[] = ['thermal', 'idle', ...TRAINER_PHASES, COMMAND_PHASE, 'cooldown'];

export function checkTrial(
  study: StudyFile,
  trial: StoredTrial,
  design: Design | null,
): { phases: number; epochs: number; findings: Finding[] } {
  const phases = readPhases(study, trial.id);
  const epochs = readEpochs(study, trial.id);
  const findings: Finding[] = [];
  const say = (what: string, expected: string, found: string): void =>
    void findings.push({ where: `trial ${trial.id}: ${what}`, expected, found });

  const span = extent(phases);
  for (const [index, phase] of phases.entries()) {
    const before = phases[index - 1];
    if (phase.t_end_ns !== null && phase.t_end_ns < phase.t_begin_ns)
      say(
        `phase ${phase.name}`,
        'an end after its begin',
        `an end ${phase.t_begin_ns - phase.t_end_ns} ns earlier`,
      );
    if (before?.t_end_ns != null && phase.t_begin_ns < before.t_end_ns)
      say(`phase ${phase.name}`, `a begin after the end of ${before.name}`, 'an earlier begin');
    if (before !== undefined && ORDER.indexOf(phase.name) < ORDER.indexOf(before.name))
      say(
        'order of the phases',
        `${phase.name} before ${before.name}`,
        `${before.name} before ${phase.name}`,
      );
    if (phase.t_end_ns === null && trial.state === 'done')
      say(`phase ${phase.name}`, 'an end, since the trial is done', 'none');
  }
  const samples = sampleSpan(study, trial.id);
  if (span !== null && samples.t_begin_ns !== null && samples.t_end_ns !== null) {
    if (samples.t_begin_ns < span.t_begin_ns - AROUND_NS || samples.t_end_ns > span.t_end_ns + AROUND_NS)
      say('times of the samples', 'samples during the trial', 'samples far outside it');
  } else if (trial.state === 'done' && samples.t_begin_ns === null)
    say('samples', 'samples, since the trial is done', 'none');

  const train = phases.find(({ name }) => name === TRAIN_PHASE);
  for (const [index, epoch] of epochs.entries()) {
    const before = epochs[index - 1];
    if (before !== undefined && epoch.epoch !== before.epoch + 1)
      say('epochs', `epoch ${before.epoch + 1}`, `epoch ${epoch.epoch}`);
    if (epoch.t_end_ns < epoch.t_begin_ns || (before !== undefined && epoch.t_end_ns < before.t_end_ns))
      say(`epoch ${epoch.epoch}`, 'times in order', 'an end that is too early');
    else if (
      train?.t_end_ns != null &&
      (epoch.t_begin_ns < train.t_begin_ns || epoch.t_end_ns > train.t_end_ns)
    )
      say(`epoch ${epoch.epoch}`, 'times within the training', 'times outside it');
  }
  const planned = Number(trial.levels['epochs'] ?? Number.NaN);
  if (design !== null && trial.state === 'done' && Number.isFinite(planned) && epochs.length !== planned)
    say('epochs', `${planned}, as planned`, String(epochs.length));
  if (trial.state === 'done' && design !== null && trial.result === null)
    say('result', 'the result of the trainer, since the trial is done', 'none');
  const { test_accuracy = 0, samples_per_s = 0 } = trial.result ?? {};
  if (!(test_accuracy >= 0 && test_accuracy <= 1)) say('accuracy', '0 to 1', String(test_accuracy));
  if (!(samples_per_s >= 0)) say('training speed', '0 or more examples a second', String(samples_per_s));
  return { phases: phases.length, epochs: epochs.length, findings };
}

/** From the first begin to the last edge; null without phases. */
function extent(phases: readonly StoredPhase[]): { t_begin_ns: number; t_end_ns: number } | null {
  if (phases.length === 0) return null;
  const edges = phases.flatMap(({ t_begin_ns, t_end_ns }) => [t_begin_ns, t_end_ns ?? t_begin_ns]);
  return { t_begin_ns: Math.min(...edges), t_end_ns: Math.max(...edges) };
}

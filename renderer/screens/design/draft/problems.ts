// What stands in the way of a design: where in the editor, and why.
import { messageOf } from '../../../../core/errors.ts';
import { factorLabel } from '../../../format/labels.ts';

export interface Problem {
  /** Path in the design, as far as the editor has a place for it: `factors.batch_size`, `protocol.stop`, `fraction`. */
  readonly where: string;
  readonly text: string;
}

const PLACES: Readonly<Record<string, string>> = {
  name: 'Name of the study',
  factors: 'Factors',
  seed: 'Seed of the order',
  replicates: 'Replicates of every cell',
  idle_s: 'Idle baseline before',
  cooldown_s: 'Cool-down after',
  hidden: 'Widths of the hidden layers',
  channels: 'Filters of the convolutions',
  'protocol.warmup_trials': 'Warm-up trainings',
  'protocol.thermal_band_c': 'Thermal band',
  'protocol.thermal_timeout_s': 'Longest wait',
  'protocol.outliers': 'Outlier rule',
  'protocol.outliers.k': 'Outlier rule',
  'protocol.stop': 'Ending early',
};

/** What a place is called on the screen. */
export const placeLabel = (where: string): string =>
  PLACES[where] ??
  PLACES[where.split('.').slice(0, 2).join('.')] ??
  factorLabel(where.split('.').at(1) ?? where);

/** The refusal of a whole design, put where it belongs by the path that its line begins with. */
export function placedProblem(error: unknown): Problem {
  const line = messageOf(error).replace(/^the design is not usable: /, '');
  const [, path, text] = /^((?:[a-z_]+\.)*[a-z_0-9]+): (.*)$/.exec(line) ?? [];
  if (path === undefined || text === undefined) {
    if (line.startsWith('the design has one level')) return { where: 'factors', text: line };
    return { where: line.includes('hidden widths') ? 'hidden' : 'design', text: line };
  }
  const [first = '', second] = path.split('.');
  const has_places = ['factors', 'user_factors', 'protocol', 'data_sets'].includes(first);
  return { where: has_places && second !== undefined ? `${first}.${second}` : first, text };
}

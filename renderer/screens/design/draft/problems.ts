// Problems of a draft, each with its place in the editor and its reason.
import { messageOf } from '../../../../core/errors.ts';
import { factorLabel } from '../../../format/labels.ts';
import { FIELD_NAMES } from '../texts/problems.ts';

export interface Problem {
  /** Path of the field in the design, cut where the editor has no finer place: `factors.batch_size`, `fraction`. */
  readonly where: string;
  readonly text: string;
}

const PLACES: Readonly<Record<string, string>> = FIELD_NAMES;

/** Name of a place on the screen. */
export const placeLabel = (where: string): string =>
  PLACES[where] ??
  PLACES[where.split('.').slice(0, 2).join('.')] ??
  factorLabel(where.split('.').at(1) ?? where);

/** Places the error of a whole design by the path at the start of its message. */
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

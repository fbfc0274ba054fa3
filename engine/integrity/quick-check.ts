// The check on opening: whether what is shown still is what was stored. It reads everything but the samples, and those of
// a small study too.
import { AuditError, messageOf } from '../../core/errors.ts';
import type { Finding } from '../../core/study/finding.ts';
import { checkChain, type Depth } from '../../db/chain/check.ts';
import { readLevels } from '../../db/factors.ts';
import { readPhaseSpans } from '../../db/phases.ts';
import { hasMoreSamplesInAll } from '../../db/samples.ts';
import { checkReferences, SMALL_TABLES } from '../../db/self-check.ts';
import { readTrials, type StoredTrial } from '../../db/trials.ts';
import type { StudyContents } from '../study/study-contents.ts';
import { energiesOf } from '../study/trial-energy.ts';
import { checkPlan } from './plan-check.ts';
import { implausible } from './plausible.ts';
import { inWords } from './recomputed.ts';

/** Up to this many trials, energies and samples everything shown is computed again: a tenth of a second. */
const MOST_TRIALS = 2000;
const MOST_ENERGIES = 500;
const MOST_SAMPLES = 50_000;
/** A change below this share of an energy is left to `verify`. */
const NOTED_SHARE = 1e-6;

/** What does not fit; empty for a study that is as it was stored. Never throws for damaged contents. */
export function quickCheck(contents: StudyContents, depth: Depth): Finding[] {
  const { file, head } = contents;
  return [
    ...tried('the hash chain', () => checkChain(file, depth).findings),
    ...tried('the tables', () => checkReferences(file, SMALL_TABLES)),
    ...tried('planned trials', () => {
      const trials = readTrials(file);
      return head.design_json === null || trials.length > MOST_TRIALS
        ? []
        : checkPlan(head.design_json, trials, readLevels(file));
    }),
    ...tried('energies', () => implausible(contents)),
    ...tried('samples', () => (isSmall(contents) ? recomputed(contents, readTrials(file)) : [])),
  ];
}

const isSmall = ({ file, sources, energies }: StudyContents): boolean =>
  energies.size * sources.length <= MOST_ENERGIES && !hasMoreSamplesInAll(file, MOST_SAMPLES);

function tried(where: string, check: () => readonly Finding[]): readonly Finding[] {
  try {
    return check();
  } catch (error) {
    if (error instanceof AuditError && error.code !== 'study') throw error;
    return [{ where, expected: 'contents that can be read', found: messageOf(error) }];
  }
}

/** Energies of the judged phase against the samples. */
function recomputed(
  { file, sources, phase, energies }: StudyContents,
  trials: readonly StoredTrial[],
): Finding[] {
  const spans = readPhaseSpans(file, phase);
  return trials.flatMap(({ id: trial, state }) => {
    const span = spans.get(trial);
    const stored = energies.get(trial) ?? [];
    if (state !== 'done') return [];
    if (span === undefined || span.t_end_ns === null)
      return [
        {
          where: `trial ${trial}: ${phase}`,
          expected: 'a phase that ended, since the trial is done',
          found: 'none',
        },
      ];
    if (stored.length !== sources.length)
      return [
        {
          where: `trial ${trial}, ${phase}: energies`,
          expected: `one for each of ${sources.length} sources`,
          found: String(stored.length),
        },
      ];
    const found = energiesOf(file, trial, sources, { t_begin_ns: span.t_begin_ns, t_end_ns: span.t_end_ns });
    return stored.flatMap(({ source, energy_j, ci }) => {
      const again = found[source - 1];
      if (again === undefined) return [];
      const where = `trial ${trial}, ${phase}, ${sources[source - 1]?.id}`;
      const differs = (a: number | null | undefined, b: number | null | undefined): boolean =>
        typeof a === 'number' && typeof b === 'number'
          ? Math.abs(a - b) > NOTED_SHARE * Math.max(Math.abs(a), 1e-3)
          : (a ?? null) !== (b ?? null);
      const say = (what: string, right: unknown, wrong: unknown): Finding[] => [
        {
          where: `${where}: ${what}`,
          expected: `${inWords(right, 'J')} from the samples`,
          found: inWords(wrong, 'J'),
        },
      ];
      if (differs(again.energy_j, energy_j)) return say('energy', again.energy_j, energy_j);
      if (differs(again.ci?.[0], ci?.[0]) || differs(again.ci?.[1], ci?.[1]))
        return say('interval', again.ci, ci);
      return [];
    });
  });
}

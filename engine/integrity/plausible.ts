// Looks for energies that cannot be true whatever the samples say: negative, without samples, or beyond any machine.
import { plausiblePowerW } from '../../core/energy/plausible-power.ts';
import type { Finding } from '../../core/study/finding.ts';
import { secondsBetween } from '../../core/units.ts';
import { energiesWithoutSamples } from '../../db/energies.ts';
import { readPhaseSpans } from '../../db/phases.ts';
import { sampleSpan } from '../../db/samples.ts';
import type { StudyContents } from '../study/study-contents.ts';
import { inWords } from './recomputed.ts';

/** Energies of the judged phase, by a few look-ups for each. */
export function implausible({ file, sources, phase, energies }: StudyContents): Finding[] {
  const spans = readPhaseSpans(file, phase);
  // A trial that ended in the middle of the phase has its energy up to the last reading.
  const lastReadingNs = (trial: number): number | null => sampleSpan(file, trial).t_end_ns;
  const findings: Finding[] = [];
  for (const [trial, of_trial] of energies)
    for (const { source, energy_j, ci } of of_trial) {
      if (energy_j === null) continue;
      const from = sources[source - 1];
      const where = `trial ${trial}, ${phase}, ${from?.id ?? `source ${source}`}: energy`;
      const say = (expected: string, found: string): void => void findings.push({ where, expected, found });
      const span = spans.get(trial);
      if (energy_j < 0) say('an energy of 0 J or more', inWords(energy_j, 'J'));
      else if (!Number.isFinite(energy_j)) say('a finite energy', inWords(energy_j, 'J'));
      else if (ci !== null && !(ci[0] <= energy_j && energy_j <= ci[1]))
        say('an energy inside its own interval', `${inWords(energy_j, 'J')} and ${inWords(ci, 'J')}`);
      const end_ns = span?.t_end_ns ?? lastReadingNs(trial);
      if (from === undefined) say('a source of the study', `source ${source}`);
      else if (span === undefined || end_ns === null || end_ns <= span.t_begin_ns)
        say('no energy, since nothing was read in the phase', inWords(energy_j, 'J'));
      else {
        const power_w = energy_j / secondsBetween(span.t_begin_ns, end_ns);
        const most_w = plausiblePowerW(from.domain);
        if (power_w > most_w) say(`a power of at most ${most_w} W`, `${Math.round(power_w)} W`);
      }
    }
  for (const { trial, source } of energiesWithoutSamples(file, phase))
    findings.push({
      where: `trial ${trial}, ${phase}, ${sources[source - 1]?.id ?? `source ${source}`}: energy`,
      expected: 'samples behind it',
      found: 'no sample',
    });
  return findings;
}

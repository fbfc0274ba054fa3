// Prints the result of a sweep on the terminal.

import type { StudyView } from '../core/contract/ipc.ts';
import type { RunDocument } from '../core/study/run-document.ts';
import { flagWords } from '../core/words/flags.ts';
import { formatInterval, formatQuantity } from '../core/words/format.ts';
import { printAnalysis } from './analysis-text.ts';
import { print, wrap } from './output.ts';

export function printRun(view: StudyView, { analysis, carbon, report, study }: RunDocument): void {
  const done = view.trials.filter((trial) => trial.state === 'done').length;
  print('', `${view.name}: ${done} of ${view.trials.length} trials done`, '');
  if (view.kind === 'modelled' || view.kind === 'mixed') print(...boxed(MODELLED_NOTE[view.kind]), '');
  for (const note of view.design?.notes ?? []) print(...wrap(note), '');
  printAnalysis(analysis, view.responses.find(({ name }) => name === analysis.response)?.unit);
  for (const [flag, trials] of flagged(view)) print('', ...wrap(`Note: ${flag}: ${trials} trials.`));
  print(
    '',
    ...wrap(
      `CO2e of all trainings: ${formatQuantity(carbon.carbon_g, 'g')}${carbon.ci ? ` (95 % interval ${formatInterval(carbon.ci, 'g')})` : ''} at ${carbon.intensity_g_per_kwh} g/kWh (${carbon.region}; ${carbon.source})`,
    ),
    ...carbon.caveats.flatMap((caveat) => wrap(`Note: ${caveat}`)),
    '',
    `Study:  ${study}`,
    `Report: ${report ?? 'not written'}`,
  );
}

/** Number of trials with each flag. */
function flagged(view: StudyView): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { flags } of view.trials)
    for (const flag of flags) {
      const { label } = flagWords(flag);
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
  return counts;
}

const MODELLED_NOTE = {
  modelled:
    'THESE ENERGIES ARE ESTIMATES. No power sensor could be read on this machine, so power was modelled from utilisation and data sheets. They cannot show that one precision draws more power than another: no evidence of a precision effect.',
  mixed:
    'PART OF THESE ENERGIES ARE ESTIMATES. Where no sensor could be read, power was modelled. The modelled part is no evidence of a precision effect.',
} as const;

function boxed(text: string): string[] {
  const lines = wrap(text, 92);
  const width = Math.max(...lines.map((line) => line.length));
  const rule = '='.repeat(width + 4);
  return [rule, ...lines.map((line) => `  ${line}`), rule];
}

// Prints a design: what is varied, what is held constant, the run order, and where its settings come from.
import type { PlannedTrial } from '../core/design/design.ts';
import { factorList } from '../core/design/factor-list.ts';
import type { FractionStructure } from '../core/design/fraction.ts';
import { cellCount, variedFactors } from '../core/design/layout.ts';
import type { Preset } from '../core/design/presets.ts';
import { textLevels } from '../core/forecast/planned-cells.ts';
import { formatLevel, formatLevels, formatTerm } from '../core/words/format.ts';
import { print, table, wrap } from './output.ts';

/** Number of trials shown from the run order. */
const SHOWN = 8;
const ORDERS = {
  blocks: 'randomised complete blocks',
  random: 'one random order',
  latin_square: 'blocks that are rows of Latin squares',
} as const;

export function printDesign(
  { design, provenance }: Preset,
  trials: readonly PlannedTrial[],
  fraction: FractionStructure | null,
  written: string | null,
): void {
  const varied = variedFactors(design);
  const { replicates, seed, order } = design;
  print(
    `${design.name}: ${cellCount(design)} cells x ${replicates} replicates = ${trials.length} trials, ${ORDERS[order]}, seed ${seed}`,
    '',
    ...table(
      ['factor', 'levels', ''],
      factorList(design).map(({ name, levels }) => [
        formatTerm(name),
        levels.map((level) => formatLevel(String(level))).join(', '),
        levels.length > 1 ? 'varied' : 'held',
      ]),
    ),
    '',
  );
  if (fraction) {
    print(...wrap(`Fraction of resolution ${fraction.resolution}: ${fraction.relation}.`));
    for (const { effect, with: others } of fraction.aliases)
      print(...wrap(`${effect} cannot be separated from ${others.join(', ')}.`));
    print('');
  }
  print(
    ...table(
      ['trial', 'block', 'cell'],
      trials
        .slice(0, SHOWN)
        .map((trial) => [
          String(trial.order),
          String(trial.block),
          formatLevels(textLevels(trial.levels), varied),
        ]),
    ),
    ...(trials.length > SHOWN ? [`... and ${trials.length - SHOWN} more`] : []),
  );
  if (provenance.length > 0)
    print(
      '',
      'Where the settings come from',
      ...provenance.flatMap(({ field, tag, why }) => wrap(`${field}: ${tag}; ${why}.`)),
    );
  for (const note of design.notes) print('', ...wrap(`Note: ${note}`));
  if (written !== null) print('', `Written to ${written}.`);
}

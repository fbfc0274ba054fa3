// Means of levels adjusted for the other factors, and the first factor's effect within each of their combinations.
import type { Analysis } from '../../../core/statistics/analysis.ts';
import {
  formatColumn,
  formatFixed,
  formatLevels,
  formatP,
  formatTerm,
  type UnitScale,
} from '../../../core/words/format.ts';
import { type Html, html } from '../../../core/words/html.ts';
import { type Numbering, table } from '../table.ts';
import { confidence, ends, orMissing } from '../words.ts';

/** Empty for a single factor, whose means and tests are already in the other tables. */
export function adjustedTables(
  { estimated_means, simple_effects, anova, alpha }: Analysis,
  named: string,
  scale: UnitScale,
  numbering: Numbering,
): (Html | null)[] {
  if (anova.kind !== 'factorial') return [];
  const means = estimated_means.filter(({ levels }) => Object.keys(levels).length === 1);
  const shown = formatColumn(
    means.map(({ mean }) => mean),
    scale,
    5,
  );
  return [
    table(numbering, {
      caption: `Adjusted means of levels: ${named}`,
      columns: [
        { title: 'Level', cell: ({ levels }) => formatLevels(levels) },
        { title: 'Mean', align: 'right', cell: ({ mean }) => orMissing(mean, shown) },
        { title: 'SE', align: 'right', cell: ({ se }) => orMissing(se, shown) },
        { title: `${confidence(alpha)} CI`, align: 'right', cell: ({ ci }) => ends(ci, shown) },
      ],
      rows: means,
      note: 'Model predictions averaged over the other factors with equal weights, as if every setting had run equally often.',
    }),
    table(numbering, {
      caption: `Effect of ${formatTerm(simple_effects[0]?.term ?? '')} within single settings`,
      columns: [
        { title: 'At', cell: ({ levels }) => formatLevels(levels) },
        { title: html`<i>F</i>`, align: 'right', cell: ({ f }) => orMissing(f, formatFixed) },
        { title: 'df', align: 'right', cell: ({ df1, df2 }) => `${df1}, ${df2}` },
        { title: html`<i>p</i>`, align: 'right', cell: ({ p }) => orMissing(p, formatP) },
        { title: html`<i>p</i> Holm`, align: 'right', cell: ({ p_holm }) => orMissing(p_holm, formatP) },
      ],
      rows: simple_effects,
      note: 'F uses the residual of the full model.',
    }),
  ];
}

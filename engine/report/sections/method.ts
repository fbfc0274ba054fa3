// The method in prose, generated from what this study actually did, for the reader who has to judge it.

import type { ReportModel } from '../../../core/report/model.ts';
import { isAnalysed } from '../../../core/study/trial-row.ts';
import { formatQuantity } from '../../../core/words/format.ts';
import { type Html, html } from '../../../core/words/html.ts';
import { confidence, listed } from '../words.ts';

export function methodSection(model: ReportModel): Html {
  return html`<section id="method"><h2>Method</h2>
${model.command ? recording() : experiment(model)}
<p>${energyWords(model)}</p>
${model.study.analysis ? html`<p>${analysisWords(model)}</p>` : null}
<p>CO<sub>2</sub>e is the energy times the building’s overhead (PUE) times the annual average intensity of the grid. Its interval combines the relative
half-widths of energy and factor in quadrature.</p>
</section>
`;
}

const recording = (): Html =>
  html`<p>The command ran once as given, and the power sources were read from shortly before its start to shortly after its end. The energy covers
the time between start and end. One run does not show how much another would differ.</p>`;

function experiment({ study }: ReportModel): Html {
  const { design, trials } = study;
  if (!design) return html`<p>The study has no design.</p>`;
  const done = trials.filter((trial) => trial.state === 'done').length;
  const finished =
    done === trials.length
      ? ''
      : ` Of the ${trials.length} planned trials ${done} finished; the others are in none of the results.`;
  const blocks =
    design.replicates > 1
      ? `Every setting was planned to run ${design.replicates} times, in randomised complete blocks: each block holds every setting once, in an order drawn from the seed, so that ` +
        'slow changes of the machine (temperature, background load) affect all settings alike. Within a block all settings start from the same weights and ' +
        'see the data in the same order.'
      : 'Every setting was planned to run once, so the spread between runs is unknown and no test is possible.';
  return html`<p>${blocks}${finished} A replicate is one separate, complete run; readings within a run are not replicates and are never tested as if they were.</p>
<p>A trial consists of an idle phase (${design.idle_s} s), loading, a warm-up whose steps are discarded (the weights are then reset to the seed), training,
evaluation on the test data, and a cool-down (${design.cooldown_s} s). The training process timestamps the phase edges with the monotonic clock that also timestamps the power
readings. Time, energy and power in this report are those of the training phase alone.</p>`;
}

function energyWords({ sources, idle_power_w, study }: ReportModel): string {
  const kinds = new Set(sources.map(({ kind }) => kind));
  const ways = [
    kinds.has('measured') || kinds.has('derived')
      ? 'from a hardware energy counter, where there is one, as the difference of the counter, interpolated at the edges of the phase; from a power reading alone, as its integral (trapezoids)'
      : null,
    kinds.has('modelled') ? 'without a sensor, from a named model of power over time' : null,
  ].filter((way) => way !== null);
  const idle =
    idle_power_w === null
      ? ''
      : ` In the idle phases the parts in the total drew ${formatQuantity(idle_power_w, 'W', 3)} on average; ${idleShare(study, idle_power_w)}`;
  return (
    `The energy of a phase is obtained for each source separately: ${listed(ways) || 'there was no source'}. The first reading of a counter is never energy, a failed reading is ` +
    'missing and not zero, and a counter wrap is corrected and flagged. Energies are gross: they include what the machine draws while idle.' +
    idle
  );
}

function idleShare({ trials }: ReportModel['study'], idle_power_w: number): string {
  const powers = trials.flatMap((trial) =>
    isAnalysed(trial) && trial.power_total_w !== null ? [trial.power_total_w] : [],
  );
  if (powers.length === 0) return 'nothing was subtracted.';
  const mean_w = powers.reduce((sum, power_w) => sum + power_w, 0) / powers.length;
  return `net of that, training drew ${formatQuantity(mean_w - idle_power_w, 'W', 3)} on average.`;
}

function analysisWords({ study }: ReportModel): string {
  const { analysis } = study;
  if (!analysis) return '';
  const { anova, welch_anova, t_tests, post_hoc, rank_tests, equivalence, alpha, headline } = analysis;
  const methods = [...new Set(t_tests.map(({ method }) => method))];
  const sentences = [
    `Settings are compared by a ${anova.kind} analysis of variance (type ${anova.ss_type === 2 ? 'II' : 'III'} sums of squares)`,
    welch_anova ? ', and by Welch’s, which does not assume equal variances' : '',
    t_tests.length > 0
      ? `; pairs by ${listed(methods.map((method) => `${method}${method === 'paired' ? '' : '’s'}`))} t-tests with p adjusted by Holm’s method for ${t_tests.length} comparison${t_tests.length > 1 ? 's' : ''}`
      : '',
    post_hoc.length > 0 ? `; post hoc by ${listed([...new Set(post_hoc.map(({ method }) => method))])}` : '',
    '.',
    headline
      ? ` The verdict quotes one test, ${headline.name}${headline.asked ? ', which was requested' : `, chosen by a rule made before the data: ${headline.reason.replace(/\.$/, '')}`}.`
      : '',
    ' Effects are given as Hedges’ g with an interval from the noncentral t distribution, and as shares of variance (η², ω²).',
    ' Normality is checked by Shapiro–Wilk, equality of variances by Brown–Forsythe.',
    rank_tests.mann_whitney.length > 0 || rank_tests.kruskal_wallis
      ? ' Rank tests accompany the parametric ones in case their assumptions fail.'
      : '',
    equivalence.length > 0 ? ' Equivalence is tested by two one-sided tests.' : '',
    ` The level is α = ${alpha}, intervals are at ${confidence(alpha)}; p-values are two-sided unless stated otherwise. A p above the level does not show that there is no difference.`,
  ];
  return sentences.join('');
}

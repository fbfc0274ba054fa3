// How to check the report (its study file, program versions and commands), and the glossary.

import type { ReportModel } from '../../../core/report/model.ts';
import { type Html, html } from '../../../core/words/html.ts';
import { definitions } from '../table.ts';
import { utc } from '../words.ts';

export function reproduceSection({ file, versions, study, generated_unix_ms }: ReportModel): Html {
  const quoted = /^[\w.+-]+$/.test(file.name) ? file.name : `'${file.name.replaceAll("'", "'\\''")}'`;
  const factors = study.factors.map((factor) => ` --factor ${factor}`).join('');
  const analyze = study.analysis
    ? `wattproof analyze ${quoted} --response ${study.analysis.response}${factors}\n`
    : '';
  return html`<section id="reproduce"><h2>Reproducibility</h2>
<p>The study file holds every raw sample, the phases, the machine, the design and its seed. These commands recompute the whole report from it:</p>
<pre><code>${analyze}wattproof report ${quoted} --format html</code></pre>
${definitions([
  ['Study file', html`<code>${file.name}</code>`],
  [
    'SHA-256',
    file.sha256 ? html`<code class="hash">${file.sha256}</code>` : 'none: the file was still being written',
  ],
  ['Report made', utc(generated_unix_ms)],
  ...versions.map(({ name, version }) => [name, version] as const),
])}
</section>
`;
}

const WORDS: readonly (readonly [string, string])[] = [
  ['Measured', 'Read from a sensor or a hardware counter of the part itself.'],
  ['Derived', 'Computed from measurements, for instance grams of CO2e from joules.'],
  [
    'Modelled',
    'Estimated without a sensor, from utilisation, rated power or size. No evidence of differences in energy.',
  ],
  ['Trial', 'One planned run of one setting.'],
  ['Setting (cell)', 'One combination of the levels of the factors.'],
  ['Replicate', 'One complete run of a setting among several; the unit that the statistics count.'],
  ['Block', 'A group of trials that contains every setting once, run one after another in random order.'],
  ['Gross, net', 'With and without what the machine draws while idle.'],
  [
    'Interval of an energy',
    'Where the true energy lies with 95 % confidence, given sensor gain, phase edges and model error.',
  ],
  [
    'Confidence interval',
    'Where the mean of many replicates lies, given the spread between the observed runs.',
  ],
  [
    'Hedges’ g',
    'A difference of means in units of the pooled standard deviation, corrected for small samples.',
  ],
  [
    'ω², η²',
    'The share of the variance explained by a factor: ω² nearly without bias, η² biased towards large values.',
  ],
  ['PUE', 'Power usage effectiveness: energy of the whole building divided by that of its computers.'],
  ['CO2e', 'Carbon dioxide equivalent: greenhouse gases weighted by their warming over 100 years.'],
];

export const glossarySection = (): Html =>
  html`<section id="glossary"><h2>Glossary</h2>
${definitions(WORDS)}
</section>
`;

// The figures, each with a caption and a table of its numbers.

import type { ChartConfiguration } from 'chart.js';
import {
  boxPlotFigure,
  interactionFigure,
  intervalFigure,
  powerTraceFigure,
} from '../../../core/figures/figures.ts';
import { svgFigure } from '../../../core/figures/svg/svg-figure.ts';
import type { ReportModel } from '../../../core/report/model.ts';
import type { ReportTrace } from '../../../core/study/trace.ts';
import {
  formatColumn,
  formatLevel,
  formatTerm,
  scaleFor,
  type UnitScale,
} from '../../../core/words/format.ts';
import { type Html, html } from '../../../core/words/html.ts';
import { phaseLabel } from '../../../core/words/phases.ts';
import { type Numbering, table } from '../table.ts';
import { cellName, confidence, orMissing, responseOf } from '../words.ts';
import { observedCells } from './observed-cells.ts';

export function figuresSection(model: ReportModel, numbering: Numbering): Html | null {
  const parts = [
    boxPlot(model, numbering),
    intervals(model, numbering),
    ...model.traces.map((trace) => powerTrace(model, trace, numbering)),
  ];
  if (parts.every((part) => part === null)) return null;
  return html`<section id="figures"><h2>Figures</h2>
${parts}
</section>
`;
}

function boxPlot(model: ReportModel, numbering: Numbering): Html | null {
  const cells = observedCells(model);
  if (cells.length === 0 || model.command) return null;
  const { label, unit } = responseOf(model);
  const scale = scaleFor(
    cells.flatMap((cell) => cell.values),
    unit,
  );
  const shown = formatColumn(
    cells.flatMap((cell) => cell.values),
    scale,
  );
  const groups = cells.map(({ levels, values }) => ({
    label: cellName(model, levels),
    values: values.map((value) => value / scale.per),
    ...seriesOf(model, levels),
  }));
  const figure = boxPlotFigure({ groups, y_label: axis(label, scale), theme: 'light' });
  return html`${framed(figure, numbering, {
    id: 'box-plot',
    label: `Box plots of ${label.toLowerCase()} for ${groups.length} settings`,
    caption: html`${label} of every finished trial by setting. Box: quartiles (type 7) with the median; whiskers: furthest trial within 1.5
interquartile ranges; diamond: mean; dots: single trials, spread sideways for visibility only. The axis need not start at zero.`,
  })}${table(numbering, {
    caption: `${axis(label, scale)}: the numbers of the box plots`,
    columns: [
      { title: 'Setting', cell: (cell) => cellName(model, cell.levels) },
      { title: 'n', align: 'right', cell: (cell) => cell.values.length },
      ...(['min', 'q1', 'median', 'q3', 'max'] as const).map((name) => ({
        title: FIVE[name],
        align: 'right' as const,
        cell: (cell: (typeof cells)[number]) => shown(cell[name]),
      })),
    ],
    rows: cells,
  })}`;
}
const FIVE = {
  min: 'Minimum',
  q1: 'Lower quartile',
  median: 'Median',
  q3: 'Upper quartile',
  max: 'Maximum',
} as const;

function intervals(model: ReportModel, numbering: Numbering): Html | null {
  const { analysis, factors } = model.study;
  if (!analysis || analysis.groups.length === 0) return null;
  const { label, unit } = responseOf(model);
  const scale = scaleFor(
    analysis.groups.map((group) => group.mean),
    unit,
  );
  const estimateOf = (group: (typeof analysis.groups)[number] | undefined) => ({
    mean: group ? group.mean / scale.per : null,
    ci: group?.ci ? ([group.ci[0] / scale.per, group.ci[1] / scale.per] as const) : null,
  });
  const [line, place] = factors;
  const crossed = factors.length === 2 && line !== undefined && place !== undefined;
  const levelsOf = (factor: string): string[] => [
    ...new Set(analysis.groups.map(({ levels }) => levels[factor] ?? '')),
  ];
  const figure = crossed
    ? interactionFigure({
        places: levelsOf(place).map(formatLevel),
        x_label: sentence(formatTerm(place)),
        series: levelsOf(line).map((level) => ({
          label: formatLevel(level),
          estimates: levelsOf(place).map((at) =>
            estimateOf(analysis.groups.find(({ levels }) => levels[line] === level && levels[place] === at)),
          ),
        })),
        y_label: axis(label, scale),
        theme: 'light',
      })
    : intervalFigure({
        cells: analysis.groups.map((group) => ({
          label: cellName(model, group.levels),
          ...estimateOf(group),
          ...seriesOf(model, group.levels),
        })),
        y_label: axis(label, scale),
        theme: 'light',
      });
  return framed(figure, numbering, {
    id: 'intervals',
    label: `Mean ${label.toLowerCase()} with confidence intervals`,
    caption: html`Mean ${label.toLowerCase()} by setting with its ${confidence(analysis.alpha)} confidence interval over the replicates (each cell separately,
<i>t</i> distribution). ${crossed ? 'Lines that are not parallel suggest an interaction. ' : ''}The table of means gives the numbers.`,
  });
}

function powerTrace(model: ReportModel, trace: ReportTrace, numbering: Numbering): Html {
  const { trial, series, phases } = trace;
  const row = model.study.trials.find((one) => one.trial === trial);
  const named = phases.map((phase) => ({ ...phase, name: phaseLabel(phase.name) }));
  const cell = row && model.study.factors.length > 0 ? ` (${cellName(model, row.levels)})` : '';
  return html`${framed(powerTraceFigure({ series, phases: named, theme: 'light' }), numbering, {
    id: `power-${trial}`,
    label: `Power over time of trial ${trial}`,
    caption: html`Power over time in trial ${trial}${cell}, as an example, with its phases. Dashed: modelled; gaps: no reading. Thinned
for drawing to the lowest and highest reading of each time slice.`,
  })}${table(numbering, {
    caption: `Phases of trial ${trial} with the mean power of each part in W, from all readings`,
    columns: [
      { title: 'Phase', cell: ({ name }) => name },
      { title: 'Begin, s', align: 'right', cell: ({ begin_s }) => begin_s.toFixed(2) },
      { title: 'End, s', align: 'right', cell: ({ end_s }) => end_s.toFixed(2) },
      ...series.map(({ label }, at) => ({
        title: label,
        align: 'right' as const,
        cell: (phase: (typeof named)[number]) =>
          orMissing(phase.mean_power_w[at] ?? null, (power_w) => power_w.toFixed(1)),
      })),
    ],
    rows: named,
  })}`;
}

type AnyFigure = ChartConfiguration<any, any, any>;

function framed(
  figure: AnyFigure,
  numbering: Numbering,
  about: { id: string; label: string; caption: Html },
): Html {
  return html`<figure>${svgFigure(figure, { id: about.id, label: about.label })}
<figcaption><b>Figure ${numbering.nextFigure()}.</b> ${about.caption}</figcaption></figure>
`;
}

/** Settings with the same precision share a colour; with fixed precision, those with the same level of the first factor. */
function seriesOf({ study }: ReportModel, levels: Readonly<Record<string, string>>): { series?: string } {
  const factor = study.factors.includes('precision') ? 'precision' : study.factors[0];
  const level = factor === undefined ? undefined : levels[factor];
  return level === undefined || study.factors.length < 2 ? {} : { series: level };
}

const axis = (label: string, { unit }: UnitScale): string => (unit === '' ? label : `${label}, ${unit}`);
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

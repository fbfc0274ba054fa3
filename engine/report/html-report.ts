// Renders the report as one self-contained HTML file: no scripts, no fonts, no network access.

import type { ReportModel } from '../../core/report/model.ts';
import { type Html, html } from '../../core/words/html.ts';
import { answerSection } from './sections/answer.ts';
import { assumptionsSection } from './sections/assumptions.ts';
import { carbonSection } from './sections/carbon.ts';
import { designSection } from './sections/design.ts';
import { figuresSection } from './sections/figures.ts';
import { machineSection } from './sections/machine.ts';
import { methodSection } from './sections/method.ts';
import { glossarySection, reproduceSection } from './sections/reproduce.ts';
import { sourcesSection } from './sections/sources.ts';
import { statisticsSection } from './sections/statistics.ts';
import { sweepSection } from './sections/sweep.ts';
import { doubtsBanner, kindBanner, titleBlock } from './sections/title.ts';
import { trialsSection } from './sections/trials.ts';
import { STYLE } from './style.ts';
import { Numbering } from './table.ts';

/** Blocks all fetching and scripts, even if something slips past the escaping. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** The answer first, then the evidence, then everything needed to check it. The same model gives the same text. */
export function renderHtmlReport(model: ReportModel): string {
  const numbering = new Numbering();
  const sections: readonly (readonly [id: string, title: string, Html | null])[] = [
    ['answer', 'Answer', answerSection(model, numbering)],
    ['sources', 'Measurements and methods', sourcesSection(model, numbering)],
    ['carbon', 'CO2', carbonSection(model)],
    ['figures', 'Figures', figuresSection(model, numbering)],
    ['statistics', 'Statistics', statisticsSection(model, numbering)],
    ['sweep', 'The sweep as a whole', sweepSection(model, numbering)],
    ['assumptions', 'Assumptions and warnings', assumptionsSection(model, numbering)],
    ['design', 'Design', designSection(model)],
    ['method', 'Method', methodSection(model)],
    ['trials', 'All trials', trialsSection(model, numbering)],
    ['machine', 'Machine', machineSection(model)],
    ['reproduce', 'Reproducibility', reproduceSection(model)],
    ['glossary', 'Glossary', glossarySection()],
  ];
  const there = sections.filter(([, , section]) => section !== null);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${model.study.name}: energy and carbon audit</title>
<style>${STYLE}</style>
</head>
<body>
${titleBlock(model)}
${doubtsBanner(model)}
${kindBanner(model)}
<nav aria-label="Contents"><ol>${there.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}</ol></nav>
<main>
${there.map(([, , section]) => section)}
</main>
<footer><p>Grid factors: ${model.factor.source}; licence ${model.factor.licence}.</p></footer>
</body>
</html>
`.html;
}

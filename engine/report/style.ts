// The style sheet of the report: plain dark on white, laid out for A4 and readable on a screen.
import { type Html, trusted } from '../../core/words/html.ts';

/** One inline style sheet, so that the report looks the same when mailed, archived or printed. */
export const STYLE: Html = trusted(`
:root { color-scheme: light; --ink: #1a1a1a; --muted: #555; --rule: #bbb; --soft: #f6f7f8; }
* { box-sizing: border-box; }
html { font: 10.5pt/1.5 Inter, "Segoe UI", Roboto, Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif; color: var(--ink); background: #fff; }
body { max-width: 48rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: .2rem 0 .6rem; font-weight: 650; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2.4rem 0 .6rem; padding-bottom: .2rem; border-bottom: 1px solid var(--rule); font-weight: 650; }
h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
p, ul, dl { margin: .5rem 0; }
p { text-wrap: pretty; }
.kicker { text-transform: uppercase; letter-spacing: .08em; font-size: .75rem; color: var(--muted); margin: 0; }
.meta { color: var(--muted); }
.banner { border: 1px solid #b35900; border-left-width: 6px; background: #fff7ed; padding: .4rem 1rem; margin: 1.2rem 0; }
.verdict { font-size: 1.08rem; line-height: 1.5; margin-top: .8rem; }
.apa { color: var(--muted); }
nav ol { columns: 2; margin: .4rem 0; padding-left: 1.4rem; }
nav a, a { color: #005a8c; overflow-wrap: anywhere; }
.table { margin: 1.2rem 0; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .86rem; line-height: 1.35; border-bottom: 1.5px solid var(--ink); font-variant-numeric: tabular-nums lining-nums; }
caption { text-align: left; padding: 0 0 .35rem; font-size: .92rem; }
thead th { border-top: 1.5px solid var(--ink); border-bottom: 1px solid var(--ink); font-weight: 600; vertical-align: bottom; }
th, td { padding: .25rem .6rem .25rem 0; text-align: left; vertical-align: top; font-weight: 400; }
tbody tr + tr > * { border-top: 1px solid #e6e6e6; }
th:last-child, td:last-child { padding-right: 0; }
.num { text-align: right; white-space: nowrap; }
.keep { white-space: nowrap; }
th.num + :not(.num), td.num + :not(.num) { padding-left: .5rem; }
sub { line-height: 0; }
thead .num { white-space: normal; }
.wide table { font-size: .75rem; }
.wide th, .wide td { padding-right: .45rem; }
.note { font-size: .82rem; color: var(--muted); }
.missing { color: var(--muted); font-style: italic; white-space: nowrap; }
.badge { display: inline-block; border: 1px solid currentcolor; border-radius: .6rem; padding: 0 .45rem; font-size: .72rem; line-height: 1.4; white-space: nowrap; }
.measured { color: #00664a; } .derived { color: #005a8c; } .modelled, .mixed { color: #9a4a00; }
.modelled { border-style: dashed; }
.role { color: var(--muted); font-size: .8rem; }
.state.failed, .state.aborted, .state.interrupted { color: #a3000b; font-weight: 600; }
.state.planned { color: var(--muted); }
figure { margin: 1.4rem 0; }
figure svg { display: block; width: 100%; height: auto; }
figcaption { font-size: .92rem; margin-top: .4rem; }
dl { display: grid; grid-template-columns: minmax(8rem, 12rem) 1fr; gap: .2rem 1rem; }
dt { color: var(--muted); } dd { margin: 0; overflow-wrap: anywhere; }
pre { background: var(--soft); padding: .7rem 1rem; overflow-x: auto; white-space: pre-wrap; }
code { font: .88em/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
ul { padding-left: 1.2rem; } li { margin: .15rem 0; }
footer { margin-top: 3rem; border-top: 1px solid var(--rule); color: var(--muted); font-size: .82rem; }
@page { size: A4; margin: 17mm 16mm 18mm; }
@media print {
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; }
  nav { display: none; }
  h2, h3, caption, p:has(+ ul), p:has(+ dl) { break-after: avoid; }
  figure, .banner, tr, pre, .short { break-inside: avoid; }
  thead { display: table-header-group; }
  .table { overflow: visible; }
  a { color: inherit; text-decoration: none; }
}
`);

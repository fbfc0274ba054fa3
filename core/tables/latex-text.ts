// A table for a LaTeX document: `table` with `tabular` and booktabs rules, for pdflatex and lualatex.
import type { TextTable } from './text-table.ts';

/** Needs `\usepackage{booktabs}`, as a comment at the top says. */
export function latexText({ caption, heads, rows, note }: TextTable): string {
  const line = (cells: readonly string[]): string => `    ${cells.map(latexEscaped).join(' & ')} \\\\`;
  return [
    '% needs \\usepackage{booktabs}',
    '\\begin{table}[htbp]',
    '  \\centering',
    `  \\caption{${latexEscaped(caption)}}`,
    `  \\begin{tabular}{@{}${heads.map(({ is_number }) => (is_number ? 'r' : 'l')).join('')}@{}}`,
    '    \\toprule',
    line(heads.map(({ text }) => text)),
    '    \\midrule',
    ...rows.map(line),
    '    \\bottomrule',
    '  \\end{tabular}',
    ...(note === '' ? [] : [`  \\par\\smallskip{\\footnotesize ${latexEscaped(note)}}`]),
    '\\end{table}',
    '',
  ].join('\n');
}

const SIGNS: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '{': '\\{',
  '}': '\\}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '$<$',
  '>': '$>$',
  '≤': '$\\le$',
  '≥': '$\\ge$',
  '−': '$-$',
  '±': '$\\pm$',
  '×': '$\\times$',
  '²': '$^2$',
  '³': '$^3$',
  '₂': '$_2$',
  α: '$\\alpha$',
  η: '$\\eta$',
  ω: '$\\omega$',
  χ: '$\\chi$',
  µ: '$\\mu$',
  μ: '$\\mu$',
  '°': '$^\\circ$',
  '·': '$\\cdot$',
  '–': '--',
  '—': '---',
  '…': '\\dots{}',
  '’': "'",
  '‘': '`',
  '“': '``',
  '”': "''",
  '\u00a0': '~',
  '\u2009': '\\,',
  '\u202f': '\\,',
};

/** Text escaped for LaTeX; minus signs stay minus signs. Line ends and other control characters become a space. */
const latexEscaped = (text: string): string =>
  [...text.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ')].map((sign) => SIGNS[sign] ?? sign).join('');

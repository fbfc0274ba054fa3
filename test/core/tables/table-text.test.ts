// Tables as text: what LaTeX, Markdown and CSV readers would choke on is escaped, and numbers stay numbers.
import { expect, test } from 'vitest';
import { type TextTable, tableText } from '../../../core/tables/table-text.ts';

const TABLE: TextTable = {
  caption: 'Training energy, kJ (100 % of R&D_1)',
  heads: [
    { text: 'Setting', is_number: false },
    { text: 'Mean', is_number: true },
    { text: 'η²', is_number: true },
    { text: 'p', is_number: true },
  ],
  rows: [
    ['fp16 mixed | 50 %', '−1,234.5', '0.12', '< .001'],
    ['=cmd()', '–', '0.3', '.021'],
  ],
  note: 'CI: “t interval” at ±2.',
};

test('LaTeX: booktabs, escaped signs, mathematics for what text fonts lack', () => {
  expect(tableText(TABLE, 'latex')).toBe(String.raw`% needs \usepackage{booktabs}
\begin{table}[htbp]
  \centering
  \caption{Training energy, kJ (100 \% of R\&D\_1)}
  \begin{tabular}{@{}lrrr@{}}
    \toprule
    Setting & Mean & $\eta$$^2$ & p \\
    \midrule
    fp16 mixed | 50 \% & $-$1,234.5 & 0.12 & $<$ .001 \\
    =cmd() & -- & 0.3 & .021 \\
    \bottomrule
  \end{tabular}
  \par\smallskip{\footnotesize CI: ${'``'}t interval'' at $\pm$2.}
\end{table}
`);
});

test('LaTeX: no sign of a text gets through as a command', () => {
  const hostile = { ...TABLE, rows: [['\\input{/etc/passwd}', '$x^2$', '#1~', '{}\n']] };
  const line = tableText(hostile, 'latex').split('\n')[8];
  expect(line).toBe(
    String.raw`    \textbackslash{}input\{/etc/passwd\} & \$x\textasciicircum{}2\$ & \#1\textasciitilde{} & \{\}  \\`,
  );
});

test('Markdown: aligned, bars and markup escaped', () => {
  expect(tableText(TABLE, 'markdown')).toBe(`**Training energy, kJ (100 % of R&D\\_1)**

| Setting | Mean | η² | p |
| --- | ---: | ---: | ---: |
| fp16 mixed \\| 50 % | −1,234.5 | 0.12 | \\< .001 |
| =cmd() | – | 0.3 | .021 |

CI: “t interval” at ±2.
`);
});

test('CSV: read back, numbers are numbers, missing is empty, formulas are text', () => {
  const text = tableText(TABLE, 'csv');
  expect(text.split('\r\n')).toEqual([
    'Setting,Mean,η²,p',
    'fp16 mixed | 50 %,-1234.5,0.12,< .001',
    "'=cmd(),,0.3,.021",
    '',
  ]);
});

test.each([
  '=1+1',
  '+1+cmd|x',
  '-1+cmd|x',
  '-cmd',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1',
  '\u0000=1',
  '\uff1d1',
  '-12 W',
])('CSV: %j is text to a spreadsheet, in a cell and in a head', (hostile) => {
  const heads = [{ text: hostile, is_number: false }];
  const fields = tableText({ ...TABLE, heads, rows: [[hostile]] }, 'csv').split('\r\n', 2);
  for (const field of fields) expect(field.replace(/^"/, '').startsWith("'")).toBe(true);
});

test.each(['-1', '-1.5e-3', '+2', '.5'])('CSV: %s stays a number', (number) => {
  const heads = [{ text: 'a', is_number: false }];
  expect(tableText({ ...TABLE, heads, rows: [[number]] }, 'csv')).toBe(`a\r\n${number}\r\n`);
});

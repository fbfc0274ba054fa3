// Keeps the table of figures in a Markdown page: one row for each attack, replaced by the newest run.
import { cpus, type as systemName } from 'node:os';
import type { AttackFigures } from './runner.ts';

const HEAD = '| attack | injected | survived | lost | time | seed | date | machine |';
const RULE = '|---|---|---|---|---|---|---|---|';

/** Processor, cores and system; no name of the host. */
const machineOf = (): string => `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, ${systemName()}`;

const rowOf = ({ name, injected, survived, lost, duration_s, seed }: AttackFigures, date: string): string =>
  `| ${[`\`${name}\``, injected, survived, lost.length, `${duration_s.toFixed(1)} s`, seed, date, machineOf()].join(' | ')} |`;

/**
 * Puts the figures into the table under `heading`; rows of other attacks stay. Without a table there, one is added at
 * the end of the heading's section.
 */
export function withFigures(
  page: string,
  heading: string,
  figures: readonly AttackFigures[],
  date: string,
): string {
  const lines = page.split('\n');
  const begin = lines.indexOf(heading);
  if (begin < 0) throw new Error(`expected the heading "${heading}" in the page, found none; add it`);
  const next = lines.findIndex((line, i) => i > begin && /^#{1,6} /.test(line));
  const end = next < 0 ? lines.length : next;
  const section = lines.slice(begin, end);
  const head = section.indexOf(HEAD);
  const is_row = (line: string): boolean => line.startsWith('| `');
  const rows = new Map(
    section.filter(is_row).map((line) => [line.match(/^\| `([^`]+)`/)?.[1] ?? line, line] as const),
  );
  for (const one of figures) rows.set(one.name, rowOf(one, date));
  const table = [HEAD, RULE, ...rows.values()];
  const before = head < 0 ? trimmed(section) : trimmed(section.slice(0, head));
  const after = head < 0 ? [] : section.slice(head).filter((l) => l !== HEAD && l !== RULE && !is_row(l));
  const filled = [...before, '', ...table, ...(after.length > 0 ? after : [''])];
  return [...lines.slice(0, begin), ...filled, ...lines.slice(end)].join('\n');
}

/** Without empty lines at the end. */
const trimmed = (lines: readonly string[]): readonly string[] =>
  lines.slice(0, lines.findLastIndex((line) => line.trim() !== '') + 1);

// The help pages of the command line and of each command.
import type { Command } from './command.ts';

/** The page of `wattproof --help`, or of one command when `name` is one. */
export function help(commands: readonly Command[], name?: string): string[] {
  const command = commands.find((one) => one.name === name);
  return command ? commandPage(command) : overview(commands);
}

const overview = (commands: readonly Command[]): string[] => [
  'Wattproof measures the energy and carbon of training runs, and tests whether a difference is real.',
  '',
  'usage: wattproof COMMAND [OPTIONS]',
  '',
  ...columns(commands.map(({ name, purpose }) => [name, purpose] as const)),
  '',
  'Every command takes --json (one JSON document on stdout, logs on stderr) and --help.',
  'Exit codes: 0 success, 1 the operation failed, 2 the command line or design was wrong.',
];

const commandPage = ({ usage, purpose, options }: Command): string[] => [
  `usage: wattproof ${usage}`,
  '',
  purpose,
  '',
  ...columns(options),
];

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 3;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`);
}

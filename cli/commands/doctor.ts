// `doctor`: what this machine can measure, how well, and how to fix what is missing.
import type { DoctorDocument } from '../../core/documents.ts';
import type { SourceReport } from '../../core/source.ts';
import { inspectMachine } from '../../engine/doctor.ts';
import { type Command, noPositionals, readWords } from '../command.ts';
import { print, printJson, table, wrap } from '../output.ts';
import { terminalParts } from '../parts.ts';

export const doctor: Command = {
  name: 'doctor',
  usage: 'doctor [--json]',
  purpose: 'Tells what this machine can measure, how well, and how to fix what is missing.',
  options: [['--json', 'one JSON document on stdout']],
  async run(argv) {
    const { values, positionals } = readWords(argv, { json: { type: 'boolean' } }, doctor);
    noPositionals(positionals, doctor);
    const document = await inspectMachine(terminalParts());
    if (values.json) printJson(document);
    else printDoctor(document);
    return 0;
  },
};

function printDoctor({ machine, sources, trainer }: DoctorDocument): void {
  const memory_gib = (machine.memory_b / 2 ** 30).toFixed(1);
  print(
    `${machine.cpu_model}, ${machine.cpu_threads} threads, ${memory_gib} GiB, ${machine.os}` +
      (machine.virtualisation ? ` (${machine.virtualisation})` : ''),
    '',
    'Power sources',
    ...table(
      ['source', 'domain', 'kind', 'update', 'accuracy', 'method'],
      sources
        .filter((source) => source.available)
        .map((source) => [
          source.id,
          source.domain,
          source.kind,
          source.update_period_s === null ? '-' : `${source.update_period_s} s`,
          source.accuracy_pct === null ? '-' : `\u00b1${source.accuracy_pct} %`,
          source.method,
        ]),
    ),
    ...sources.flatMap(remarks),
    '',
    'Trainer',
    ...trainer.backends.map((backend) =>
      backend.available
        ? `  ${backend.name}: ${backend.device} (${backend.isa ?? 'no special instructions'}), ${backend.precisions.join(', ')}${backend.reason ? ` (${backend.reason})` : ''}`
        : `  ${backend.name}: not available, ${backend.reason ?? 'no reason given'}`,
    ),
  );
}

function remarks({ id, available, reason, fix }: SourceReport): string[] {
  if (reason === null && fix === null) return [];
  const state = available ? 'note' : 'not available';
  return [
    '',
    ...wrap(`${id}: ${state}${reason ? `, ${reason}` : ''}`),
    ...(fix ? wrap(`To fix: ${fix}`).map((line) => `  ${line}`) : []),
  ];
}

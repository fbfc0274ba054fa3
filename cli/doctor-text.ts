// Prints the doctor's findings on the terminal.
import type { DoctorDocument, ProbedSource } from '../core/machine/doctor-document.ts';
import type { SelfAuditDocument } from '../core/machine/self-audit-document.ts';
import { formatInterval, formatNumber } from '../core/words/format.ts';
import { print, table, wrap } from './output.ts';

export function printDoctor({ machine, sources, trainer, log_file, crash_folder }: DoctorDocument): void {
  const memory_gib = (machine.memory_b / 2 ** 30).toFixed(1);
  const available = sources.filter((source) => source.available);
  const references = [
    ...new Set(available.flatMap(({ reference }) => (reference === null ? [] : [reference]))),
  ];
  print(
    `${machine.cpu_model}, ${machine.cpu_threads} threads, ${memory_gib} GiB, ${machine.os}` +
      (machine.virtualisation ? ` (${machine.virtualisation})` : ''),
    '',
    'Power sources',
    ...table(
      ['source', 'domain', 'kind', 'changes every', 'a reading', 'accuracy'],
      available.map((source) => [
        source.id.length > 28 ? `${source.id.slice(0, 27)}…` : source.id,
        source.domain,
        source.kind,
        period(source),
        source.probe === null ? '-' : duration(source.probe.read_p50_s),
        accuracy(source, references),
      ]),
    ),
    '',
    ...available.flatMap(({ id, method }) => wrap(`${id}: ${method}`)),
    ...references.flatMap((reference, i) => wrap(`[${i + 1}] ${reference}`)),
    ...sources.flatMap(remarks),
    '',
    'Trainer',
    ...trainer.backends.map((backend) =>
      backend.available
        ? `  ${backend.name}: ${backend.device} (${backend.isa ?? 'no special instructions'}), ${backend.precisions.join(', ')}${backend.reason ? ` (${backend.reason})` : ''}`
        : `  ${backend.name}: not available, ${backend.reason ?? 'no reason given'}`,
    ),
    '',
    `Log file: ${log_file}`,
    `Crash reports of the window: ${crash_folder}`,
  );
}

function period({ update_period_s, probe }: ProbedSource): string {
  if (update_period_s === null) return '-';
  return `${duration(update_period_s)} (${(probe?.update_period_s ?? null) === null ? 'stated' : 'probed'})`;
}

function accuracy({ accuracy_pct, reference }: ProbedSource, references: readonly string[]): string {
  const mark = reference === null ? '' : ` [${references.indexOf(reference) + 1}]`;
  return accuracy_pct === null ? '-' : `\u00b1${accuracy_pct} %${mark}`;
}

const duration = (seconds: number): string =>
  seconds >= 1
    ? `${formatNumber(seconds, 2)} s`
    : seconds >= 1e-3
      ? `${formatNumber(seconds * 1e3, 2)} ms`
      : `${formatNumber(seconds * 1e6, 2)} µs`;

function remarks({ id, available, reason, fix }: ProbedSource): string[] {
  if (reason === null && fix === null) return [];
  const state = available ? 'note' : 'not available';
  return [
    '',
    ...wrap(`${id}: ${state}${reason ? `, ${reason}` : ''}`),
    ...(fix ? wrap(`To fix: ${fix}`).map((line) => `  ${line}`) : []),
  ];
}

export function printSelfAudit(audit: SelfAuditDocument): void {
  print(
    ...table(
      ['pair', 'first', 'monitored, s', 'alone, s', 'ratio'],
      audit.pairs.map(({ first, monitored_s, unmonitored_s }, i) => [
        String(i + 1),
        first === 'monitored' ? 'monitored' : 'alone',
        monitored_s.toFixed(3),
        unmonitored_s.toFixed(3),
        (monitored_s / unmonitored_s).toFixed(4),
      ]),
    ),
    '',
    ...wrap(audit.verdict),
    ...(audit.cpu_pct === null
      ? []
      : wrap(
          `Processor time of the meter: ${formatNumber(audit.cpu_pct, 2)} % of one core (95 % interval ${formatInterval(audit.cpu_ci_pct, '%')}).`,
        )),
    ...(audit.energy_diff_j === null
      ? wrap(`Energy: not available, ${audit.why_no_energy}.`)
      : wrap(
          `Energy of a monitored run minus that of an unmonitored one: ${formatNumber(audit.energy_diff_j, 3)} J (95 % interval ${formatInterval(audit.energy_diff_ci_j, 'J')}).`,
        )),
  );
}

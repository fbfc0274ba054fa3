// `doctor`: reports what this machine can measure, how well, how to fix what is missing, and what measuring costs.
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { AuditError } from '../../core/errors.ts';
import { writeDiagnosis } from '../../engine/machine/diagnosis.ts';
import { inspectMachine } from '../../engine/machine/doctor.ts';
import { carryOut, explainPlan, planRaplRule } from '../../engine/machine/rapl-permission.ts';
import { selfAudit } from '../../engine/self-audit/self-audit.ts';
import { type Command, noPositionals, numberOption, readWords } from '../command.ts';
import { printDoctor, printSelfAudit } from '../doctor-text.ts';
import { print, printAside, printJson } from '../output.ts';
import { terminalParts } from '../parts.ts';
import { onStopSignals } from '../stop-signals.ts';

const OPTIONS = {
  json: { type: 'boolean' },
  'no-probe': { type: 'boolean' },
  'probe-seconds': { type: 'string' },
  fix: { type: 'boolean' },
  yes: { type: 'boolean' },
  'self-audit': { type: 'boolean' },
  rounds: { type: 'string' },
  hz: { type: 'string' },
  bundle: { type: 'string' },
} as const;

const PROBE_S = 3;
const ROUNDS = 8;
const RUN_S = 2;

export const doctor: Command = {
  name: 'doctor',
  usage:
    'doctor [--probe-seconds S | --no-probe] [--json] | doctor --fix [--yes] | doctor --self-audit [--rounds N] [--hz N] [--json] | doctor --bundle FILE',
  purpose: 'Reports what this machine can measure, how well, and how to fix what is missing.',
  options: [
    ['--probe-seconds S', 'seconds to watch the measured sources, 1 to 60; default 3'],
    ['--no-probe', 'do not watch them'],
    ['--fix', "let your user read the CPU's energy counters: adds a udev rule, shown first (pkexec or sudo)"],
    ['--yes', 'with --fix: do not ask'],
    ['--self-audit', 'measure what monitoring costs: runs the trainer with and without it, in turn'],
    ['--rounds N', 'with --self-audit: pairs of runs, 3 to 100; default 8'],
    ['--hz N', 'with --self-audit: readings per second, 1 to 100; default 10'],
    [
      '--bundle FILE',
      'write log, findings and versions for a bug report, without names or study data; read it first',
    ],
    ['--json', 'one JSON document on stdout'],
  ],
  async run(argv) {
    const { values, positionals } = readWords(argv, OPTIONS, doctor);
    noPositionals(positionals, doctor);
    const probe_s = numberOption(values['probe-seconds'], 'probe-seconds', { min: 1, max: 60 }) ?? PROBE_S;
    const pairs = numberOption(values.rounds, 'rounds', { min: 3, max: 100 }) ?? ROUNDS;
    const sample_hz = numberOption(values.hz, 'hz', { min: 1, max: 100 }) ?? 10;
    if (!Number.isInteger(pairs))
      throw new AuditError('usage', `--rounds expects a whole number, got ${pairs}`);
    if (values.bundle !== undefined) return bundle(resolve(values.bundle));
    if (values.fix) return fix(values.yes ?? false);
    if (values['self-audit']) return audit({ pairs, sample_hz, as_json: values.json ?? false });
    const document = await inspectMachine(terminalParts(), { probe_s: values['no-probe'] ? 0 : probe_s });
    if (values.json) printJson(document);
    else printDoctor(document);
    return 0;
  },
};

async function bundle(path: string): Promise<number> {
  await writeDiagnosis(terminalParts(), path);
  print(`Wrote ${path}. Read it before you send it; nothing is sent for you.`);
  return 0;
}

/** Shows the exact steps, asks, and carries them out. */
async function fix(is_agreed: boolean): Promise<number> {
  const has_terminal = process.stdin.isTTY === true;
  const plan = planRaplRule('install', { env: terminalParts().env, has_terminal });
  print(...explainPlan(plan));
  if (!is_agreed) {
    if (!has_terminal)
      throw new AuditError('usage', 'no terminal to ask on; add --yes to agree to the steps above');
    const asking = createInterface({ input: process.stdin, output: process.stderr });
    const answer = await asking.question('Do this? [y/N] ');
    asking.close();
    if (!/^y(es)?$/i.test(answer.trim())) throw new AuditError('aborted', 'nothing was changed');
  }
  await carryOut(plan);
  print(`Done. ${plan.afterwards}.`);
  return 0;
}

async function audit(options: {
  readonly pairs: number;
  readonly sample_hz: number;
  readonly as_json: boolean;
}): Promise<number> {
  const { pairs, sample_hz, as_json } = options;
  const abort = new AbortController();
  const letGo = onStopSignals(() => abort.abort());
  const about_s = Math.ceil(2 * (pairs + 1) * (RUN_S + 1));
  printAside(`${pairs} pairs of runs after one to warm up, about ${about_s} s; leave the machine alone`);
  try {
    const document = await selfAudit(terminalParts(), {
      pairs,
      sample_hz,
      seed: Date.now() % 2 ** 31,
      run_s: RUN_S,
      signal: abort.signal,
      onRun: (done, runs) => printAside(`run ${done} of ${runs}`),
    });
    if (as_json) printJson(document);
    else printSelfAudit(document);
    return 0;
  } finally {
    letGo();
  }
}

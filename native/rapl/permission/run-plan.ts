// Runs a plan, and distinguishes a cancellation from a refusal and from a failed step.
import { spawn } from 'node:child_process';
import { AuditError, messageOf } from '../../../core/errors.ts';
import type { RulePlan } from './plan.ts';
import { STEP_FAILED } from './steps.ts';

/** pkexec(1): 126, the window was closed; 127, not authorised or unable to ask. */
const DISMISSED = 126;
const NOT_AUTHORISED = 127;
/** 128 + SIGINT: the user interrupted the prompt in the terminal. */
const INTERRUPTED = 130;
/** Only the end of the steps' output is kept. */
const MOST_CHARACTERS = 4000;

interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
}

/**
 * Waits for the user's answer and the end of the steps. Nothing is retried.
 * @throws AuditError `aborted` when the user cancels, `meter` when root is refused or a step fails.
 */
export async function runPlan(plan: RulePlan): Promise<void> {
  const { code, signal, said } = await endingOf(plan.command);
  if (code === 0) return;
  const words = lastLine(said);
  const because = words ? `: ${words}` : '';
  if (code === STEP_FAILED) throw new AuditError('meter', `a step of the ${plan.purpose} failed${because}`);
  const cancelled =
    signal === 'SIGINT' || code === INTERRUPTED || (plan.way === 'pkexec' && code === DISMISSED);
  if (cancelled) throw new AuditError('aborted', 'cancelled: nothing was changed');
  if (plan.way === 'pkexec' && code === NOT_AUTHORISED)
    throw new AuditError(
      'meter',
      `pkexec was not given permission, or could not ask for it${because}; nothing was changed`,
    );
  if (plan.way === 'sudo' && code === 1)
    throw new AuditError('meter', `sudo was not given permission${because}; nothing was changed`);
  throw new AuditError('meter', `${plan.way} ended with ${signal ?? `exit code ${code}`}${because}`);
}

function endingOf([program, ...args]: RulePlan['command']): Promise<Ending> {
  return new Promise((resolve, reject) => {
    // sudo prompts on the terminal itself, so it keeps the terminal as its input.
    const child = spawn(program, args, { stdio: ['inherit', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-MOST_CHARACTERS);
    });
    child.once('error', (error) =>
      reject(new AuditError('meter', `${program} cannot be started: ${messageOf(error)}`, { cause: error })),
    );
    child.once('close', (code, signal) => resolve({ code, signal, said }));
  });
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.trim() ?? '';

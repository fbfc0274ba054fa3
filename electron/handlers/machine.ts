// Reports what this machine can measure, and opens the CPU counters once the user has agreed.
import { AuditError } from '../../core/errors.ts';
import { inspectMachine } from '../../engine/machine/doctor.ts';
import { explainPlan, installRaplRule, planRaplRule } from '../../engine/machine/rapl-permission.ts';
import type { AppContext } from '../context.ts';
import { handle } from '../ipc.ts';

const WATCH_S = 3;

export function handleMachine(context: AppContext): void {
  // A window has no terminal, so the system's own dialog asks for the password.
  const asker = () => ({ env: context.parts().env, has_terminal: false });
  handle('machine:inspect', () => inspectMachine(context.parts()));
  handle('machine:watch', () => {
    if (context.sweep.isRunning())
      throw new AuditError('usage', 'a sweep is measuring; watch the sources when it has ended');
    return inspectMachine(context.parts(), { probe_s: WATCH_S });
  });
  handle('machine:remedy-plan', () => explainPlan(planRaplRule('install', asker())));
  handle('machine:remedy', async () => (await installRaplRule(asker())).afterwards);
}

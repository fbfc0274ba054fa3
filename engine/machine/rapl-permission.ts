// Lets the current user read the CPU's energy counters: makes a plan to show first, then carries out the same plan.
import { userInfo } from 'node:os';
import type { Environment } from '../../native/environment.ts';
import {
  planInstall,
  planRemove,
  type RuleOptions,
  type RulePlan,
} from '../../native/rapl/permission/plan.ts';
import { runPlan } from '../../native/rapl/permission/run-plan.ts';
import { virtualisation } from '../../native/system/virtualisation.ts';

export type { RulePlan } from '../../native/rapl/permission/plan.ts';

export interface RaplPermissionOptions extends Partial<Omit<RuleOptions, 'virtualisation'>> {
  readonly env: Environment;
  /** True when a person is at a terminal, which only the caller knows. */
  readonly has_terminal: boolean;
}

/** Everything the user has to agree to. Changes nothing. @throws AuditError when it is impossible here, in one line. */
export const planRaplRule = (purpose: RulePlan['purpose'], options: RaplPermissionOptions): RulePlan =>
  (purpose === 'install' ? planInstall : planRemove)(completed(options));

/** Carries out a plan that was shown. @throws AuditError `aborted` when the user cancels, `meter` when it fails. */
export const carryOut = (plan: RulePlan): Promise<void> => runPlan(plan);

/** Plans and installs, for a caller that has already asked. Returns the plan, whose `afterwards` must be shown. */
export async function installRaplRule(options: RaplPermissionOptions): Promise<RulePlan> {
  const plan = planRaplRule('install', options);
  await carryOut(plan);
  return plan;
}

/** Restricts the counters to root again. Throws like {@link installRaplRule}. */
export async function removeRaplRule(options: RaplPermissionOptions): Promise<RulePlan> {
  const plan = planRaplRule('remove', options);
  await carryOut(plan);
  return plan;
}

/** A plan as lines for a terminal or a dialog. */
export function explainPlan({ way, file, steps, afterwards }: RulePlan): string[] {
  const asks =
    way === 'root' ? 'As root, this program' : `After asking for a password (${way}), this program`;
  return [
    `${asks} ${file.content === null ? `removes ${file.path}` : `writes ${file.path}:`}`,
    ...(file.content === null
      ? []
      : file.content
          .trimEnd()
          .split('\n')
          .map((line) => `  ${line}`)),
    'with these steps:',
    ...steps.map((step) => `  ${step}`),
    `Afterwards: ${afterwards}.`,
  ];
}

function completed({ env, has_terminal, ...given }: RaplPermissionOptions): RuleOptions {
  const variables = process.env;
  const uid = process.getuid?.() ?? -1;
  return {
    platform: process.platform,
    virtualisation: virtualisation(env),
    ...given,
    asker: given.asker ?? {
      uid,
      // Under sudo this is the person who ran it, who will read the counters afterwards.
      user: uid === 0 ? (variables.SUDO_USER ?? null) : userInfo().username,
      has_display: Boolean(variables.DISPLAY || variables.WAYLAND_DISPLAY),
      has_terminal,
      path: variables.PATH ?? '',
    },
  };
}

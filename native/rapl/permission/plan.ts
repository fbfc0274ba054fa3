// What exactly would be done to let a user read the energy counters, before anything is: to be shown, asked, and then run.
import { dirname } from 'node:path';
import { AuditError } from '../../../core/errors.ts';
import { isContainer } from '../../system/places.ts';
import { absenceOf, RAPL_GROUP, RAPL_UDEV_RULE_PATH, raplUdevRule } from '../remedy.ts';
import { listZones } from '../zones.ts';
import { checkGroup, checkUser } from './names.ts';
import { type Asker, type Way, wayOf } from './privilege.ts';
import { installSteps, REMOVE, type Step, scriptOf, shownSteps } from './steps.ts';

export interface RulePlan {
  readonly purpose: 'install' | 'remove';
  /** Through whom root is asked; `root` when nobody needs to be. */
  readonly way: Way;
  /** The file that is written, with its whole content; content null: the file that is removed. */
  readonly file: { readonly path: string; readonly content: string | null };
  /** The steps that root takes, as one would type them. */
  readonly steps: readonly string[];
  /** What is really started: program and arguments, with no shell around it but the one named. */
  readonly command: readonly [string, ...string[]];
  /** What is left for the user to do, or to know. */
  readonly afterwards: string;
}

export interface RuleOptions {
  readonly asker: Asker;
  readonly platform: NodeJS.Platform;
  /** As `virtualisation` tells it. */
  readonly virtualisation: string | null;
  /**
   * A system group of its own, into which the user is taken: not everybody (PLATYPUS, CVE-2020-8694: who reads the counters
   * can learn what others compute), and not the user's primary group, which some systems share among all users. That
   * it counts only from the next login on is the price.
   */
  readonly group?: string;
  readonly rule_path?: string;
  /** Always the kernel's own folder, never one named by the environment: root changes files in it. */
  readonly powercap_root?: string;
}

const POWERCAP = '/sys/class/powercap';
const SHELL = '/bin/sh';
/** $0 of the script: how it is named in messages. */
const NAME = 'wattproof-rapl';

/** @throws AuditError `meter` where there is nothing to open or no way to ask, `usage` for a name that cannot be one. */
export function planInstall(options: RuleOptions): RulePlan {
  const { asker, rule_path = RAPL_UDEV_RULE_PATH, powercap_root = POWERCAP } = options;
  const group = checkGroup(options.group ?? RAPL_GROUP);
  const user = asker.user === null ? null : checkUser(asker.user);
  requireLinux(options.platform);
  if (isContainer(options.virtualisation))
    throw refuse(`no udev runs in a container (${options.virtualisation}); install the rule on the host`);
  if (listZones(powercap_root).length === 0) {
    const { reason, fix } = absenceOf(powercap_root, options.platform, options.virtualisation);
    throw refuse(`there is nothing to open: ${reason}${fix ? `; ${fix}` : ''}`);
  }
  const content = raplUdevRule(group);
  const steps = installSteps(user !== null);
  const values = [group, rule_path, dirname(rule_path), content, user ?? ''];
  return {
    purpose: 'install',
    file: { path: rule_path, content: `${content}\n` },
    ...commandOf(asker, steps, values),
    afterwards:
      user === null
        ? `root reads the counters anyway; take others in with: usermod -aG ${group} USER`
        : `log out and in again (or restart), so that ${user} counts as a member of ${group}`,
  };
}

/** @throws AuditError `meter` on another system or when there is no way to ask. */
export function planRemove(options: RuleOptions): RulePlan {
  const { asker, rule_path = RAPL_UDEV_RULE_PATH, powercap_root = POWERCAP } = options;
  requireLinux(options.platform);
  return {
    purpose: 'remove',
    file: { path: rule_path, content: null },
    ...commandOf(asker, REMOVE, [rule_path, powercap_root]),
    afterwards: `only root reads the counters now; the group ${options.group ?? RAPL_GROUP} stays and opens nothing`,
  };
}

const refuse = (message: string): AuditError => new AuditError('meter', message);

function requireLinux(platform: NodeJS.Platform): void {
  if (platform !== 'linux')
    throw refuse(`the rule is one of Linux' udev, and this is ${platform}; nothing to install here`);
}

function commandOf(asker: Asker, steps: readonly Step[], values: readonly string[]) {
  const found = wayOf(asker);
  if (found === null)
    throw refuse(
      'expected pkexec (with a desktop) or sudo (in a terminal) on the PATH, found neither; do it as root, or run the steps that doctor shows',
    );
  const shell = [SHELL, '-c', scriptOf(steps), NAME, ...values] as const;
  const command: readonly [string, ...string[]] =
    found.program === null ? shell : [found.program, ...(found.way === 'sudo' ? ['--'] : []), ...shell];
  return { way: found.way, steps: shownSteps(steps, values), command };
}

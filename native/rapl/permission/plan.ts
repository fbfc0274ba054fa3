// Plans the exact steps that let a user read the energy counters, to be shown and confirmed before they run.
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
  /** Program that asks for root's rights; `root` when they are held already. */
  readonly way: Way;
  /** The file to write, with its whole content; content null: the file to remove. */
  readonly file: { readonly path: string; readonly content: string | null };
  /** The steps that run as root, as one would type them. */
  readonly steps: readonly string[];
  /** The process that is started: program and arguments, with no other shell around it. */
  readonly command: readonly [string, ...string[]];
  /** Left for the user to do or know afterwards. */
  readonly afterwards: string;
}

export interface RuleOptions {
  readonly asker: Asker;
  readonly platform: NodeJS.Platform;
  /** Result of `virtualisation`. */
  readonly virtualisation: string | null;
  /**
   * A dedicated system group, to which the user is added: not everybody (PLATYPUS, CVE-2020-8694: reading the counters
   * reveals what others compute), and not the user's primary group, which some systems share among all users. The
   * price: it takes effect only at the next login.
   */
  readonly group?: string;
  readonly rule_path?: string;
  /** Always the kernel's own folder, never one from the environment: root changes files in it. */
  readonly powercap_root?: string;
}

const POWERCAP = '/sys/class/powercap';
const SHELL = '/bin/sh';
/** $0 of the script: its name in messages. */
const NAME = 'wattproof-rapl';

/** @throws AuditError `meter` where there are no counters or no way to ask for root, `usage` for an invalid name. */
export function planInstall(options: RuleOptions): RulePlan {
  const { asker, rule_path = RAPL_UDEV_RULE_PATH, powercap_root = POWERCAP } = options;
  const group = checkGroup(options.group ?? RAPL_GROUP);
  const user = asker.user === null ? null : checkUser(asker.user);
  requireLinux(options.platform);
  if (isContainer(options.virtualisation))
    throw refuse(`no udev runs in a container (${options.virtualisation}); install the rule on the host`);
  if (listZones(powercap_root).length === 0) {
    const { reason, fix } = absenceOf(powercap_root, options.platform, options.virtualisation);
    throw refuse(`there are no counters to open: ${reason}${fix ? `; ${fix}` : ''}`);
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
        ? `root can read the counters already; add other users with: usermod -aG ${group} USER`
        : `log out and in again (or restart) for ${user} to join the group ${group}`,
  };
}

/** @throws AuditError `meter` on another system or when there is no way to ask for root. */
export function planRemove(options: RuleOptions): RulePlan {
  const { asker, rule_path = RAPL_UDEV_RULE_PATH, powercap_root = POWERCAP } = options;
  requireLinux(options.platform);
  return {
    purpose: 'remove',
    file: { path: rule_path, content: null },
    ...commandOf(asker, REMOVE, [rule_path, powercap_root]),
    afterwards: `only root can read the counters now; the group ${options.group ?? RAPL_GROUP} remains but grants nothing`,
  };
}

const refuse = (message: string): AuditError => new AuditError('meter', message);

function requireLinux(platform: NodeJS.Platform): void {
  if (platform !== 'linux')
    throw refuse(`the rule needs Linux with udev, and this is ${platform}; nothing to install here`);
}

function commandOf(asker: Asker, steps: readonly Step[], values: readonly string[]) {
  const found = wayOf(asker);
  if (found === null)
    throw refuse(
      'expected pkexec (with a desktop) or sudo (in a terminal) on the PATH, found neither; run this as root, or run the steps that doctor shows',
    );
  const shell = [SHELL, '-c', scriptOf(steps), NAME, ...values] as const;
  const command: readonly [string, ...string[]] =
    found.program === null ? shell : [found.program, ...(found.way === 'sudo' ? ['--'] : []), ...shell];
  return { way: found.way, steps: shownSteps(steps, values), command };
}

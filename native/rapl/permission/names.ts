// Checks names of groups and users before they enter a udev rule that runs as root.
import { AuditError } from '../../../core/errors.ts';

/** Names that groupadd accepts on every distribution. */
const GROUP = /^[a-z_][a-z0-9_-]{0,31}$/;
/** Directory services use names with dots and domains; a leading dash would be an option. */
const USER = /^[A-Za-z0-9_][A-Za-z0-9_.@-]{0,255}$/;
/** Groups that include everybody, or that stand for nobody: as good as open to all. */
const EVERYBODYS: readonly string[] = ['users', 'nogroup', 'nobody'];

/** @throws AuditError `usage` for an invalid group name, or a group that would open the counters to all. */
export function checkGroup(group: string): string {
  if (!GROUP.test(group))
    throw new AuditError(
      'usage',
      `expected a group name (at most 32 lower-case letters, digits, - and _), got ${JSON.stringify(group)}`,
    );
  if (EVERYBODYS.includes(group))
    throw new AuditError(
      'usage',
      `the group ${group} includes everybody, and whoever reads the counters can spy on others (CVE-2020-8694); choose a dedicated group`,
    );
  return group;
}

/** @throws AuditError `usage` for an invalid user name. */
export function checkUser(user: string): string {
  if (USER.test(user)) return user;
  throw new AuditError('usage', `expected a user name, got ${JSON.stringify(user)}`);
}

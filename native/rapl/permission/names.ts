// Names of groups and users as they may go into a rule that root's udev obeys.
import { AuditError } from '../../../core/errors.ts';

/** What groupadd takes on every distribution. */
const GROUP = /^[a-z_][a-z0-9_-]{0,31}$/;
/** Directory services give names with dots and domains; a leading dash would be an option. */
const USER = /^[A-Za-z0-9_][A-Za-z0-9_.@-]{0,255}$/;
/** Groups that everybody is in, or that nobody's files belong to: as good as open to all. */
const EVERYBODYS: readonly string[] = ['users', 'nogroup', 'nobody'];

/** @throws AuditError `usage` for a name that cannot be a group's, or a group that would open the counters to all. */
export function checkGroup(group: string): string {
  if (!GROUP.test(group))
    throw new AuditError(
      'usage',
      `expected the name of a group (small letters, digits, - and _, at most 32), got ${JSON.stringify(group)}`,
    );
  if (EVERYBODYS.includes(group))
    throw new AuditError(
      'usage',
      `the group ${group} holds everybody, and whoever reads the counters can spy on others (CVE-2020-8694); choose a group of its own`,
    );
  return group;
}

/** @throws AuditError `usage` for a name that cannot be a user's. */
export function checkUser(user: string): string {
  if (USER.test(user)) return user;
  throw new AuditError('usage', `expected the name of a user, got ${JSON.stringify(user)}`);
}

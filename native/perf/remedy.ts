// Messages for a user whose perf events cannot be opened: the reason and the fix.
import { constants } from 'node:os';
import type { ReadFlag } from '../../core/source.ts';
import { RAPL_UDEV_RULE_PATH, type Refusal } from '../rapl/remedy.ts';
import { isContainer, isVirtualMachine } from '../system/places.ts';

const { EACCES, EPERM, ENOENT, ENODEV, EINVAL, EOPNOTSUPP, ENOSYS } = constants.errno;

const PERF_PERMISSION_FIX =
  'sudo sysctl kernel.perf_event_paranoid=0 (until the next restart; every user can then count events of the whole ' +
  'machine and so watch what other users do), or, more narrowly, open the powercap counters to a ' +
  `group with ${RAPL_UDEV_RULE_PATH}`;

/** Name of an error number, such as `EMFILE`; the number itself when it has no name. */
const nameOf = (errno: number): string =>
  Object.entries(constants.errno).find(([, value]) => value === errno)?.[0] ?? `error ${errno}`;

/** Explains an error number of perf_event_open; `paranoid` is kernel.perf_event_paranoid, null when unknown. */
export function refusalOf(errno: number, paranoid: string | null): Refusal & { flag: ReadFlag } {
  const flag = errno === EACCES || errno === EPERM ? 'no_permission' : 'read_failed';
  return { ...reasonOf(errno, paranoid), flag };
}

function reasonOf(errno: number, paranoid: string | null): Refusal {
  switch (errno) {
    case EACCES:
    case EPERM: {
      // The setting already permits it, so something around the program refuses.
      if (paranoid !== null && Number(paranoid) <= 0)
        return {
          reason: `not permitted although perf_event_paranoid is ${paranoid}: a container or a security module forbids perf events`,
          fix: 'run outside the container, or give it the capability: docker run --cap-add PERFMON ...',
        };
      const setting = paranoid === null ? '' : `, which is ${paranoid} here`;
      return {
        reason: `not permitted: needs perf_event_paranoid 0 or lower${setting}, or CAP_PERFMON`,
        fix: PERF_PERMISSION_FIX,
      };
    }
    case ENOENT:
    case ENODEV:
    case EINVAL:
    case EOPNOTSUPP:
      return {
        reason: `absent: the kernel names this event but cannot count it (${nameOf(errno)})`,
        fix: null,
      };
    case ENOSYS:
      return { reason: 'absent: this system has no perf events (ENOSYS)', fix: null };
    default:
      return { reason: `the event cannot be opened (${nameOf(errno)})`, fix: null };
  }
}

/** Explains why the power PMU itself is missing; `virtualisation` is null on bare metal. */
export function refusalOfAbsent(
  folder: string,
  platform: NodeJS.Platform,
  virtualisation: string | null,
): Refusal {
  if (platform !== 'linux') return { reason: `${platform} offers no perf events`, fix: null };
  const missing = `no power event source in ${folder}`;
  if (isVirtualMachine(virtualisation))
    return { reason: `${missing}: a virtual machine (${virtualisation}) hides it`, fix: null };
  return {
    reason: `${missing}: the CPU has no counters, or their driver is not loaded`,
    // A container shares its host's drivers and cannot load any.
    fix: `${isContainer(virtualisation) ? 'on the host' : 'on a physical machine'}: sudo modprobe rapl`,
  };
}

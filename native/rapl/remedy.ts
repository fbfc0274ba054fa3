// Messages for a user whose RAPL counters are missing or unreadable: the reason, and the exact fix.
import type { SourceReport } from '../../core/source.ts';
import { containerFix, isContainer, isVirtualMachine } from '../system/places.ts';

export interface Refusal {
  readonly reason: string;
  /** Steps the user can take; null when there are none. */
  readonly fix: string | null;
  readonly remedy?: NonNullable<SourceReport['remedy']>;
}

/** Path of the rule; a package may install it for the user. */
export const RAPL_UDEV_RULE_PATH = '/etc/udev/rules.d/99-wattproof-rapl.rules';
/** The system group that may read the counters. */
export const RAPL_GROUP = 'wattproof';

/**
 * The udev rule that lets members of a group, and nobody else, read the energy counters, even after a reboot or a driver
 * reload. Not open to all: fast reads reveal what other processes compute (PLATYPUS, CVE-2020-8694).
 */
export const raplUdevRule = (group: string): string =>
  `SUBSYSTEM=="powercap", KERNEL=="intel-rapl*", ` +
  `RUN+="/usr/bin/chgrp ${group} /sys/%p/energy_uj", RUN+="/usr/bin/chmod g+r /sys/%p/energy_uj"`;

export const RAPL_UDEV_RULE = raplUdevRule(RAPL_GROUP);

/** Commands to paste into a terminal, joined into one line. */
const RAPL_PERMISSION_FIX = [
  `sudo groupadd --system --force ${RAPL_GROUP}`,
  `sudo usermod -aG ${RAPL_GROUP} "$USER"`,
  `echo '${RAPL_UDEV_RULE}' | sudo tee ${RAPL_UDEV_RULE_PATH}`,
  'sudo udevadm control --reload',
  'sudo udevadm trigger --subsystem-match=powercap --action=add',
].join(' && ');

const RAPL_PERMISSION_REASON =
  'permission denied: since Linux 5.10 only root may read the energy counter (CVE-2020-8694)';

/** The last step, after the commands. */
const RAPL_GROUP_NOTE = `then log in again to join the group ${RAPL_GROUP}`;

/** Refusal for a counter that exists but may not be read. No udev runs in a container: its host and user decide. */
export function permissionOf(virtualisation: string | null): Refusal {
  if (!isContainer(virtualisation))
    return {
      reason: RAPL_PERMISSION_REASON,
      fix: `${RAPL_PERMISSION_FIX}; ${RAPL_GROUP_NOTE}`,
      remedy: 'rapl_rule',
    };
  return {
    reason: `${RAPL_PERMISSION_REASON}; inside a container (${virtualisation})`,
    fix: `start the container as root, or add the host group that may read the counter: --group-add and its number (on the host, the rule ${RAPL_UDEV_RULE_PATH} gives it to ${RAPL_GROUP})`,
  };
}

/** Explains why this machine shows no counters, and how to get them. */
export function absenceOf(root: string, platform: NodeJS.Platform, virtualisation: string | null): Refusal {
  if (platform !== 'linux') return { reason: `${platform} offers no powercap counters`, fix: null };
  const missing = `no RAPL zones in ${root}`;
  if (virtualisation?.includes('wsl')) {
    return {
      reason: `${missing}: WSL is a virtual machine that passes no counters on; run Linux or Windows directly to read them`,
      fix: null,
    };
  }
  // A container in a virtual machine lacks the counters because its host does: only one on bare metal has a fix.
  if (isContainer(virtualisation) && !isVirtualMachine(virtualisation))
    return {
      reason: `${missing}: inside a container (${virtualisation})`,
      fix: containerFix(virtualisation),
    };
  if (virtualisation !== null) {
    return {
      reason: `${missing}: a virtual machine (${virtualisation}) hides the host's counters`,
      fix: 'run on the physical machine to read the CPU package',
    };
  }
  return {
    reason: `${missing}: the CPU has no counters, or their driver is not loaded`,
    fix: 'sudo modprobe intel_rapl_msr (also for AMD, Linux 5.11 or later)',
  };
}

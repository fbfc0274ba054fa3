// What to tell a user whose RAPL counters cannot be read: why, and the exact way out.

/** Where the rule goes; a package may install it instead of the user. */
export const RAPL_UDEV_RULE_PATH = '/etc/udev/rules.d/99-wattproof-rapl.rules';
/** The system group that may read the counters. */
export const RAPL_GROUP = 'wattproof';

/** The udev rule that lets the members of a group, and nobody else, read the energy counters, also after a reboot. */
export const RAPL_UDEV_RULE =
  `SUBSYSTEM=="powercap", KERNEL=="intel-rapl*", ` +
  `RUN+="/usr/bin/chgrp ${RAPL_GROUP} /sys/%p/energy_uj", RUN+="/usr/bin/chmod g+r /sys/%p/energy_uj"`;

/** Commands to paste into a terminal, joined to one line. */
export const RAPL_PERMISSION_FIX = [
  `sudo groupadd --system --force ${RAPL_GROUP}`,
  `sudo usermod -aG ${RAPL_GROUP} "$USER"`,
  `echo '${RAPL_UDEV_RULE}' | sudo tee ${RAPL_UDEV_RULE_PATH}`,
  'sudo udevadm control --reload',
  'sudo udevadm trigger --subsystem-match=powercap --action=add',
].join(' && ');

export const RAPL_PERMISSION_REASON =
  'permission denied: since Linux 5.10 only root may read the energy counter (CVE-2020-8694)';

/** Why there are no counters on this machine, and what would bring them. */
export function absenceOf(
  root: string,
  platform: NodeJS.Platform,
  virtualisation: string | null,
): { reason: string; fix: string | null } {
  if (platform === 'win32') {
    return {
      reason: 'Windows offers no powercap counters',
      fix: 'measure under Linux on the same machine to read the CPU package',
    };
  }
  if (platform !== 'linux') return { reason: `${platform} offers no powercap counters`, fix: null };
  const missing = `no RAPL zones in ${root}`;
  if (virtualisation === 'wsl') {
    return {
      reason: `${missing}: WSL does not pass them on`,
      fix: 'boot Linux itself to read the CPU package',
    };
  }
  const in_container = /^(docker|container)/.test(virtualisation ?? '');
  // A container in a virtual machine lacks what its host lacks: only one on bare metal can be helped.
  if (in_container && !virtualisation?.includes(' in ')) {
    return {
      reason: `${missing}: inside a container (${virtualisation})`,
      fix: 'if the host has RAPL, pass it in: docker run -v /sys/devices/virtual/powercap:/sys/devices/virtual/powercap:ro ...',
    };
  }
  if (virtualisation !== null) {
    return {
      reason: `${missing}: a virtual machine (${virtualisation}) hides the host's counters`,
      fix: 'run on the physical machine to read the CPU package',
    };
  }
  return {
    reason: `${missing}: the CPU has none, or its driver is not loaded`,
    fix: 'sudo modprobe intel_rapl_msr (also for AMD, Linux 5.11 or later)',
  };
}

/** Added, once the user has run the fix, where it needs one more step. */
export const RAPL_GROUP_NOTE = `then log in again, so that the group ${RAPL_GROUP} counts`;

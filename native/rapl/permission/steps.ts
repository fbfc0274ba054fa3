// The steps that root runs to open the counters to a group, or to close them again: a fixed shell script that never
// includes user input. Values are passed as arguments, $1, $2, ...

export interface Step {
  readonly run: string;
  /** True when the next steps run even if this one fails. */
  readonly optional?: boolean;
}

/** Exit code of a failed step: neither 126 nor 127, which pkexec uses for itself, nor 1, which sudo uses. */
export const STEP_FAILED = 3;

/** $1 group, $2 rule file, $3 its folder, $4 its content, $5 user. */
const INSTALL: readonly Step[] = [
  { run: 'command -v udevadm > /dev/null' },
  { run: 'groupadd --system --force "$1"' },
  { run: 'usermod -aG "$1" "$5"' },
  { run: 'mkdir -p "$3"' },
  { run: 'printf \'%s\\n\' "$4" > "$2"' },
  { run: 'chmod 0644 "$2"' },
  { run: 'udevadm control --reload' },
  { run: 'udevadm trigger --subsystem-match=powercap --action=add' },
  { run: 'udevadm settle --timeout=10', optional: true },
];

/** The install steps; root alone needs no membership in the group. */
export const installSteps = (has_user: boolean): readonly Step[] =>
  has_user ? INSTALL : INSTALL.filter(({ run }) => !run.startsWith('usermod'));

/** $1 rule file, $2 powercap folder. The group remains: others may be in it, and without the rule it grants nothing. */
export const REMOVE: readonly Step[] = [
  { run: 'rm -f "$1"' },
  { run: 'udevadm control --reload' },
  {
    run: 'for file in "$2"/intel-rapl*/energy_uj; do [ ! -e "$file" ] || { chgrp root "$file" && chmod 0400 "$file"; } || exit 1; done',
  },
];

/** A user's own PATH often lacks the folders of system programs. */
const PATH_OF_ROOT = 'PATH="$PATH:/usr/sbin:/sbin"';

/** The script for `sh -c`. Each step runs in a subshell, so that none can end the script itself. */
export const scriptOf = (steps: readonly Step[]): string =>
  [
    PATH_OF_ROOT,
    ...steps.map(({ run, optional }) => `( ${run} ) || ${optional ? ':' : `exit ${STEP_FAILED}`}`),
  ].join('\n');

const quoted = (value: string): string =>
  /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;

/** The same steps with their values, as one would type them. */
export const shownSteps = (steps: readonly Step[], values: readonly string[]): string[] =>
  steps.map(({ run }) => run.replaceAll(/"\$(\d)"/g, (_, n: string) => quoted(values[Number(n) - 1] ?? '')));

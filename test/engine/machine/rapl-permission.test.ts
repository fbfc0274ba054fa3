// Opening the counters on request: the plan is what is carried out, no user input reaches a shell as text, and
// cancelling changes nothing. Root's tools are stand-ins on the PATH that log their calls.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  carryOut,
  explainPlan,
  installRaplRule,
  planRaplRule,
  removeRaplRule,
} from '../../../engine/machine/rapl-permission.ts';
import { readEnvironment } from '../../../native/environment.ts';
import { RAPL_UDEV_RULE } from '../../../native/rapl/remedy.ts';
import { type FakePowercap, makePowercap } from '../../fixtures/powercap/make-powercap.ts';

const FAKES = fileURLToPath(new URL('../../fixtures/polkit/', import.meta.url));
const TOOLS = `${FAKES}tools:/usr/bin:/bin`;
const NOWHERE = '/nowhere/at/all';
let root: string;
let powercap: FakePowercap;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fake-etc-'));
  powercap = makePowercap();
  vi.stubEnv('FAKE_POLKIT_LOG', join(root, 'log'));
  vi.stubEnv('FAKE_POLKIT_ANSWER', '');
  vi.stubEnv('FAKE_POLKIT_FAIL', '');
  vi.stubEnv('PATH', TOOLS);
});
afterEach(() => {
  vi.unstubAllEnvs();
  powercap.remove();
  rmSync(root, { recursive: true, force: true });
});

const env = {
  ...readEnvironment({ HOME: NOWHERE }),
  proc_root: NOWHERE,
  dmi_root: NOWHERE,
  mark_root: NOWHERE,
};
const ADA = { uid: 1000, user: 'ada' as string | null, has_display: false, has_terminal: false, path: '' };
const DESKTOP = { ...ADA, has_display: true, path: `${FAKES}pkexec:${FAKES}sudo` };
const TERMINAL = { ...ADA, has_terminal: true, path: `${FAKES}sudo` };
const ROOT = { ...ADA, uid: 0, user: null };

function options(changes: Partial<Parameters<typeof planRaplRule>[1]> = {}) {
  return {
    env,
    has_terminal: false,
    platform: 'linux' as const,
    rule_path: join(root, 'udev', 'rules.d', '99-wattproof-rapl.rules'),
    powercap_root: powercap.root,
    asker: DESKTOP,
    ...changes,
  };
}
const log = (): string[] =>
  existsSync(join(root, 'log')) ? readFileSync(join(root, 'log'), 'utf8').trim().split('\n') : [];
const rule = (): string | null =>
  existsSync(options().rule_path) ? readFileSync(options().rule_path, 'utf8') : null;

test.each([
  ['a desktop', DESKTOP, ['pkexec /bin/sh']],
  ['a terminal', TERMINAL, ['sudo /bin/sh']],
  ['root for somebody', { ...ROOT, user: 'ada' }, []],
])('%s: group, member, rule, reload and trigger, in this order', async (_, asker, door) => {
  const plan = await installRaplRule(options({ asker }));
  expect(log()).toEqual([
    ...door,
    'groupadd [--system] [--force] [wattproof]',
    'usermod [-aG] [wattproof] [ada]',
    'udevadm [control] [--reload]',
    'udevadm [trigger] [--subsystem-match=powercap] [--action=add]',
    'udevadm [settle] [--timeout=10]',
  ]);
  expect(rule()).toBe(`${RAPL_UDEV_RULE}\n`);
  expect(rule()).toBe(plan.file.content);
  expect(statSync(options().rule_path).mode & 0o777).toBe(0o644);
  expect(plan.afterwards).toContain('log out and in again');
});

test('planning changes nothing, and shows every step with its values', () => {
  const plan = planRaplRule('install', options());
  expect(log()).toEqual([]);
  expect(rule()).toBeNull();
  expect(plan).toMatchObject({ purpose: 'install', way: 'pkexec' });
  expect(plan.steps).toEqual([
    'command -v udevadm > /dev/null',
    'groupadd --system --force wattproof',
    'usermod -aG wattproof ada',
    `mkdir -p ${join(root, 'udev', 'rules.d')}`,
    `printf '%s\\n' '${RAPL_UDEV_RULE}' > ${options().rule_path}`,
    `chmod 0644 ${options().rule_path}`,
    'udevadm control --reload',
    'udevadm trigger --subsystem-match=powercap --action=add',
    'udevadm settle --timeout=10',
  ]);
  const text = explainPlan(plan).join('\n');
  for (const step of plan.steps) expect(text).toContain(step);
  expect(text).toContain(RAPL_UDEV_RULE);
});

test('no value is part of the text that the shell reads', () => {
  const script = (group: string) => planRaplRule('install', options({ group })).command[3];
  expect(script('wattproof')).toBe(script('energy'));
  expect(script('wattproof')).not.toContain(root);
  expect(script('wattproof')).not.toContain('ada');
});

test('plain root without a sudo user: no member is added', async () => {
  const plan = await installRaplRule(options({ asker: ROOT }));
  expect(log().some((line) => line.startsWith('usermod'))).toBe(false);
  expect(plan.afterwards).toContain('root can read the counters already');
});

test('the rule contains another group if given', async () => {
  await installRaplRule(options({ group: 'energy' }));
  expect(rule()).toContain('/usr/bin/chgrp energy /sys/%p/energy_uj');
  expect(log()).toContain('groupadd [--system] [--force] [energy]');
});

test.each([
  '',
  'a b',
  'a;reboot',
  '$(reboot)',
  '`id`',
  '-x',
  'a"',
  "a'",
  'a\nb',
  'A',
  'ä',
  'x'.repeat(33),
  'a/../b',
])('the group %j is refused before anything is run', (group) => {
  expect(() => planRaplRule('install', options({ group }))).toThrow(/expected a group name/);
});

test.each(['users', 'nogroup', 'nobody'])('the group %s would open the counters to everybody', (group) => {
  expect(() => planRaplRule('install', options({ group }))).toThrow(/CVE-2020-8694/);
});

test.each(['-x', 'a b', 'a;b', '', "a'"])('the user %j is refused', (user) => {
  expect(() => planRaplRule('install', options({ asker: { ...DESKTOP, user } }))).toThrow(
    /expected a user name/,
  );
});

test.each([
  ['pkexec, window closed', DESKTOP, 'dismiss', 'aborted', /cancelled: nothing was changed/],
  ['pkexec, not authorised', DESKTOP, 'deny', 'meter', /pkexec was not given permission.*Not authorized/],
  ['sudo, interrupted', TERMINAL, 'dismiss', 'aborted', /cancelled: nothing was changed/],
  [
    'sudo, wrong password',
    TERMINAL,
    'deny',
    'meter',
    /sudo was not given permission: .*3 incorrect password/,
  ],
])('%s: said in one line, and nothing is changed', async (_, asker, answer, code, message) => {
  vi.stubEnv('FAKE_POLKIT_ANSWER', answer);
  const error = await installRaplRule(options({ asker })).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: 'AuditError', code, message: expect.stringMatching(message) });
  expect(log()).toEqual([]);
  expect(rule()).toBeNull();
});

test.each(['groupadd', 'usermod'])(
  '%s fails: its words are handed on, and no rule is written',
  async (tool) => {
    vi.stubEnv('FAKE_POLKIT_FAIL', tool);
    await expect(installRaplRule(options())).rejects.toThrow(
      `a step of the install failed: ${tool}: this does not work here`,
    );
    expect(rule()).toBeNull();
  },
);

test.each<[string, Parameters<typeof options>[0], RegExp]>([
  ['on Windows', { platform: 'win32' }, /this is win32/],
  [
    'without pkexec and sudo',
    { asker: { ...DESKTOP, has_terminal: true, path: '/nowhere' } },
    /found neither/,
  ],
  ['with nobody to ask', { asker: { ...TERMINAL, has_terminal: false } }, /found neither/],
  ['without powercap', { powercap_root: NOWHERE }, /no counters to open: no RAPL zones/],
])('%s it is refused before anything is run', (_, changes, message) => {
  expect(() => planRaplRule('install', options(changes))).toThrow(message);
});

test('a container is refused, because no udev runs there', () => {
  mkdirSync(join(root, 'proc', '1'), { recursive: true });
  writeFileSync(join(root, 'proc', '1', 'cgroup'), '0::/kubepods/pod1\n');
  const inside = { ...env, proc_root: join(root, 'proc') };
  expect(() => planRaplRule('install', options({ env: inside }))).toThrow(/no udev runs in a container/);
});

test('a pkexec or sudo that is not a program is reported in one line', async () => {
  const plan = planRaplRule('install', options());
  await expect(carryOut({ ...plan, command: ['/nowhere/pkexec'] })).rejects.toThrow(
    /\/nowhere\/pkexec cannot be started/,
  );
});

test('removing deletes the rule and closes the counters; the group stays', async () => {
  await installRaplRule(options());
  rmSync(join(root, 'log'));
  const plan = await removeRaplRule(options());
  expect(rule()).toBeNull();
  expect(plan.file).toEqual({ path: options().rule_path, content: null });
  const folders = ['intel-rapl:0', 'intel-rapl:0:0', 'intel-rapl:0:1', 'intel-rapl:0:2'];
  expect(log()).toEqual([
    'pkexec /bin/sh',
    'udevadm [control] [--reload]',
    ...folders.map((folder) => `chgrp [root] [${powercap.path(folder)}]`),
  ]);
  for (const folder of folders) expect(statSync(powercap.path(folder)).mode & 0o777).toBe(0o400);
});

test('removing a missing rule is no failure', async () => {
  await expect(removeRaplRule(options())).resolves.toMatchObject({ purpose: 'remove' });
});

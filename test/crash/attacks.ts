// The attacks of test:crash, in the order in which they strike. Each is a module of its own that exports `attack`.
import type { ListedAttack } from './attack.ts';

export const CRASH_ATTACKS: readonly ListedAttack[] = [
  {
    name: 'sigkill',
    what: 'SIGKILL at any moment of a sweep: the file alone holds all but at most one finished trial, at most 1 s of samples is lost',
    count: { short: 2, deep: 8, long: 100 },
    load: () => import('./sigkill.ts'),
  },
  {
    name: 'resume',
    what: 'a sweep killed, hung up or interrupted at any moment, then resumed: every trial once, same order and seeds',
    count: { short: 1, deep: 4, long: 50 },
    load: () => import('./resume.ts'),
  },
  {
    name: 'replaced',
    what: 'the file of a running sweep deleted, moved or replaced: noticed within 10 s, data saved, exit code 1',
    count: { short: 1, deep: 2, long: 20 },
    load: () => import('./replaced.ts'),
  },
  {
    name: 'stale-log',
    what: 'a file beside a log of another moment, branch or study: refused, or exactly what was written',
    count: { short: 20, deep: 100, long: 1000 },
    load: () => import('./stale-log.ts'),
  },
  {
    name: 'hostile-studies',
    what: 'studies made to harm their reader, a good one beside each',
    count: { short: 6, deep: 20, long: 57 },
    load: () => import('./hostile-studies.ts'),
  },
  {
    name: 'locked',
    what: 'another program locks the study for a minute: the sweep goes on, no reading is lost',
    count: { short: 1, deep: 1, long: 20 },
    load: () => import('./locked.ts'),
  },
  {
    name: 'full-disk',
    what: 'the disk is full in the middle of a recording: exit code and result are kept',
    count: { short: 1, deep: 2, long: 20 },
    load: () => import('./full-disk.ts'),
  },
  {
    name: 'lying-trainers',
    what: 'a trainer that lies in every second training, one kind of lie each',
    count: { short: 2, deep: 8, long: 36 },
    load: () => import('./lying-trainers.ts'),
  },
  {
    name: 'signals',
    what: 'SIGHUP, SIGQUIT and SIGTERM to run and record at any moment',
    count: { short: 2, deep: 4, long: 40 },
    load: () => import('./signals.ts'),
  },
  {
    name: 'settings',
    what: 'settings files that are broken, empty, foreign or no files',
    count: { short: 20, deep: 20, long: 200 },
    load: () => import('./settings.ts'),
  },
  {
    name: 'terminal',
    what: 'hostile studies in analyze and verify: nothing acts on the terminal',
    count: { short: 2, deep: 57, long: 57 },
    load: () => import('./terminal.ts'),
  },
  {
    name: 'bombs',
    what: 'data, tables and designs that unpack, claim or never end',
    count: { short: 9, deep: 20, long: 56 },
    load: () => import('./bombs.ts'),
  },
  {
    name: 'flips',
    what: 'one bit of a study changed: equal numbers, a doubt, or refused in one line',
    count: { short: 15, deep: 100, long: 1000 },
    load: () => import('./flips.ts'),
  },
  {
    name: 'truncations',
    what: 'a study cut off at any byte: a doubt, or refused in one line',
    count: { short: 10, deep: 40, long: 200 },
    load: () => import('./truncations.ts'),
  },
  {
    name: 'altered-values',
    what: 'one value of a study changed: equal numbers, a doubt, or refused; verify finds it',
    count: { short: 8, deep: 80, long: 1000 },
    load: () => import('./altered-values.ts'),
  },
  {
    name: 'forged',
    what: 'a study changed on purpose, also with a new chain: analyze warns, verify names the place',
    count: { short: 8, deep: 8, long: 8 },
    load: () => import('./forged.ts'),
  },
  {
    name: 'salvaged',
    what: 'pages of a study overwritten and its end cut off: 99 % of the rows on whole pages come over',
    count: { short: 1, deep: 4, long: 50 },
    load: () => import('./salvaged.ts'),
  },
];

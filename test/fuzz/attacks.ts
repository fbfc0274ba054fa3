// The attacks of test:fuzz, in the order in which they strike. Each is a module of its own that exports `attack`.
import type { ListedAttack } from '../crash/attack.ts';

export const FUZZ_ATTACKS: readonly ListedAttack[] = [
  {
    name: 'designs',
    what: 'damaged designs in YAML',
    count: { short: 150, deep: 3000, long: 20000 },
    load: () => import('./designs.ts'),
  },
  {
    name: 'csv',
    what: 'damaged CSV tables, analysed',
    count: { short: 100, deep: 2000, long: 20000 },
    load: () => import('./csv.ts'),
  },
  {
    name: 'trainer-messages',
    what: 'damaged output of a trainer',
    count: { short: 300, deep: 5000, long: 50000 },
    load: () => import('./trainer-messages.ts'),
  },
  {
    name: 'settings-files',
    what: 'damaged settings files',
    count: { short: 100, deep: 2000, long: 20000 },
    load: () => import('./settings-files.ts'),
  },
  {
    name: 'arguments',
    what: 'damaged arguments of the terminal program',
    count: { short: 40, deep: 300, long: 3000 },
    load: () => import('./arguments.ts'),
  },
  {
    name: 'machine-files',
    what: 'damaged files of the kernel: counters, processor, memory, temperatures',
    count: { short: 30, deep: 300, long: 3000 },
    load: () => import('./machine-files.ts'),
  },
  {
    name: 'study-rows',
    what: 'studies with damaged cells: view, trial and report',
    count: { short: 8, deep: 150, long: 1500 },
    load: () => import('./study-rows.ts'),
  },
  {
    name: 'ipc',
    what: 'messages to the main process on every channel, valid shapes among them',
    count: { short: 400, deep: 5000, long: 20000 },
    load: () => import('./ipc.ts'),
  },
];
